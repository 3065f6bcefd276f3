import type { LabelMap } from '../../../../src/shared/images/pixels';

/** Each pixel's component by a walk from pixel to pixel: the plain form of all connected sets. */
export function naiveComponents(
  { width, height, data }: LabelMap,
  isInside: (label: number) => boolean,
  connectivity: 4 | 8,
): number[][] {
  const seen = new Uint8Array(data.length);
  const components: number[][] = [];
  for (let start = 0; start < data.length; start++) {
    if (seen[start] === 1 || !isInside(data[start])) continue;
    const component: number[] = [];
    const queue = [start];
    seen[start] = 1;
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      component.push(at);
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          const x: number = (at % width) + dx;
          const y: number = Math.floor(at / width) + dy;
          if ((connectivity === 4 && dx !== 0 && dy !== 0) || x < 0 || y < 0 || x >= width || y >= height) continue;
          const next = y * width + x;
          if (seen[next] === 1 || !isInside(data[next])) continue;
          seen[next] = 1;
          queue.push(next);
        }
      }
    }
    components.push(component.sort((a, b) => a - b));
  }
  return components;
}

export function touchesBorder(component: readonly number[], { width, height }: LabelMap): boolean {
  return component.some((at) => {
    const x = at % width;
    const y = Math.floor(at / width);
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
}
