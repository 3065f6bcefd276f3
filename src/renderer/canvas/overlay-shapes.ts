import type { Shape } from 'konva/lib/Shape';
import type { Line } from 'konva/lib/shapes/Line';
import type { ToolShape } from './tools/tool';
import type { ImagePoint } from './viewport';

type Konva = typeof import('./konva');
type HandlesShape = Extract<ToolShape, { kind: 'handles' }>;

/** Widths in CSS pixels, the same at any zoom; the dark casing keeps a line seen on any image. */
const LINE_PX = 1.5;
const CASING_PX = 3.5;
const CASING = 'rgba(0, 0, 0, 0.6)';
const HANDLE_PX = 4;
/** Points that are nearer together, CSS pixels, are drawn as one. */
const SAME_PLACE_PX = 1.2;

/** @param scale CSS pixels an image pixel */
export function nodesOf(shape: ToolShape, { Line, Shape }: Konva, scale: number): (Line | Shape)[] {
  if (shape.kind === 'line') {
    const { from, to, widthPx, color } = shape;
    const points = [from.x, from.y, to.x, to.y];
    return [
      new Line({ points, stroke: color, strokeWidth: widthPx, lineCap: 'round', opacity: 0.35 }),
      new Line({ points, stroke: color, strokeWidth: LINE_PX, strokeScaleEnabled: false }),
    ];
  }
  if (shape.kind === 'path') {
    const points = seenPoints(shape.points, scale);
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
  return [handlesNode(shape, Shape, scale)];
}

/** The points as numbers, without those that lie on the screen where the one before does: wires have one a pixel. */
function seenPoints(points: readonly ImagePoint[], scale: number): number[] {
  const least = (SAME_PLACE_PX / scale) ** 2;
  const seen: number[] = [];
  points.forEach(({ x, y }, index) => {
    const isEnd = index === 0 || index === points.length - 1;
    if (!isEnd && (x - seen[seen.length - 2]) ** 2 + (y - seen[seen.length - 1]) ** 2 < least) return;
    seen.push(x, y);
  });
  return seen;
}

/** All handles in one node: a node each would cost a polygon of a thousand points its frame. */
function handlesNode(handles: HandlesShape, Shape: Konva['Shape'], scale: number): Shape {
  const { points, selected, hovered, color } = handles;
  return new Shape({
    sceneFunc: (context) => {
      context.setAttr('lineWidth', LINE_PX / scale);
      for (const [index, { x, y }] of points.entries()) {
        const isLarge = index === selected || index === hovered;
        context.beginPath();
        context.arc(x, y, (isLarge ? HANDLE_PX + 1.5 : HANDLE_PX) / scale, 0, 2 * Math.PI);
        context.setAttr('fillStyle', index === selected ? color : '#ffffff');
        context.setAttr('strokeStyle', index === selected ? '#ffffff' : 'rgba(0, 0, 0, 0.75)');
        context.fill();
        context.stroke();
      }
    },
  });
}
