/** Cards, lines, figures and notices: how everything that is shown looks. */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon';

type Inside = { children?: ComponentChildren };

export function Card({ title, side, tone = '', children }: Inside & { title?: string; side?: ComponentChildren; tone?: '' | 'teal' | 'red' }) {
  return (
    <section class={`card ${tone}`}>
      {title && (
        <div class="head">
          <h2>{title}</h2>
          {side && <span>{side}</span>}
        </div>
      )}
      {children}
    </section>
  );
}

/** One big figure: the number first, what it is an amount of after it. */
export function Figure({ value, per, tone = '' }: { value: string; per?: string; tone?: string }) {
  return (
    <p class={`big num ${tone}`}>
      {value}
      {per && <small> / {per}</small>}
    </p>
  );
}

type Tone = '' | 'amber' | 'red' | 'blue';

/** A state in words with a shape; `live` makes a screen reader say it when it appears. */
export function Notice({ tone = '', title, live, children }: Inside & { tone?: Tone; title?: string; live?: boolean }) {
  return (
    <div class={`note ${tone}`} role={live ? (tone === 'red' ? 'alert' : 'status') : undefined}>
      {title && <strong>{tone === 'red' || tone === 'amber' ? `▲ ${title}` : title}</strong>}
      {children}
    </div>
  );
}

export function Line({ label, value, tone = '', under, href }: { label: ComponentChildren; value?: ComponentChildren; tone?: string; under?: ComponentChildren; href?: string }) {
  const inside = (
    <>
      <span>
        {label}
        {under && (
          <>
            <br />
            <small>{under}</small>
          </>
        )}
      </span>
      {value !== undefined && <span class={`num ${tone}`}>{value}</span>}
    </>
  );
  return href ? (
    <a class="line" href={href}>
      {inside}
    </a>
  ) : (
    <div class="line">{inside}</div>
  );
}

export function List({ children }: Inside) {
  return <div class="list">{children}</div>;
}

export interface Segment {
  label: string;
  minutes: number;
  shown: string;
  colour: string;
}

/** Shares of a whole as a bar, with the figures in a legend: colour is never alone. */
export function Bar({ segments }: { segments: Segment[] }) {
  return (
    <>
      <div class="bar" aria-hidden="true">
        {segments.map((part) => (
          <i key={part.label} class={`seg-${part.colour}`} style={{ flexGrow: part.minutes }} />
        ))}
      </div>
      <ul class="legend">
        {segments.map((part) => (
          <li key={part.label}>
            <i class={`seg-${part.colour}`} />
            <span>{part.label}</span>
            <b class="num">{part.shown}</b>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What to do where there is nothing yet. */
export function Empty({ icon, title, children }: Inside & { icon: IconName; title: string }) {
  return (
    <section class="card">
      <Icon name={icon} />
      <strong>{title}</strong>
      {children}
    </section>
  );
}

/** The sum behind a figure, one tap away. */
export function Sum({ label, children, open }: Inside & { label: string; open?: boolean }) {
  return (
    <details open={open ?? false}>
      <summary>{label}</summary>
      {children}
    </details>
  );
}
