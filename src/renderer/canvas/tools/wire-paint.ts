import type { Brush, Point } from '../../../shared/labels/brush';
import { fillPolygon } from '../../../shared/labels/polygon';
import type { StrokeTarget } from '../../paint/document/document-state';
import type { ShapePaint } from './paint-of';

/**
 * Paints a wire.
 * @param width of the line that it is painted as, image pixels; null: what it encloses
 * @returns false where nothing was painted
 */
export function paintWire(
  target: StrokeTarget,
  points: readonly Point[],
  { label, locked, words }: ShapePaint,
  width: number | null,
): boolean {
  const name = `Live wire, ${words}`;
  if (width === null)
    return target.apply({ name, kind: 'polygon', locked, edit: (map) => fillPolygon(map, [points], label) });
  const stroke = target.beginStroke({ label, locked, name });
  if (stroke === null) return false;
  const brush: Brush = { shape: 'round', radius: width / 2 };
  for (const [index, point] of points.entries()) stroke.segment(brush, points[Math.max(0, index - 1)], point);
  return stroke.finish();
}
