/** The drawing of bars by uPlot: a part of its own, so that the desk's first load does not wait for it. */
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

const ROW = 34; // px, as high as a line of the lists beside it (overview.css)
const THICK = 16; // px

/** Draw bars into a place and keep them fitting: its width, the theme. Give back what takes them away. */
export function draw(place: HTMLElement, values: number[]): () => void {
  const height = values.length * ROW;
  const plot = new UPlot(options(values, place.clientWidth, height), [values.map((_, i) => i), values], place);
  const fit = new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height }));
  const repaint = () => plot.redraw(); // whole: the colour is kept with the paths
  const theme = new MutationObserver(repaint);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  fit.observe(place);
  theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  dark.addEventListener('change', repaint);
  return () => {
    fit.disconnect();
    theme.disconnect();
    dark.removeEventListener('change', repaint);
    plot.destroy();
  };
}

function options(values: number[], width: number, height: number): UPlot.Options {
  const fromEnd = document.documentElement.dir === 'rtl' ? -1 : 1;
  return {
    width,
    height,
    padding: [0, 0, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    axes: [{ show: false }, { show: false }],
    scales: {
      x: { time: false, ori: 1, dir: -1, range: [-0.5, values.length - 0.5] }, // rows, the first on top
      y: { ori: 0, dir: fromEnd, range: [0, Math.max(...values)] },
    },
    series: [{}, { fill: colour, width: 0, points: { show: false }, paths: UPlot.paths.bars!({ size: [1, THICK], radius: 0.5 }) }],
  };
}

const colour = (): string => getComputedStyle(document.documentElement).getPropertyValue('--teal').trim();
