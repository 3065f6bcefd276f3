import type { Point } from '../../../shared/labels/brush';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { PixelKernels } from '../kernels/kernel-requests';
import { isOn } from '../viewport';
import { Ahead } from './ahead';
import type { PaintHand } from './paint-hand';
import { beginOn, colorOf, paintOf, shapeCursor } from './paint-of';
import { nearestPixel, squaredDistance } from './ring-geometry';
import type { CanvasPointer, Tool, ToolCursor, ToolKey, ToolShape } from './tool';
import { paintWire } from './wire-paint';
import { type Leg, WirePath } from './wire-path';

interface OpenWire {
  target: StrokeTarget;
  kernels: PixelKernels;
  path: WirePath;
  isAlt: boolean;
  /** What leads from the last anchor to the pointer. */
  live: Leg | null;
  isAsking: boolean;
  /** It is painted as soon as all of its legs are known. */
  isClosing: boolean;
}

/** What the live wire holds beside the hand. */
export interface WireChoice {
  /** Whether the wire is painted as a line as wide as the brush, or what it encloses. */
  isLine(): boolean;
}

/** How near the first anchor a click closes the wire, device pixels. */
const CLOSE_REACH = 9;

/**
 * The live wire (Mortensen and Barrett 1995): anchors by click, between them the way along the image's edges, which is
 * shown as the pointer moves. Enter, a double click or a click on the first anchor paints it; with Shift a straight leg.
 */
export class WireTool implements Tool {
  readonly id = 'wire';
  private wire: OpenWire | null = null;
  private pointer: { at: Point; isStraight: boolean } | null = null;
  private said = '';
  private readonly ahead = new Ahead((kernels, at) => kernels.patch(at));

  constructor(
    private readonly hand: PaintHand,
    private readonly choice: WireChoice,
  ) {}

  cursor(): ToolCursor {
    return shapeCursor(this.hand, this.wire?.isAlt ?? false);
  }

  shapes(): readonly ToolShape[] {
    const wire = this.open();
    if (wire === null) return [];
    const color = colorOf(this.hand, wire.isAlt);
    const { anchors } = wire.path;
    const points = wire.path.points();
    const live = wire.live?.points ?? [];
    const band = this.choice.isLine() ? { widthPx: this.hand.size() } : {};
    return [
      { kind: 'path', points, isClosed: false, color, ...band },
      { kind: 'path', points: live, isClosed: false, isDashed: true, color, ...band },
      { kind: 'handles', points: [...anchors], selected: anchors.length - 1, hovered: null, color },
    ];
  }

  onPointerDown(pointer: CanvasPointer): void {
    const wire = this.open();
    if (pointer.button === 2) {
      this.takeBack();
      return;
    }
    if (pointer.button !== 0 || wire?.isClosing) return;
    const at = { x: pointer.x, y: pointer.y };
    if (wire === null) {
      this.begin(at, pointer.alt);
      return;
    }
    const reach = (CLOSE_REACH / pointer.zoom) ** 2;
    const { anchors } = wire.path;
    const isOnFirst = anchors.length > 1 && squaredDistance(anchors[0], at) <= reach;
    // A double click is a click on the anchor that its first one put down.
    if (isOnFirst || squaredDistance(anchors[anchors.length - 1], at) <= reach / 4) {
      this.close(isOnFirst);
      return;
    }
    wire.path.add(nearestPixel(wire.target, at), pointer.shift, wire.live);
    wire.live = null;
    this.say(wire);
    this.follow(wire);
  }

  onPointerMove({ x, y, shift }: CanvasPointer): void {
    this.pointer = { at: { x, y }, isStraight: shift };
    const wire = this.open();
    if (wire !== null) this.follow(wire);
    else this.ahead.look(this.hand, { x, y });
  }

  onPointerUp(): void {}

  onCancel(): void {
    if (this.wire !== null) this.said = 'Live wire given up.';
    this.wire = null;
  }

  onModifiers(pointer: CanvasPointer): void {
    this.onPointerMove(pointer);
  }

  onWheel(_pointer: CanvasPointer, notches: number): boolean {
    if (!this.choice.isLine()) return false;
    this.hand.stepSize(notches);
    return true;
  }

  isOpen(): boolean {
    return this.open() !== null;
  }

