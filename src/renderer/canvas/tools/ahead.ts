import type { Point } from '../../../shared/labels/brush';
import type { PixelKernels } from '../kernels/kernel-requests';
import type { PaintHand } from './paint-hand';

/** Has what a tool needs of an image at hand before its first press there: what is read takes longer than a frame. */
export class Ahead {
  private view: string | null = null;

  /** @param prepare once for each picture */
  constructor(private readonly prepare: (kernels: PixelKernels, at: Point) => Promise<unknown>) {}

  look(hand: PaintHand, at: Point): void {
    const kernels = hand.kernels();
    if (kernels === null || kernels.view === this.view || hand.blocked() !== null) return;
    this.view = kernels.view;
    // A press that needs it says what is wrong.
    this.prepare(kernels, at).catch(() => undefined);
  }
}
