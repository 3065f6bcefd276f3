import type { Circle } from 'konva/lib/shapes/Circle';
import type { Line } from 'konva/lib/shapes/Line';
import type { ToolShape } from './tools/tool';

type Konva = typeof import('./konva');

/** Widths in CSS pixels, the same at any zoom; the dark casing keeps a line seen on any image. */
const LINE_PX = 1.5;
const CASING_PX = 3.5;
const CASING = 'rgba(0, 0, 0, 0.6)';
const HANDLE_PX = 4;

/** @param scale CSS pixels an image pixel */
export function nodesOf(shape: ToolShape, { Line, Circle }: Konva, scale: number): (Line | Circle)[] {
  if (shape.kind === 'line') {
    const { from, to, widthPx, color } = shape;
    const points = [from.x, from.y, to.x, to.y];
    return [
      new Line({ points, stroke: color, strokeWidth: widthPx, lineCap: 'round', opacity: 0.35 }),
      new Line({ points, stroke: color, strokeWidth: LINE_PX, strokeScaleEnabled: false }),
    ];
  }
  if (shape.kind === 'path') {
    const points = shape.points.flatMap(({ x, y }) => [x, y]);
    const closed = shape.isClosed;
    const line = { points, closed, strokeScaleEnabled: false, lineJoin: 'round' as const };
    const dash = shape.isDashed ? [6, 5] : [];
    const band = { strokeWidth: shape.widthPx ?? 0, lineCap: 'round' as const, lineJoin: 'round' as const };
    return [
      ...(shape.widthPx === undefined ? [] : [new Line({ points, stroke: shape.color, opacity: 0.35, ...band })]),
      ...(closed ? [new Line({ points, closed, fill: shape.color, opacity: 0.22 })] : []),
      new Line({ ...line, stroke: CASING, strokeWidth: CASING_PX, dash }),
      new Line({ ...line, stroke: shape.color, strokeWidth: LINE_PX, dash }),
    ];
  }
  return shape.points.map(({ x, y }, index) => {
    const isLarge = index === shape.selected || index === shape.hovered;
    return new Circle({
      x,
      y,
      radius: (isLarge ? HANDLE_PX + 1.5 : HANDLE_PX) / scale,
      fill: index === shape.selected ? shape.color : '#ffffff',
      stroke: index === shape.selected ? '#ffffff' : 'rgba(0, 0, 0, 0.75)',
      strokeWidth: LINE_PX,
      strokeScaleEnabled: false,
    });
  });
}
