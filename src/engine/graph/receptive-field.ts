import type { GraphNode, Value } from './symbolic';
import { staticDimension } from './symbolic';

/**
 * Side, in input pixels, of a square of the image beyond which no output cell sees. It need not lie centred on the cell:
 * on one side it may reach half the coarsest stride beyond its half. Batch statistics do not count.
 * @param image where the network begins; all on the way to `result` of fixed shape
 */
export function receptiveField(image: Value, result: Value): number {
  const seen = new Map<Value, Extent>([[image, { side: 1, step: 1 }]]);
  for (const node of image.node.graph.nodes.slice(image.node.id + 1, result.node.id + 1)) {
    const before = node.inputs.flatMap((value) => seen.get(value) ?? []);
    const first = node.outputs[0];
    if (before.length === 0 || first === undefined) continue;
    const side = Math.max(...before.map((extent) => extent.side));
    const step = Math.max(...before.map((extent) => extent.step));
    seen.set(first, through(node, { side, step }));
  }
  const extent = seen.get(result);
  if (extent === undefined) throw new Error(`${result.node.name} does not depend on the image`);
  return extent.side;
}

/** Pixels seen by one cell, and pixels between the centres of two neighbours. */
interface Extent {
  side: number;
  step: number;
}

function through(node: GraphNode, { side, step }: Extent): Extent {
  const [x, weights] = node.inputs;
  const y = node.outputs[0];
  if (x === undefined || y === undefined) return { side, step };
  switch (node.op) {
    case 'Conv2D':
    case 'DepthwiseConv2dNative': {
      const size = weights === undefined ? 1 : staticDimension(weights, 0);
      return { side: side + (size - 1) * step, step: step * stride(node) };
    }
    case 'MaxPool':
      return { side: side + (stride(node) - 1) * step, step: step * stride(node) };
    case 'ResizeBilinear':
      // A cell lies between two neighbours of the coarser grid.
      return { side: side + step, step: (step * staticDimension(x, 1)) / staticDimension(y, 1) };
    default:
      return { side, step };
  }
}

function stride(node: GraphNode): number {
  const { strides } = node.attributes;
  return strides !== undefined && 'ints' in strides ? (strides.ints[1] ?? 1) : 1;
}
