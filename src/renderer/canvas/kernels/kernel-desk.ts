import type { Point } from '../../../shared/labels/brush';
import { type ColorPatch, cutPatch } from '../../../shared/segmentation/color-patch';
import { EdgeField } from '../../../shared/segmentation/edge-field';
import { LiveWire } from '../../../shared/segmentation/live-wire';
import { superpixels } from '../../../shared/segmentation/slic';
import { smartStamp } from '../../../shared/segmentation/smart-brush';
import { Wand } from '../../../shared/segmentation/wand';
import { enlargedPixels, type FoundPixels, foundPixels } from './found-pixels';
import type { KernelAnswer, KernelQuestion, PatchKey, WandQuestion, WireAnswer, WireQuestion } from './kernel-requests';

/** Pieces of pictures that are held at once; more than the window counts on, since questions overtake each other. */
const HELD = 4;
/** A third of a frame, so that the wire follows the pointer: drawing it, and the way to the worker and back, take as long. */
const PREVIEW_MS = 5;

/** Answers what tools ask about pixels. What a question makes ready is kept for the next one of its kind. */
export class KernelDesk {
  private readonly patches = new Map<PatchKey, ColorPatch>();
  private wireKept: { patch: PatchKey; anchor: Point | null; wire: LiveWire } | null = null;
  private wandKept: { of: Omit<WandQuestion, 'tolerance'>; wand: Wand } | null = null;

  hold(key: PatchKey, patch: ColorPatch): void {
    this.patches.delete(key);
    this.patches.set(key, patch);
    for (const old of this.patches.keys()) {
      if (this.patches.size <= HELD) break;
      this.patches.delete(old);
    }
  }

  /** @throws where the pixels are no longer held */
  answer({ name, input }: KernelQuestion): KernelAnswer {
    switch (name) {
      case 'wand':
        return { name, output: this.reached(input) };
      case 'wire':
        return { name, output: this.wire(input) };
      case 'stamp':
        return { name, output: smartStamp(this.held(input.patch), input.brush, input.centre, input.settings) };
      case 'superpixels':
        return { name, output: superpixels(cutPatch(this.held(input.patch), input.window), input.size) };
    }
  }

  private reached(question: WandQuestion): FoundPixels | null {
    const { scale, within, tolerance } = question;
    const found = foundPixels(this.wand(question).spans(tolerance));
    return found === null || within === null || scale === 1 ? found : enlargedPixels(found, scale, within);
  }

  /** Another tolerance at the same place costs a threshold. */
  private wand({ patch, seed, within, scale }: WandQuestion): Wand {
    const of = { patch, seed, within, scale };
    const kept = this.wandKept;
    if (kept !== null && isSameWand(kept.of, of)) return kept.wand;
    const pixels = this.held(patch);
    const cut = within === null || scale > 1 ? pixels : cutPatch(pixels, within);
    const wand = new Wand(cut, Math.floor(seed.x / scale), Math.floor(seed.y / scale));
    this.wandKept = { of, wand };
    return wand;
  }

  /** From the anchor of the question before the search goes on where it stopped. */
  private wire({ patch, from, to, isNeeded }: WireQuestion): WireAnswer {
    let kept = this.wireKept;
    if (kept?.patch !== patch) {
      kept = { patch, anchor: null, wire: new LiveWire(new EdgeField(this.held(patch))) };
      this.wireKept = kept;
    }
    const endMs = performance.now() + PREVIEW_MS;
    if (kept.anchor?.x !== from.x || kept.anchor.y !== from.y) {
      kept.wire.setAnchor(from.x, from.y);
      kept.anchor = from;
    }
    // After a long search beginning anew takes a part of it.
    const budgetMs = isNeeded ? Number.POSITIVE_INFINITY : endMs - performance.now();
    const isKnown = kept.wire.extendTo(to.x, to.y, budgetMs);
    return { points: kept.wire.previewTo(to.x, to.y), isKnown: isKnown || isNeeded };
  }

  private held(key: PatchKey): ColorPatch {
    const patch = this.patches.get(key);
    if (patch === undefined) throw new Error(`no pixels are held as ${key}`);
    this.hold(key, patch);
    return patch;
  }
}

function isSameWand(a: Omit<WandQuestion, 'tolerance'>, b: Omit<WandQuestion, 'tolerance'>): boolean {
  const isSameSeed = a.patch === b.patch && a.seed.x === b.seed.x && a.seed.y === b.seed.y;
  if (a.within === null || b.within === null) return isSameSeed && a.within === b.within;
  const { x, y, width, height } = a.within;
  return isSameSeed && x === b.within.x && y === b.within.y && width === b.within.width && height === b.within.height;
}
