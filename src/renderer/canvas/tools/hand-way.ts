import type { Point } from '../../../shared/labels/brush';
import { squaredDistance } from './ring-geometry';
import type { CanvasPointer } from './tool';

/** Closer together on the screen than this, places of the pointer are one, device pixels. */
const SAME_PLACE = 0.5;

/** The way of a pointer whose button is down. */
export class HandWay {
  readonly points: Point[];

  constructor({ x, y }: Point) {
    this.points = [{ x, y }];
  }

  add({ moves, zoom }: CanvasPointer): void {
    const least = (SAME_PLACE / zoom) ** 2;
    for (const { x, y } of moves) {
      if (squaredDistance(this.points[this.points.length - 1], { x, y }) >= least) this.points.push({ x, y });
    }
  }
}
