import type { Brush, Point } from '../../../shared/labels/brush';
import { applyEdit, type LabelEdit } from '../../../shared/labels/edit';
import { sharedWindow } from '../../../shared/labels/spans';
import { emptyTileMap, labelAt, type TileMap } from '../../../shared/labels/tile-map';
import type { LabelSource, PixelRect } from '../../canvas/label-source';
import { isOn } from '../../canvas/viewport';
import { changedTiles } from './changed-tiles';
import type { StrokeRules, WetStroke } from './document-state';
import type { PendingEdit } from './pending';
import { WetPaint } from './wet-paint';

/**
 * What is seen of an image's labels: what main acknowledged, on it the edits that are on their way, on those the stroke
 * that is wet. Tells of every pixel that changes.
 */
export class SeenLabels implements LabelSource {
  /** As main acknowledged it; in part while it loads. */
  #base: TileMap;
  /** The base with all pending edits. */
  #map: TileMap;
  #wet: WetPaint | null = null;
  readonly #watchers = new Set<(dirty: PixelRect) => void>();

  constructor(width: number, height: number) {
    this.#base = emptyTileMap(width, height);
    this.#map = this.#base;
  }

  get width(): number {
    return this.#map.width;
  }

  get height(): number {
    return this.#map.height;
  }

  get base(): TileMap {
    return this.#base;
  }

  /** Without the wet stroke; another object after every change. */
  get map(): TileMap {
    return this.#map;
  }

  get isWet(): boolean {
    return this.#wet !== null;
  }

  watch(onChange: (dirty: PixelRect) => void): () => void {
    this.#watchers.add(onChange);
    return () => this.#watchers.delete(onChange);
  }

  tile(key: number): Uint8Array | undefined {
    return this.#wet === null ? this.#map.tiles.get(key) : this.#wet.tile(key);
  }

  labelAt(x: number, y: number): number {
    if (!isOn(this, { x, y })) return 0;
    return this.#wet?.labelAt(x, y) ?? labelAt(this.#map, x, y);
  }

  /** @param onFinish takes the finished stroke by `dry`; false where locks left nothing of it */
  begin(rules: StrokeRules, onFinish: () => boolean): WetStroke {
    const wet = new WetPaint(this.#map, rules);
    this.#wet = wet;
    return {
      segment: (brush: Brush, from: Point, to: Point) => {
        if (this.#wet === wet) for (const dirty of wet.segment(brush, from, to)) this.#tell(dirty);
      },
      add: (part) => {
        if (this.#wet === wet) for (const dirty of wet.add(part)) this.#tell(dirty);
      },
      finish: () => this.#wet !== wet || onFinish(),
      cancel: () => {
        if (this.#wet !== wet) return;
        this.#wet = null;
        if (wet.bounds !== null) this.#tell(wet.bounds);
      },
      isWet: () => this.#wet === wet,
    };
  }

  /** Takes a preview away; what a person has painted is left. */
  dropPreview(): void {
    if (this.#wet?.rules.isPreview !== true) return;
    const { bounds } = this.#wet;
    this.#wet = null;
    if (bounds !== null) this.#tell(bounds);
  }

  /**
   * The wet stroke as an edit, and whether locks left nothing of it; null where none is wet. It is to be put back by
   * `put`.
   */
  dry(): { stroke: PendingEdit; isKeptOut: boolean } | null {
    const wet = this.#wet;
    if (wet === null) return null;
    this.#wet = null;
    const redo = (map: TileMap): LabelEdit => {
      wet.moveTo(map);
      return wet.edit();
    };
    const stroke = { kind: 'edit' as const, editKind: 'stroke' as const, name: wet.rules.name, edit: wet.edit(), redo };
    return { stroke, isKeptOut: wet.isKeptOut() };
  }

  /** Shows an edit that was made on `map`; a stroke's pixels are there already. */
  put({ edit, editKind }: PendingEdit): void {
    const before = this.#map;
    this.#map = applyEdit(before, edit);
    this.#wet?.moveTo(this.#map);
    if (editKind !== 'stroke') for (const dirty of changedTiles(before, this.#map)) this.#tell(dirty);
  }

  /** An edit became part of what main holds. */
  acknowledge(edit: LabelEdit): void {
    this.#base = applyEdit(this.#base, edit);
  }

  /** Takes over what main holds now, and paints on it again what it does not hold yet. */
  show(base: TileMap, pending: readonly PendingEdit[]): void {
    const before = this.#map;
    this.#base = base;
    this.#map = base;
    for (const each of pending) {
      each.edit = each.redo(this.#map);
      this.#map = applyEdit(this.#map, each.edit);
    }
    this.#wet?.moveTo(this.#map);
    for (const dirty of changedTiles(before, this.#map)) this.#tell(dirty);
    if (this.#wet?.bounds) this.#tell(this.#wet.bounds);
  }

  #tell(dirty: PixelRect): void {
    const inside = sharedWindow({ x: 0, y: 0, width: this.width, height: this.height }, dirty);
    if (inside.width > 0 && inside.height > 0) for (const watcher of this.#watchers) watcher(inside);
  }
}
