import type { Dimension, GraphNode, Value } from '../symbolic';
import { addValue } from '../symbolic';
import { intConstant } from './constants';

/** Cells added before and after each axis. */
export type Paddings = readonly (readonly [number, number])[];

export function zeroPad(x: Value, paddings: Paddings): Value {
  return padWith('Pad', x, paddings, {});
}

/**
 * Mirrored borders. REFLECT leaves the border cell out (needs padding < size), SYMMETRIC repeats it (padding <= size).
 */
export function mirrorPad(x: Value, paddings: Paddings, mode: 'REFLECT' | 'SYMMETRIC'): Value {
  return padWith('MirrorPad', x, paddings, { mode: { text: mode } });
}

/** dx of a MirrorPad node from dy: what the mirrored cells got comes back to those they were copied from. */
export function mirrorPadGrad(forward: GraphNode, x: Value, paddings: Value, dy: Value): Value {
  return addValue(dy.node.graph, {
    op: 'MirrorPadGrad',
    inputs: [dy, paddings],
    attributes: forward.attributes,
    outputs: [{ shape: x.shape, dtype: x.dtype }],
  });
}

function padWith(op: string, x: Value, paddings: Paddings, extra: Record<string, { text: string }>): Value {
  const graph = x.node.graph;
  const shape = x.shape.map((size, axis): Dimension => {
    const [before, after] = paddings[axis] ?? [0, 0];
    return size === null ? null : size + before + after;
  });
  return addValue(graph, {
    op,
    inputs: [x, intConstant(graph, paddings.flat(), [paddings.length, 2])],
    attributes: { T: { type: x.dtype }, Tpaddings: { type: 'int32' }, ...extra },
    outputs: [{ shape, dtype: x.dtype }],
  });
}
