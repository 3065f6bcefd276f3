import type { Brush, Point } from '../../../shared/labels/brush';
import { paintMask } from '../../../shared/labels/spans';
import type { WetPart } from '../../paint/document/document-state';
import type { PixelKernels } from '../kernels/kernel-requests';
import { paintOf, type ShapePaint } from './paint-of';
import { QueuedTool } from './queued-tool';
import type { CanvasPointer, ToolCursor } from './tool';

interface Stamp {
  brush: Brush;
  centre: Point;
}

/** Stamps lie this share of the radius apart. */
const SPACING = 0.5;

/** A brush that paints only what looks like the ground under its centre, and stops at edges. */
export class SmartBrushTool extends QueuedTool<Stamp> {
  readonly id = 'smart';
  protected readonly name = 'Smart brush';

  cursor(): ToolCursor {
    const paint = paintOf(this.hand, false);
    if (paint === null || this.hand.blocked() !== null) return { kind: 'css', cursor: 'not-allowed' };
    return { kind: 'brush', radiusPx: this.hand.size() / 2, shape: 'round', color: paint.color };
  }

  onWheel(_pointer: CanvasPointer, notches: number): boolean {
    this.hand.stepSize(notches);
    return true;
  }

  protected itemsOn(from: Point, to: Point): Stamp[] {
    const brush: Brush = { shape: 'round', radius: this.hand.size() / 2 };
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const count = Math.max(1, Math.ceil(length / Math.max(1, SPACING * brush.radius)));
    return Array.from({ length: count }, (_, index) => {
      const share = (index + 1) / count;
      return { brush, centre: { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) } };
    });
  }

  protected worker(kernels: PixelKernels, { label }: ShapePaint): (stamp: Stamp) => Promise<WetPart | null> {
    const settings = { spread: this.hand.amount('spread'), edge: this.hand.amount('edge') };
    return async ({ brush, centre }) => {
      const patch = await kernels.patch(centre);
      const mask = await kernels.stamp({ patch, brush, centre, settings });
      return mask === null ? null : { bounds: mask, paint: (painter) => paintMask(painter, mask, label) };
    };
  }

  protected prepare(kernels: PixelKernels, at: Point): Promise<unknown> {
    return kernels.patch(at);
  }
}