  onKey(key: ToolKey): boolean {
    const wire = this.open();
    if (wire === null) {
      if (key.act !== 'put') return false;
      this.begin(this.hand.place(), false);
      return true;
    }
    if (key.act === 'close') this.close(false);
    else if (key.act === 'put') wire.path.add({ ...wire.path.anchors[wire.path.anchors.length - 1] }, false, null);
    else if (key.act === 'nudge')
      wire.path.moveLast((at) => nearestPixel(wire.target, { x: at.x + key.dx, y: at.y + key.dy }));
    else if (key.act === 'step') return false;
    else return this.takeBack();
    if (this.wire === wire) {
      wire.live = null;
      this.say(wire);
      this.follow(wire);
    }
    return true;
  }

  words(): string {
    return this.said;
  }

  keyPlace(): Point | null {
    return this.open()?.path.anchors.at(-1) ?? null;
  }

  watch(onChange: () => void): () => void {
    return this.hand.watch(onChange);
  }

  private begin(at: Point, isAlt: boolean): void {
    const kernels = this.hand.kernels();
    const target = beginOn(this.hand, isAlt)?.target;
    if (target === undefined || kernels === null || !isOn(target, at)) return;
    const path = new WirePath(at);
    this.wire = { target, kernels, path, isAlt, live: null, isAsking: false, isClosing: false };
    this.say(this.wire);
  }

  private takeBack(): boolean {
    const wire = this.open();
    if (wire === null || wire.isClosing) return false;
    wire.live = null;
    if (!wire.path.removeLast()) this.onCancel();
    else {
      this.say(wire);
      this.follow(wire);
    }
    return true;
  }

  private close(isOnFirst: boolean): void {
    const wire = this.open();
    if (wire === null || wire.isClosing) return;
    const isLine = this.choice.isLine();
    if (wire.path.anchors.length < 2) {
      this.said = 'A live wire needs two anchors.';
      return;
    }
    wire.live = null;
    // A line ends where the person ended it, unless that is where it began.
    if (!isLine || isOnFirst) wire.path.add({ ...wire.path.anchors[0] }, false, null);
    wire.isClosing = true;
    this.follow(wire);
  }

  /** Legs that were put down come before the one to the pointer; of that only the last is asked for. */
  private follow(wire: OpenWire): void {
    if (wire.isAsking || this.wire !== wire) return;
    const leg = wire.path.unknown() ?? this.wantedLive(wire);
    if (leg !== null) void this.ask(wire, leg);
    else if (wire.isClosing) this.paint(wire);
  }

  private wantedLive(wire: OpenWire): Leg | null {
    if (wire.isClosing || this.pointer === null) return null;
    const from = wire.path.anchors[wire.path.anchors.length - 1];
    const to = nearestPixel(wire.target, this.pointer.at);
    const { live } = wire;
    if (this.pointer.isStraight) {
      wire.live = { from, to, points: [from, to], isKnown: true };
      return null;
    }
    const isSame = live !== null && live.from === from && live.to.x === to.x && live.to.y === to.y;
    return isSame && live.isKnown ? null : { from, to, points: null, isKnown: false };
  }

  private async ask(wire: OpenWire, leg: Leg): Promise<void> {
    wire.isAsking = true;
    try {
      const patch = await wire.kernels.patch(leg.from);
      const isNeeded = wire.path.has(leg);
      const { points, isKnown } = await wire.kernels.wire({ patch, from: leg.from, to: leg.to, isNeeded });
      const found = { ...leg, points: [leg.from, ...points.slice(1, -1), leg.to], isKnown };
      if (!wire.path.take(leg, found) && leg.from === wire.path.anchors.at(-1) && !wire.isClosing) wire.live = found;
    } catch (error) {
      if (this.wire !== wire) return;
      this.wire = null;
      this.hand.fail(error);
      return;
    } finally {
      wire.isAsking = false;
      this.hand.changed();
    }
    this.follow(wire);
  }

  private paint(wire: OpenWire): void {
    this.wire = null;
    const paint = paintOf(this.hand, wire.isAlt);
    const width = this.choice.isLine() ? this.hand.size() : null;
    const isPainted = paint !== null && paintWire(wire.target, wire.path.points(), paint, width);
    if (isPainted) this.said = `Live wire painted, ${paint.words}.`;
    else this.hand.refuse();
    this.hand.changed();
  }

  private open(): OpenWire | null {
    return this.wire !== null && this.wire.target === this.hand.target() ? this.wire : null;
  }

  private say({ path }: OpenWire): void {
    const { x, y } = path.anchors[path.anchors.length - 1];
    this.said = `Anchor ${path.anchors.length}, x ${Math.round(x)}, y ${Math.round(y)}.`;
  }
}
