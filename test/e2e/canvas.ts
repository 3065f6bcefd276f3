import type { Page } from 'playwright-core';

/** A point of a square in the middle of the canvas, as shares of its side. */
export type Point = readonly [x: number, y: number];

export interface Square {
  /** The corner at the upper left. */
  x: number;
  y: number;
  side: number;
}

/**
 * A square in the middle of the canvas, whose side is a share of the shorter side of the canvas: by default what of a
 * square image is under the pointer whatever floats above it.
 */
export async function canvasSquare(page: Page, share = 0.8): Promise<Square> {
  const box = await page.getByRole('region', { name: /^Image tissue/ }).boundingBox();
  if (box === null) throw new Error('the canvas is not on the screen');
  const side = Math.min(box.width, box.height) * share;
  return { x: box.x + (box.width - side) / 2, y: box.y + (box.height - side) / 2, side };
}

export function pointOf({ x, y, side }: Square, [across, down]: Point): [number, number] {
  return [x + across * side, y + down * side];
}

export async function dragIn(page: Page, square: Square, from: Point, to: Point): Promise<void> {
  await page.mouse.move(...pointOf(square, from));
  await page.mouse.down();
  await page.mouse.move(...pointOf(square, to), { steps: 6 });
  await page.mouse.up();
}

/** Until the status bar says that every stroke is saved. */
export async function saved(page: Page): Promise<void> {
  await page.getByRole('status', { name: 'Saving' }).getByText('All saved').waitFor();
}
