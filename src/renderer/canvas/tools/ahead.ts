import type { Point } from '../../../shared/labels/brush';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { PixelKernels } from '../kernels/kernel-requests';
import type { PaintHand } from './paint-hand';

/** Has what a tool needs of an image at hand before its first press there: what is read takes longer than a frame. */
export class Ahead {
  private of: StrokeTarget | null = null;

  /** @param prepare once for each image */
  constructor(private readonly prepare: (kernels: PixelKernels, at: Point) => Promise<unknown>) {}

  look(hand: PaintHand, at: Point): void {
    const target = hand.target();
    const kernels = hand.kernels();
    if (target === null || kernels === null || target === this.of || hand.blocked() !== null) return;
    this.of = target;
    // A press that needs it says what is wrong.
    this.prepare(kernels, at).catch(() => undefined);
  }
}
