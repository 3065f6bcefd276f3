import type { Point } from '../../../shared/labels/brush';

/** The way between two anchors; its points are null until they are known, or a first guess at them. */
export interface Leg {
  from: Point;
  to: Point;
  points: readonly Point[] | null;
  isKnown: boolean;
}

/** Anchors and the ways between them. */
export class WirePath {
  readonly anchors: Point[];
  private legs: Leg[] = [];

  constructor(first: Point) {
    this.anchors = [first];
  }

  /** @param shown the way as it was shown last, taken over where it leads there */
  add(at: Point, isStraight: boolean, shown: Leg | null): void {
    const from = this.anchors[this.anchors.length - 1];
    const isShown = shown !== null && shown.from === from && shown.to.x === at.x && shown.to.y === at.y;
    const points = isStraight ? [from, at] : isShown ? shown.points : null;
    this.anchors.push(at);
    this.legs.push({ from, to: at, points, isKnown: isStraight || (isShown && shown.isKnown) });
  }

  /** False where it was the first, which stays. */
  removeLast(): boolean {
    if (this.anchors.length === 1) return false;
    this.anchors.pop();
    this.legs.pop();
    return true;
  }

  moveLast(move: (at: Point) => Point): void {
    const at = move(this.anchors[this.anchors.length - 1]);
    this.anchors[this.anchors.length - 1] = at;
    const leg = this.legs.pop();
    if (leg !== undefined) this.legs.push({ from: leg.from, to: at, points: null, isKnown: false });
  }

  /** The first leg that is not known yet. */
  unknown(): Leg | null {
    return this.legs.find(({ isKnown }) => !isKnown) ?? null;
  }

  has(leg: Leg): boolean {
    return this.legs.includes(leg);
  }

  /** Puts what was found out in the place of a leg; false where that leg is no more. */
  take(leg: Leg, known: Leg): boolean {
    const index = this.legs.indexOf(leg);
    if (index < 0) return false;
    this.legs[index] = known;
    return true;
  }

  /** From the first anchor to the last; straight where a way is not known yet. */
  points(): Point[] {
    return [this.anchors[0], ...this.legs.flatMap(({ points, to }) => points?.slice(1) ?? [to])];
  }
}
