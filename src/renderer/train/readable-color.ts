/**
 * A colour that stands out from a ground by at least `ratio` (WCAG 2 contrast): the colour itself, or mixed with as
 * little black or white as it takes.
 * @param color and ground as `#rrggbb`
 */
export function readableColor(color: string, ground: string, ratio = 3): string {
  const [from, below] = [channels(color), channels(ground)];
  const groundLight = luminance(below);
  // Mixing towards the far end of the scale always gets there: black or white has at least 4.5 to any ground.
  const towards = groundLight > 0.179 ? 0 : 255;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = from.map((value) => Math.round(value + (towards - value) * share));
    if (contrast(luminance(mixed), groundLight) >= ratio) return hex(mixed);
  }
  return hex([towards, towards, towards]);
}

/** Relative luminance, 0 black to 1 white. */
function luminance(rgb: readonly number[]): number {
  const [r, g, b] = rgb.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function channels(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function hex(rgb: readonly number[]): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}
