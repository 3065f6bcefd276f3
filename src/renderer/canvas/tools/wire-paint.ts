import type { Brush, Point } from '../../../shared/labels/brush';
import { fillPolygon } from '../../../shared/labels/polygon';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { ShapePaint } from './paint-of';

/** Paints a wire as a line. @param size width, image pixels @returns false where nothing can be painted */
export function paintLine(
  target: StrokeTarget,
  points: readonly Point[],
  { label, locked, words }: ShapePaint,
  size: number,
): boolean {
  const stroke = target.beginStroke({ label, locked, name: `Live wire, ${words}` });
  if (stroke === null) return false;
  const brush: Brush = { shape: 'round', radius: size / 2 };
  for (const [index, point] of points.entries()) stroke.segment(brush, points[Math.max(0, index - 1)], point);
  stroke.finish();
  return true;
}

/** Paints what a wire encloses. @returns false where nothing can be painted */
export function paintArea(
  target: StrokeTarget,
  points: readonly Point[],
  { label, locked, words }: ShapePaint,
): boolean {
  return target.apply({
    name: `Live wire, ${words}`,
    kind: 'polygon',
    locked,
    edit: (map) => fillPolygon(map, [points], label),
  });
}
