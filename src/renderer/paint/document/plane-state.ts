import { create } from 'zustand';
import type { Plane } from '../../../shared/contract/labels';
import { type PaintTool, setTool, usePaint } from './paint-state';

interface PlaneState {
  /** What is painted on Paint: class labels, or importance. Every other screen has the labels in hand. */
  plane: Plane;
  /** What the importance brush paints, 1..255. */
  importance: number;
}

export const usePlane = create<PlaneState>()(() => ({ plane: 'labels', importance: 255 }));

/** Tools that paint a value wherever they go, whatever is there. */
const valueTools: ReadonlySet<PaintTool> = new Set([
  'move',
  'brush',
  'eraser',
  'polygon',
  'lasso',
  'rectangle',
  'ellipse',
]);

/** Importance in hand takes a tool that can paint it; a tool that cannot takes the labels in hand. */
export function followPlaneTools(): () => void {
  return usePaint.subscribe(({ tool }, before) => {
    if (tool !== before.tool && !valueTools.has(tool)) setPlane('labels');
  });
}

export function setPlane(plane: Plane): void {
  usePlane.setState({ plane });
  if (plane === 'importance' && !valueTools.has(usePaint.getState().tool)) setTool('brush');
}

/** @param percent 0..100; at least the smallest step that is painted */
export function setImportancePercent(percent: number): void {
  usePlane.setState({ importance: Math.min(255, Math.max(1, Math.round((255 * percent) / 100))) });
}

export function percentOf(importance: number): number {
  return Math.round((100 * importance) / 255);
}

/** What the value is called where a class has its name. */
export function importanceName(value: number): string {
  return `importance ${percentOf(value)} %`;
}
