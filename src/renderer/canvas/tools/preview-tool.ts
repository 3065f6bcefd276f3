import type { Point } from '../../../shared/labels/brush';
import type { LabelEdit } from '../../../shared/labels/edit';
import type { TileMap } from '../../../shared/labels/tile-map';
import { counted } from '../../app/words';
import { isOn } from '../viewport';
import { changedPixels } from './changed-pixels';
import { editPart } from './edit-part';
import type { PaintHand } from './paint-hand';
import { type OpenPreview, PreviewingTool } from './previewing-tool';
import type { CanvasPointer, ToolCursor } from './tool';

/** What a tool does that shows its work before it is kept. */
export interface PreviewJob<Wish> {
  /** What is wished of a pixel just now. */
  wish(at: Point): Wish;
  isSame(a: Wish, b: Wish): boolean;
  /** Works it out on the labels; a sentence where there is nothing to do. @throws Problem */
  work(map: TileMap, wish: Wish): Promise<LabelEdit | string>;
  /** In words, for the history, e.g. `Grow`. */
  name(wish: Wish): string;
  locked(wish: Wish): Uint8Array | null;
  /** Changes how much; false where it has no such thing. */
  step(by: number): boolean;
}

interface Open<Wish> extends OpenPreview {
  at: Point;
  /** The wish that is seen; null while the first is worked out. */
  shown: { wish: Wish; changed: number } | null;
}

/** What is seen may have changed under the pointer: a second click near the first means the same, device pixels. */
const SAME_PLACE = 12;

/**
 * A tool of clicks: the first shows what would change, the second in the same place, or Enter, keeps it; sliders and
 * keys change how much meanwhile.
 */
export class PreviewTool<Wish> extends PreviewingTool<Open<Wish>> {
  constructor(
    readonly id: string,
    hand: PaintHand,
    private readonly job: PreviewJob<Wish>,
  ) {
    super(hand);
  }

  cursor(): ToolCursor {
    if (this.hand.blocked() !== null) return { kind: 'css', cursor: 'not-allowed' };
    return { kind: 'css', cursor: this.open?.isWorking ? 'progress' : 'crosshair' };
  }

  onPointerDown({ button, x, y, zoom }: CanvasPointer): void {
    if (button !== 0) return;
    const at = this.open?.at;
    const isSamePlace = at !== undefined && Math.hypot(x - at.x, y - at.y) * zoom <= SAME_PLACE;
    if (this.isOpen() && isSamePlace) this.close();
    else this.begin({ x, y });
  }

  onPointerMove(): void {}

  onPointerUp(): void {}

  onCancel(): void {
    if (this.open !== null) this.said = 'Given up.';
    this.drop();
  }

  protected begin({ x, y }: Point): void {
    this.drop();
    const target = this.hand.target();
    if (target === null || this.hand.blocked() !== null) {
      this.hand.refuse();
      return;
    }
    if (!isOn(target, { x, y })) return;
    const at = { x: Math.floor(x), y: Math.floor(y) };
    this.open = { target, at, shown: null, isWorking: false, isClosing: false };
    this.follow();
  }

  protected step(by: number): boolean {
    const isStepped = this.job.step(by);
    this.follow();
    return isStepped;
  }

  protected follow(): void {
    const { open } = this;
    if (open === null || open.isWorking || !this.isOpen()) return;
    if (open.shown === null || !this.job.isSame(open.shown.wish, this.job.wish(open.at))) {
      void this.work(open, () => this.run(open));
    }
  }

  protected hasPaint({ isWorking, shown }: Open<Wish>): boolean {
    return !isWorking && shown !== null && shown.changed > 0;
  }

  /** Until the wish of the moment is seen. */
  private async run(open: Open<Wish>): Promise<void> {
    let wish: Wish;
    do {
      wish = this.job.wish(open.at);
      const map = await open.target.loaded();
      const edit = this.isOver(open) ? '' : await this.job.work(map, wish);
      if (this.isOver(open)) return;
      if (typeof edit === 'string') {
        this.drop();
        this.said = edit;
        return;
      }
      this.show(open, wish, edit);
    } while (!this.job.isSame(wish, this.job.wish(open.at)));
  }

  private show(open: Open<Wish>, wish: Wish, edit: LabelEdit): void {
    const name = this.job.name(wish);
    const changed = changedPixels(edit);
    open.shown = { wish, changed };
    this.preview.drop();
    this.said =
      changed === 0 ? `${name} changes nothing here.` : `${name} changes ${counted(changed, 'pixel')}. Enter keeps it.`;
    // The edit says what each pixel becomes.
    const rules = { label: 0, locked: this.job.locked(wish), name };
    if (changed > 0) this.preview.show(open.target, rules, edit.map(editPart));
  }

  protected keep({ shown }: Open<Wish>): void {
    const isKept = this.preview.keep();
    if (isKept && shown !== null) this.said = `${this.job.name(shown.wish)} done.`;
    this.drop();
  }
}
