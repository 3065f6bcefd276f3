import type { Brush, Point } from '../../../shared/labels/brush';
import type { PixelWindow, WindowMask } from '../../../shared/labels/spans';
import type { Superpixels } from '../../../shared/segmentation/slic';
import type { SmartBrushSettings } from '../../../shared/segmentation/smart-brush';
import type { FoundPixels } from './found-pixels';

/** Names a piece of a picture that the kernels hold. */
export type PatchKey = string;

/** Where pixels are read: a picture of the whole image, whose size that is, or tiles of it and where they lie. */
export type PatchSource =
  | { kind: 'picture'; address: string; width: number; height: number }
  | { kind: 'tiles'; tiles: readonly { address: string; left: number; top: number }[] };

export interface WandQuestion {
  patch: PatchKey;
  /** No further than this; null: as far as the patch goes. */
  within: PixelWindow | null;
  /** Pixels of the image a side of one of the patch. */
  scale: number;
  seed: Point;
  /** 0..255 */
  tolerance: number;
}

export interface StampQuestion {
  patch: PatchKey;
  brush: Brush;
  centre: Point;
  settings: SmartBrushSettings;
}

export interface SuperpixelQuestion {
  patch: PatchKey;
  /** Within the patch, image pixels. */
  window: PixelWindow;
  /** Side of a superpixel, pixels. */
  size: number;
}

export interface WireQuestion {
  patch: PatchKey;
  /** Image points; what lies outside of the patch is taken to its edge. */
  from: Point;
  to: Point;
  /** Wait for the way, however long it takes; else what is found within a frame is shown. */
  isNeeded: boolean;
}

export interface WireAnswer {
  /** Middles of pixels that touch, both ends included. */
  points: Point[];
  /** False where it is not the way yet: ask again to go on. */
  isKnown: boolean;
}

/** What tools ask about pixels. */
export type KernelQuestion =
  | { name: 'wand'; input: WandQuestion }
  | { name: 'stamp'; input: StampQuestion }
  | { name: 'superpixels'; input: SuperpixelQuestion }
  | { name: 'wire'; input: WireQuestion };

/** What the worker is asked: a question, or to have pixels at hand. */
export type KernelRequest =
  | KernelQuestion
  | { name: 'hold'; input: { key: PatchKey; window: PixelWindow; source: PatchSource } };

/** Null where there is no pixel. */
export type KernelAnswer =
  | { name: 'hold'; output: PatchKey }
  | { name: 'wand'; output: FoundPixels | null }
  | { name: 'stamp'; output: WindowMask | null }
  | { name: 'superpixels'; output: Superpixels }
  | { name: 'wire'; output: WireAnswer };

export interface KernelMessage {
  id: number;
  request: KernelRequest;
}

export type KernelReply = { id: number; answer: KernelAnswer } | { id: number; failure: string };

/** The kernels over the picture of the image in hand. */
export interface PixelKernels {
  /** Names the picture: that of another image, of another window on its values or of a file read again has another. */
  readonly view: string;
  /** Has the pixels around a point at hand; the key stays good while the image is in hand. */
  patch(at: Point): Promise<PatchKey>;
  /** The same of all of a window, smaller where it is larger than can be read. */
  overview(window: PixelWindow): Promise<{ patch: PatchKey; scale: number }>;
  wand(question: WandQuestion): Promise<FoundPixels | null>;
  /** What a smart brush paints of its square. */
  stamp(question: StampQuestion): Promise<WindowMask | null>;
  superpixels(question: SuperpixelQuestion): Promise<Superpixels>;
  /** The way along edges. */
  wire(question: WireQuestion): Promise<WireAnswer>;
}
