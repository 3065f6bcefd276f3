import type { Point } from '../../../shared/labels/brush';
import { counted } from '../../app/words';
import type { StrokeTarget } from '../../paint/document/document-state';
import { inSlices } from '../../paint/document/slices';
import { editPart } from './edit-part';
import type { PaintHand } from './paint-hand';
import { Preview } from './preview';
import { changedPixels, isAlwaysWhole, labelOfAct, type RegionAct, type RegionWish, regionEdit } from './region-acts';
import type { CanvasPointer, Tool, ToolCursor, ToolKey } from './tool';

/** What the region tool holds beside the hand. */
export interface RegionChoice {
  act(): RegionAct;
  isWhole(): boolean;
  /** In words, for the history, e.g. `Grow`. */
  name(act: RegionAct): string;
}

interface Work {
  target: StrokeTarget;
  at: Point;
  /** The wish that is seen; null while the first is worked out. */
  shown: { wish: RegionWish; changed: number } | null;
  isWorking: boolean;
  /** It is kept as soon as what was wished last is seen. */
  isClosing: boolean;
}

/**
 * Acts on what is painted: on the region under the pointer, or on all of its class. The first click shows what would
 * change, the second in the same place, or Enter, keeps it; sliders and keys change the amount meanwhile.
 */
export class RegionTool implements Tool {
  readonly id = 'region';
  private work: Work | null = null;
  private readonly preview = new Preview();
  private said = '';

  constructor(
    private readonly hand: PaintHand,
    private readonly choice: RegionChoice,
  ) {}

  cursor(): ToolCursor {
    if (this.hand.blocked() !== null) return { kind: 'css', cursor: 'not-allowed' };
    return { kind: 'css', cursor: this.work?.isWorking ? 'progress' : 'crosshair' };
  }

  onPointerDown({ button, x, y }: CanvasPointer): void {
    if (button !== 0) return;
    if (this.isOpen() && this.isSamePlace({ x, y })) this.close();
    else this.begin({ x, y });
  }

  onPointerMove(): void {}

  onPointerUp(): void {}

  onCancel(): void {
    if (this.work !== null) this.said = 'Given up.';
    this.drop();
  }

  onWheel(_pointer: CanvasPointer, notches: number): boolean {
    return this.step(Math.sign(notches));
  }

  isOpen(): boolean {
    const { work } = this;
    if (work === null || work.target !== this.hand.target()) return false;
    return work.shown === null || work.shown.changed === 0 || this.preview.isShown();
  }

  onKey(key: ToolKey): boolean {
    if (key.act === 'put') {
      this.begin(this.hand.place());
      return true;
    }
    if (!this.isOpen() || key.act === 'step') return false;
    if (key.act === 'close') this.close();
    else if (key.act === 'nudge') this.step(key.dx - key.dy);
    else this.onCancel();
    return true;
  }

  words(): string {
    return this.said;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(() => {
      this.follow();
      onChange();
    });
  }

  private begin({ x, y }: Point): void {
    this.drop();
    const target = this.hand.target();
    if (target === null || this.hand.blocked() !== null) {
      this.hand.refuse();
      return;
    }
    if (!(x >= 0 && y >= 0 && x < target.width && y < target.height)) return;
    const at = { x: Math.floor(x), y: Math.floor(y) };
    this.work = { target, at, shown: null, isWorking: false, isClosing: false };
    this.follow();
  }

  private step(by: number): boolean {
    const act = this.choice.act();
    if (act === 'replace' || act === 'erase') return false;
    this.hand.setAmount(act, this.hand.amount(act) + by);
    this.follow();
    return true;
  }

  private follow(): void {
    const { work } = this;
    if (work === null || work.isWorking || !this.isOpen()) return;
    if (work.shown === null || !isSameWish(work.shown.wish, this.wish(work.at))) void this.run(work);
  }

  /** Works until the wish of the moment is seen. */
  private async run(work: Work): Promise<void> {
    work.isWorking = true;
    try {
      const map = await work.target.loaded();
      let wish: RegionWish;
      do {
        wish = this.wish(work.at);
        if (this.work !== work || work.target !== this.hand.target()) return;
        if (labelOfAct(map, wish) === null) {
          this.drop();
          this.said = 'Nothing is painted there.';
          return;
        }
        const edit = await inSlices(regionEdit(map, wish));
        if (this.work !== work || work.target !== this.hand.target()) return;
        work.shown = { wish, changed: changedPixels(edit) };
        this.show(work, wish, edit.map(editPart));
      } while (!isSameWish(wish, this.wish(work.at)));
      if (work.isClosing) this.keep();
    } catch (error) {
      this.drop();
      this.hand.fail(error);
    } finally {
      work.isWorking = false;
      if (this.work === work && work.target !== this.hand.target()) this.drop();
      this.hand.changed();
    }
  }

  private show(work: Work, wish: RegionWish, parts: Parameters<Preview['show']>[2]): void {
    const name = this.choice.name(wish.act);
    this.preview.drop();
    const changed = work.shown?.changed ?? 0;
    this.said =
      changed === 0 ? `${name} changes nothing here.` : `${name} changes ${counted(changed, 'pixel')}. Enter keeps it.`;
    if (parts.length > 0) this.preview.show(work.target, { label: wish.label, locked: wish.locked, name }, parts);
  }

  private wish({ x, y }: Point): RegionWish {
    const act = this.choice.act();
    const label = act === 'erase' ? 0 : (this.hand.classInHand()?.id ?? 0);
    const amount = act === 'replace' || act === 'erase' ? 0 : this.hand.amount(act);
    const takesAway = act === 'erase' || act === 'shrink';
    const isWhole = this.choice.isWhole() || isAlwaysWhole(act);
    return { act, isWhole, x, y, amount, label, locked: this.hand.locked(takesAway ? 0 : label) };
  }

  private isSamePlace({ x, y }: Point): boolean {
    const at = this.work?.at;
    const target = this.hand.target();
    if (at === undefined || target === null) return false;
    // What is seen may have changed under the pointer: near is enough.
    return Math.hypot(x - at.x, y - at.y) <= SAME_PLACE_PX;
  }

  private close(): void {
    const { work } = this;
    if (work === null) return;
    work.isClosing = true;
    if (!work.isWorking) this.keep();
  }

  private keep(): void {
    const name = this.choice.name(this.choice.act());
    this.preview.keep();
    this.said = `${name} done.`;
    this.drop();
  }

  private drop(): void {
    this.work = null;
    this.preview.drop();
  }
}

const SAME_PLACE_PX = 12;

function isSameWish(a: RegionWish, b: RegionWish): boolean {
  const isSameTable = a.locked === b.locked || String(a.locked) === String(b.locked);
  return a.act === b.act && a.isWhole === b.isWhole && a.amount === b.amount && a.label === b.label && isSameTable;
}
