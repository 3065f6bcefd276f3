import { create } from 'zustand';
import type { ProjectClassRow } from '../../../shared/contract/classes';
import { type PaintChoices, SIZE_MAX, SIZE_MIN } from '../../../shared/contract/paint-choices';
import type { ClassId } from '../../../shared/ids';
import { useClasses } from '../classes-state';

export type PaintTool = PaintChoices['tool'];
/** Tools that have a size. */
export type SizedTool = keyof PaintChoices['sizes'];
export type BrushShape = PaintChoices['shape'];

export interface PaintState extends Pick<PaintChoices, 'tool' | 'classInHand' | 'sizes' | 'shape' | 'opacity'> {
  hidden: ReadonlySet<ClassId>;
  locked: ReadonlySet<ClassId>;
}

export const firstPaintState: PaintState = {
  tool: 'brush',
  classInHand: null,
  sizes: { brush: 24, eraser: 24, smart: 60, wire: 6 },
  shape: 'round',
  hidden: new Set(),
  locked: new Set(),
  opacity: 0.5,
};

/** What is in hand on Paint. */
export const usePaint = create<PaintState>()(() => firstPaintState);

export function setTool(tool: PaintTool): void {
  usePaint.setState({ tool });
}

/** Takes a class in hand, and with it the brush where the tool in hand paints no class. */
export function setClassInHand(classInHand: ClassId): void {
  usePaint.setState(({ tool }) => ({ classInHand, tool: tool === 'eraser' || tool === 'pick' ? 'brush' : tool }));
}

/** The class in hand, or the first one; null where the project has none. */
export function classInHand(): ProjectClassRow | null {
  return findInHand(usePaint.getState().classInHand, useClasses.getState().classes);
}

export function useClassInHand(): ProjectClassRow | null {
  const id = usePaint((state) => state.classInHand);
  return findInHand(
    id,
    useClasses((state) => state.classes),
  );
}

function findInHand(id: ClassId | null, classes: readonly ProjectClassRow[]): ProjectClassRow | null {
  return classes.find((entry) => entry.id === id) ?? classes[0] ?? null;
}

/** Image pixels, taken to the nearest that is possible; of the tool in hand, or of the brush where it has no size. */
export function setSize(size: number, tool: SizedTool = sizedTool()): void {
  usePaint.setState(({ sizes }) => ({ sizes: { ...sizes, [tool]: possibleSize(size) } }));
}

/** Steps that feel even: by one pixel while small, by a tenth when large. @param steps may be negative */
export function stepSize(steps: number, tool: SizedTool = sizedTool()): void {
  setSize(steppedSize(usePaint.getState().sizes[tool], steps), tool);
}

function steppedSize(size: number, steps: number): number {
  let next = size;
  for (let step = 0; step < Math.abs(steps); step++) {
    const change = Math.max(1, Math.round(next / 10));
    next = possibleSize(next + (steps > 0 ? change : -change));
  }
  return next;
}

function possibleSize(size: number): number {
  return Math.min(SIZE_MAX, Math.max(SIZE_MIN, Math.round(size)));
}

/** The tool in hand where it has a size, else the brush. */
function sizedTool(): SizedTool {
  const { tool } = usePaint.getState();
  return tool === 'eraser' || tool === 'smart' || tool === 'wire' ? tool : 'brush';
}

export function setShape(shape: BrushShape): void {
  usePaint.setState({ shape });
}

export function setOpacity(opacity: number): void {
  usePaint.setState({ opacity: Math.min(1, Math.max(0, opacity)) });
}

export function toggleHidden(id: ClassId): void {
  usePaint.setState(({ hidden }) => ({ hidden: toggled(hidden, id) }));
}

export function toggleLocked(id: ClassId): void {
  usePaint.setState(({ locked }) => ({ locked: toggled(locked, id) }));
}

function toggled(set: ReadonlySet<ClassId>, id: ClassId): ReadonlySet<ClassId> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** 256 entries by label, 1 where it is locked; null where none is. */
export function lockTable(locked: ReadonlySet<ClassId>): Uint8Array | null {
  if (locked.size === 0) return null;
  const table = new Uint8Array(256);
  for (const id of locked) table[id] = 1;
  return table;
}
