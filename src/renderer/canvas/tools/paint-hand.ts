import type { Point } from '../../../shared/labels/brush';
import type { PixelWindow } from '../../../shared/labels/spans';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { PixelKernels } from '../kernels/kernel-requests';

/**
 * What sliders of tools set: the wand's tolerance (0..255); how many deviations the smart brush allows, and how steep an
 * edge stops it (0..255); side of a superpixel (pixels); of the region acts a radius, or an area (pixels).
 */
export type Amount =
  | 'tolerance'
  | 'spread'
  | 'edge'
  | 'superpixel'
  | 'grow'
  | 'shrink'
  | 'smooth'
  | 'specks'
  | 'gaps'
  | 'holes';

/** What the painting tools hold: what they paint on, with what, and what they may change of it. */
export interface PaintHand {
  /** The labels of the image in hand; null while there are none. */
  target(): StrokeTarget | null;
  /** Why nothing can be painted just now; null where it can. */
  blocked(): string | null;
  /** The class in hand; null where the project has none. */
  classInHand(): { id: number; name: string; color: string } | null;
  /** Name of a label's class; null for labels that are no class. */
  nameOf(label: number): string | null;
  /** Takes the class of a label in hand; nothing happens for labels that are no class. */
  take(label: number): void;
  /**
   * The rule for painting and the locked classes: 256 entries by label, 1 where it is not painted over; null: none.
   * @param label what is painted; 0 to erase
   */
  locked(label: number): Uint8Array | null;
  /** Width of the brush, image pixels. */
  size(): number;
  /** Takes the nearest size that is possible. */
  setSize(size: number): void;
  /** By even steps; negative: smaller. */
  stepSize(steps: number): void;
  shape(): 'round' | 'square';
  /** Shapes take away instead of adding, until Alt says otherwise. */
  isSubtracting(): boolean;
  /** Shapes and previews stay open for changes until they are closed. */
  isAdjusting(): boolean;
  /** A stroke that comes back to itself is filled. */
  fillsLoops(): boolean;
  /** Share of the size that a pressure 0..1 leaves of it; 1 where pressure does nothing. */
  widthAt(pressure: number): number;
  /** What a tool's slider says. */
  amount(of: Amount): number;
  setAmount(of: Amount, value: number): void;
  /** Tools that read the image go no further than what is on the screen. */
  isInView(): boolean;
  /** The class that a fill spreads up to; null: it stays in one region. */
  fillBoundary(): number | null;
  /** What of the image is on the screen, whole pixels; null while there is none. */
  viewWindow(): PixelWindow | null;
  /** The kernels that read the image in hand; null while there is none. */
  kernels(): PixelKernels | null;
  /** Image point where the person looks: under the pointer, else in the middle of the view. */
  place(): Point;
  /** Says why nothing was painted. */
  refuse(): void;
  /** Shows what went wrong. */
  fail(error: unknown): void;
  /** A late answer changed what a tool shows. */
  changed(): void;
  /** Hears when any of this changed. */
  watch(onChange: () => void): () => void;
}
