import type { GraphNode, Value } from './symbolic';
import { staticDimension } from './symbolic';

/**
 * Side, in pixels, of the square around an output cell outside of which no pixel of the image acts on it: exact, for the
 * cell that sees farthest to one side. Batch statistics do not count.
 * @param image where the network begins; all on the way to `result` of fixed shape, heights in whole ratios
 * @param result at the image's own size
 */
export function receptiveField(image: Value, result: Value): number {
  const nodes = image.node.graph.nodes.slice(image.node.id + 1, result.node.id + 1);
  const seen = new Map<Value, Seen>();
  const rows = staticDimension(image, 1);
  const spatial = dependents(nodes, image);
  const period = Math.max(...spatial.map((value) => rows / staticDimension(value, 1)));
  const pixels = Array.from({ length: period }, (_, pixel) => pixel);
  seen.set(image, { step: 1, first: pixels, last: pixels });
  for (const value of spatial.slice(1)) {
    const before = value.node.inputs.flatMap((input) => seen.get(input) ?? []);
    seen.set(value, through(value, rows / staticDimension(value, 1), before, period));
  }
  const { first, last } = seen.get(result) ?? missing(result);
  const reach = pixels.map((pixel) => Math.max(pixel - first[pixel], last[pixel] - pixel));
  return 2 * Math.max(...reach) + 1;
}

/**
 * What the cells of a value see along one axis. The pattern repeats after `period` pixels, the coarsest step: held are the
 * first and the last pixel of each cell of the first period.
 */
interface Seen {
  /** Pixels from one cell to the next. */
  step: number;
  first: number[];
  last: number[];
}

/** The image, then the first outputs of all nodes that see it. */
function dependents(nodes: readonly GraphNode[], image: Value): Value[] {
  const found = new Set([image]);
  for (const { inputs, outputs } of nodes) {
    const [first] = outputs;
    if (first !== undefined && inputs.some((input) => found.has(input))) found.add(first);
  }
  return [...found];
}

function through({ node }: Value, step: number, before: readonly Seen[], period: number): Seen {
  const cells = Array.from({ length: period / step }, (_, cell) => cell);
  const ends = before.flatMap((seen) => {
    const [near, far] = windowOf(node, seen.step, step);
    return cells.map((cell) => ({
      cell,
      first: at(seen.first, near(cell), period),
      last: at(seen.last, far(cell), period),
    }));
  });
  const ofCell = (cell: number) => ends.filter((end) => end.cell === cell);
  return {
    step,
    first: cells.map((cell) => Math.min(...ofCell(cell).map(({ first }) => first))),
    last: cells.map((cell) => Math.max(...ofCell(cell).map(({ last }) => last))),
  };
}

type CellOf = (cell: number) => number;

/** First and last cell of the input that a cell of the output is computed from. */
function windowOf(node: GraphNode, stepBefore: number, step: number): [CellOf, CellOf] {
  switch (node.op) {
    case 'Conv2D':
    case 'DepthwiseConv2dNative': {
      const size = staticDimension(node.inputs[1] ?? missing(node.outputs[0]), 0);
      return strided(size, step / stepBefore);
    }
    case 'MaxPool':
      return strided(step / stepBefore, step / stepBefore);
    case 'ResizeBilinear': {
      // Between the two cells whose centres lie on either side, with half-pixel centres.
      const place = (cell: number): number => ((cell + 0.5) * step) / stepBefore - 0.5;
      return [(cell) => Math.floor(place(cell)), (cell) => Math.ceil(place(cell))];
    }
    default:
      return [(cell) => cell, (cell) => cell];
  }
}

/** A window under TensorFlow's SAME padding of a length that the stride divides: the odd cell of padding at the end. */
function strided(size: number, stride: number): [CellOf, CellOf] {
  const padding = Math.floor(Math.max(0, size - stride) / 2);
  return [(cell) => cell * stride - padding, (cell) => cell * stride - padding + size - 1];
}

/** What a cell anywhere on the axis sees, from those of the first period. */
function at(ends: readonly number[], cell: number, period: number): number {
  const turns = Math.floor(cell / ends.length);
  return ends[cell - turns * ends.length] + turns * period;
}

function missing(value: Value | undefined): never {
  throw new Error(`${value?.node.name} does not depend on the image`);
}
