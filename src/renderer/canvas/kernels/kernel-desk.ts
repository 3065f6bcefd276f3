import type { Point } from '../../../shared/labels/brush';
import { type ColorPatch, cutPatch } from '../../../shared/segmentation/color-patch';
import { superpixels } from '../../../shared/segmentation/slic';
import { smartStamp } from '../../../shared/segmentation/smart-brush';
import { Wand } from '../../../shared/segmentation/wand';
import { croppedMask } from './cropped-mask';
import type { KernelAnswer, KernelQuestion, PatchKey, WandQuestion } from './kernel-requests';

/** Pieces of pictures that are held at once; more than the window counts on, since questions overtake each other. */
const HELD = 4;

/** Answers what tools ask about pixels. What a question makes ready is kept for the next one of its kind. */
export class KernelDesk {
  private readonly patches = new Map<PatchKey, ColorPatch>();
  private wandKept: { patch: PatchKey; seed: Point; wand: Wand } | null = null;

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
        return { name, output: croppedMask(this.wand(input).mask(input.tolerance)) };
      case 'stamp':
        return { name, output: smartStamp(this.held(input.patch), input.brush, input.centre, input.settings) };
      case 'superpixels':
        return { name, output: superpixels(cutPatch(this.held(input.patch), input.window), input.size) };
    }
  }

  /** Another tolerance at the same place costs a threshold. */
  private wand({ patch, seed }: WandQuestion): Wand {
    const kept = this.wandKept;
    if (kept?.patch === patch && kept.seed.x === seed.x && kept.seed.y === seed.y) return kept.wand;
    const wand = new Wand(this.held(patch), seed.x, seed.y);
    this.wandKept = { patch, seed, wand };
    return wand;
  }

  private held(key: PatchKey): ColorPatch {
    const patch = this.patches.get(key);
    if (patch === undefined) throw new Error(`no pixels are held as ${key}`);
    this.hold(key, patch);
    return patch;
  }
}
