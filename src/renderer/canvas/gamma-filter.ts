const SVG = 'http://www.w3.org/2000/svg';
/** A slider on its way passes many values; those that are shown are the last. */
const KEPT = 8;

/** By their exponents, the one asked for last at the end. */
const filters = new Map<number, SVGFilterElement>();
let holder: SVGSVGElement | null = null;

/**
 * A filter for CSS that raises each channel's value in 0..1 to a power; '' for 1, which leaves it. The browser applies it
 * when it puts a canvas on the screen: the canvas is drawn as fast as without.
 */
export function gammaFilter(gamma: number): string {
  if (gamma === 1) return '';
  const filter = filters.get(gamma) ?? makeFilter(gamma);
  filters.delete(gamma);
  filters.set(gamma, filter);
  const [oldest] = filters;
  if (filters.size > KEPT && oldest !== undefined) {
    filters.delete(oldest[0]);
    oldest[1].remove();
  }
  return `url("#${filter.id}")`;
}

function makeFilter(gamma: number): SVGFilterElement {
  if (holder === null) {
    holder = document.createElementNS(SVG, 'svg');
    holder.setAttribute('class', 'canvas-filters');
    holder.setAttribute('aria-hidden', 'true');
    document.body.append(holder);
  }
  const filter = document.createElementNS(SVG, 'filter');
  filter.id = `gamma-${String(gamma).replace('.', '-')}`;
  // Values as they are stored, not as light.
  filter.setAttribute('color-interpolation-filters', 'sRGB');
  const transfer = document.createElementNS(SVG, 'feComponentTransfer');
  for (const name of ['feFuncR', 'feFuncG', 'feFuncB'] as const) {
    const channel = document.createElementNS(SVG, name);
    channel.setAttribute('type', 'gamma');
    channel.setAttribute('exponent', String(gamma));
    transfer.append(channel);
  }
  filter.append(transfer);
  holder.append(filter);
  return filter;
}
