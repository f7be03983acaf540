/** What a partner's own server has to do, for whoever looks after it. */
import type { ComponentChildren } from 'preact';
import { t } from '../lib/words';
import arrives from './samples/arrives.txt?raw';
import node from './samples/receive.mjs.txt?raw';
import python from './samples/receive.py.txt?raw';

export function HowTo() {
  return (
    <section class="card">
      <details class="how">
        <summary>
          <h2>{t('partners.how')}</h2>
        </summary>
        <Sample text={arrives}>{t('partners.how_arrives')}</Sample>
        <p>{t('partners.how_verify')}</p>
        <Sample text={python}>{t('partners.how_python')}</Sample>
        <Sample text={node}>{t('partners.how_node')}</Sample>
        <ul>
          <li>{t('partners.how_answer')}</li>
          <li>{t('partners.how_repeat')}</li>
          <li>{t('partners.how_clock')}</li>
        </ul>
        <p>
          {t('partners.how_more')}{' '}
          <a class="btn plain" href="/docs" target="_blank" rel="noopener">
            {t('partners.how_api')}
          </a>
        </p>
      </details>
    </section>
  );
}

function Sample({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <>
      <p>{children}</p>
      <pre translate={false}>
        <code>{text.trim()}</code>
      </pre>
    </>
  );
}
