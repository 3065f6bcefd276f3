import type { Page } from 'playwright-core';
import { type Watched, watched } from './watched-work';

/** Pointer events of one way. */
export const EVENTS = 300;

export type Hand = 'painting' | 'moving' | 'panning';

/**
 * The pointer on a way of loops over the canvas, as fast as a hasty hand: about 30 px an event.
 * @param hand what it does: with the button down, with none, or with the space bar held
 */
export async function move(page: Page, hand: Hand, events = EVENTS): Promise<Watched> {
  const way = await loops(page);
  await page.mouse.move(...way(0));
  if (hand === 'panning') await page.keyboard.down(' ');
  if (hand !== 'moving') await page.mouse.down();
  await page.waitForTimeout(100);
  const before = await watched(page);
  for (let event = 1; event <= events; event++) await page.mouse.move(...way(event));
  const after = await watched(page);
  if (hand !== 'moving') await page.mouse.up();
  if (hand === 'panning') await page.keyboard.up(' ');
  await page.waitForTimeout(500);
  return { work: after.work.slice(before.work.length), gaps: after.gaps.slice(before.gaps.length) };
}

/** Places of the pointer, by the event's number. */
async function loops(page: Page): Promise<(event: number) => [number, number]> {
  const box = await page.locator('.canvas-stage').boundingBox();
  if (box === null) throw new Error('there is no canvas');
  return (event) => {
    const angle = (event / EVENTS) * Math.PI * 6;
    return [
      box.x + box.width * (0.5 + 0.38 * Math.cos(angle)),
      box.y + box.height * (0.52 + 0.36 * Math.sin(1.3 * angle)),
    ];
  };
}

/** Frames longer than two of 60 a second. */
export function late({ gaps }: Watched): number {
  return gaps.filter((ms) => ms > 34).length;
}

/**
 * Puts a canvas over the image that draws one picture where the pointer is, and nothing else: what this machine's drawing
 * of a canvas that size costs. The returned function takes it away.
 */
export async function showBareCanvas(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => {
    const box = document.querySelector('.canvas-stage')?.getBoundingClientRect();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    if (box === undefined || context === null) throw new Error('there is no canvas');
    canvas.id = 'bare-canvas';
    canvas.width = box.width;
    canvas.height = box.height;
    Object.assign(canvas.style, { position: 'fixed', left: `${box.left}px`, top: `${box.top}px`, zIndex: '1000' });
    const picture = new OffscreenCanvas(2 * box.width, 2 * box.height);
    const paint = picture.getContext('2d');
    for (let x = 0; x < picture.width; x += 20) {
      if (paint === null) break;
      paint.fillStyle = `hsl(${x % 360} 60% 50%)`;
      paint.fillRect(x, 0, 13, picture.height);
    }
    const bitmap = picture.transferToImageBitmap();
    let at = { x: 0, y: 0 };
    let request = 0;
    canvas.addEventListener('pointermove', (event) => {
      at = { x: event.offsetX, y: event.offsetY };
      if (request !== 0) return;
      request = requestAnimationFrame(() => {
        request = 0;
        context.clearRect(0, 0, canvas.width, canvas.height);
        context.drawImage(bitmap, at.x - box.width, at.y - box.height);
      });
    });
    document.body.append(canvas);
  });
  return () => page.evaluate(() => document.querySelector('#bare-canvas')?.remove());
}
