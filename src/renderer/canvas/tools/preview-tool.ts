import type { Point } from '../../../shared/labels/brush';
import type { LabelEdit } from '../../../shared/labels/edit';
import { isInsidePolygon, polygonSpans } from '../../../shared/labels/polygon';
import { rectangleRing } from '../../../shared/labels/rings';
import type { PixelWindow, Spans } from '../../../shared/labels/spans';
import type { TileMap } from '../../../shared/labels/tile-map';
import { counted } from '../../app/words';
import type { StrokeTarget } from '../../paint/document/document-state';
import { inSlices } from '../../paint/document/slices';
import { isOn } from '../viewport';
import { changedPixels } from './changed-pixels';
import { editPart } from './edit-part';
import { HandWay } from './hand-way';
import type { PaintHand } from './paint-hand';
import { type OpenPreview, PreviewingTool } from './previewing-tool';
import { boundsOf } from './ring-geometry';
import type { CanvasPointer, ToolCursor, ToolShape } from './tool';

/** What is meant: the region around a pixel, or the pixels inside of a shape. */
export type PreviewPlace = { kind: 'region'; x: number; y: number } | { kind: 'shape'; spans: Spans };

/** What a tool does that shows its work before it is kept. */
export interface PreviewJob<Wish> {
  /** Whether a shape is drawn around what is meant. */
  isDrawn(): boolean;
  /** What is wished of a place just now. */
  wish(place: PreviewPlace): Wish;
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
  place: PreviewPlace;
  /** Where it was clicked; corners of the shape that was drawn. */
  corners: readonly Point[];
  /** The wish that is seen; null while the first is worked out. */
  shown: { wish: Wish; changed: number } | null;
}

/** What is seen may have changed under the pointer: a second click near the first means the same, device pixels. */
const SAME_PLACE = 12;
/** Less is a click and no drag, device pixels. */
const DRAG_FROM = 4;
const SHAPE_COLOR = '#ffffff';

/**
 * A tool of clicks, or of shapes that are drawn: the first shows what would change, a second click in the same place, or
 * Enter, keeps it; sliders and keys change how much meanwhile. With Shift a shape is a rectangle.
 */
export class PreviewTool<Wish> extends PreviewingTool<Open<Wish>> {
  private way: { of: StrokeTarget | null; hand: HandWay } | null = null;
  private isRectangle = false;

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

  shapes(): readonly ToolShape[] {
    const corners = this.way === null ? this.drawn() : this.wayCorners(this.way.hand);
    // Not tinted: what would change is seen inside.
    const points = [...corners, ...corners.slice(0, 1)];
    return corners.length < 3 ? [] : [{ kind: 'path', points, isClosed: false, color: SHAPE_COLOR }];
  }

  onPointerDown({ button, x, y, zoom, shift }: CanvasPointer): void {
    if (button !== 0) return;
    if (this.job.isDrawn()) {
      this.way = { of: this.hand.target(), hand: new HandWay({ x, y }) };
      this.isRectangle = shift;
      return;
    }
    const at = this.open?.corners[0];
    const isSamePlace = at !== undefined && Math.hypot(x - at.x, y - at.y) * zoom <= SAME_PLACE;
    if (this.isOpen() && isSamePlace) this.close();
    else this.begin({ x, y });
  }

  onPointerMove(pointer: CanvasPointer): void {
    if (this.way === null) return;
    this.way.hand.add(pointer);
    this.isRectangle = pointer.shift;
  }

  onPointerUp(pointer: CanvasPointer): void {
    this.onPointerMove(pointer);
    const { way } = this;
    if (way === null) return;
    this.way = null;
    // It belongs to the image that it was begun on.
    if (way.of !== this.hand.target()) return;
    const { points } = way.hand;
    const { width, height } = boundsOf(points);
    const isClick = Math.max(width, height) * pointer.zoom < DRAG_FROM || points.length < 2;
    if (!isClick) this.beginOn(this.wayCorners(way.hand));
    else if (this.isOpen() && isInsidePolygon([this.drawn()], pointer.x, pointer.y)) this.close();
    else this.said = 'Draw around what is meant; with Shift a rectangle.';
  }

  onCancel(): void {
    if (this.open !== null) this.said = 'Given up.';
    this.way = null;
    this.drop();
  }

  protected begin(at: Point): void {
    if (this.job.isDrawn()) this.beginOn(windowCorners(this.hand.viewWindow()));
    else this.beginOn([at]);
  }

  /** @param corners of a shape, or the one place that was clicked */
  private beginOn(corners: readonly Point[]): void {
    this.drop();
    const target = this.hand.target();
    if (target === null || this.hand.blocked() !== null) {
      this.hand.refuse();
      return;
    }
    const place = placeOf(corners, target);
    if (place === null) return;
    this.said = '';
    this.open = { target, place, corners, shown: null, isWorking: false, isClosing: false };
    this.follow();
  }

  /** Corners of the shape that is open; none where a place was clicked. */
  private drawn(): readonly Point[] {
    const { open } = this;
    return open !== null && open.place.kind === 'shape' && this.isOpen() ? open.corners : [];
  }

  private wayCorners({ points }: HandWay): readonly Point[] {
    return this.isRectangle ? rectangleRing(points[0], points[points.length - 1]) : points;
  }

  protected step(by: number): boolean {
    const isStepped = this.job.step(by);
    this.follow();
    return isStepped;
  }

  protected follow(): void {
    const { open } = this;
    if (open === null || open.isWorking || !this.isOpen()) return;
    if (this.job.isDrawn() !== (open.place.kind === 'shape')) this.drop();
    else if (open.shown === null || !this.job.isSame(open.shown.wish, this.job.wish(open.place))) {
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
      wish = this.job.wish(open.place);
      const map = await open.target.loaded();
      const edit = this.isOver(open) ? '' : await this.job.work(map, wish);
      if (this.isOver(open)) return;
      if (typeof edit === 'string') {
        this.drop();
        this.said = edit;
        return;
      }
      const changed = await inSlices(changedPixels(edit));
      if (this.isOver(open)) return;
      this.show(open, wish, edit, changed);
    } while (!this.job.isSame(wish, this.job.wish(open.place)));
  }

  private show(open: Open<Wish>, wish: Wish, edit: LabelEdit, changed: number): void {
    const name = this.job.name(wish);
    open.shown = { wish, changed };
    this.preview.drop();
    this.said =
      changed === 0 ? `${name} changes nothing here.` : `${name} changes ${counted(changed, 'pixel')}. Enter keeps it.`;
    // The edit says what each pixel becomes.
    const rules = { label: 0, locked: this.job.locked(wish), name };
    if (changed > 0) this.preview.show(open.target, rules, edit.map(editPart));
  }

  protected keep({ shown }: Open<Wish>): void {
    const isKept = this.preview.keep() === 'kept';
    if (isKept && shown !== null) this.said = `${this.job.name(shown.wish)} done.`;
    this.drop();
  }
}

/** Null where nothing of it lies on the image. */
function placeOf(corners: readonly Point[], image: { width: number; height: number }): PreviewPlace | null {
  if (corners.length < 3) {
    const [at] = corners;
    if (at === undefined || !isOn(image, at)) return null;
    return { kind: 'region', x: Math.floor(at.x), y: Math.floor(at.y) };
  }
  const spans = polygonSpans([corners], image);
  return spans.length === 0 ? null : { kind: 'shape', spans };
}

function windowCorners(window: PixelWindow | null): readonly Point[] {
  if (window === null) return [];
  const { x, y, width, height } = window;
  return rectangleRing({ x, y }, { x: x + width, y: y + height });
}
