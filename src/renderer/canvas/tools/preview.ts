import type { StrokeRules, StrokeTarget, WetPart, WetStroke } from '../../paint/document/document-state';

/** Wet paint that is only looked at so far: another one takes its place, until it is kept or given up. */
export class Preview {
  private stroke: WetStroke | null = null;

  /** @returns false where nothing can be painted */
  show(target: StrokeTarget, rules: StrokeRules, parts: readonly WetPart[]): boolean {
    this.drop();
    this.stroke = target.beginStroke({ ...rules, isPreview: true });
    if (this.stroke === null) return false;
    for (const part of parts) this.stroke.add(part);
    return true;
  }

  /** Another act, or another image, takes what is only looked at away. */
  isShown(): boolean {
    return this.stroke?.isWet() ?? false;
  }

  /** Makes it an edit. @returns what became of it: `gone` where there was nothing left to keep */
  keep(): 'kept' | 'locked' | 'gone' {
    const { stroke } = this;
    this.stroke = null;
    if (stroke === null || !stroke.isWet()) return 'gone';
    return stroke.finish() ? 'kept' : 'locked';
  }

  drop(): void {
    this.stroke?.cancel();
    this.stroke = null;
  }
}
