import { add, divide, maximum, multiply } from './operations/arithmetic';
import { floatScalar } from './operations/constants';
import { square, squareRoot } from './operations/elementwise';
import { sum } from './operations/reduce';
import type { Graph, Value } from './symbolic';
import { inScope } from './symbolic';

/**
 * Gradients shortened together so that their global norm is at most `norm` (Pascanu et al. 2013): each times
 * norm / max(norm, sqrt(sum of all squares)). Their direction stays.
 */
export function clippedByGlobalNorm(graph: Graph, gradients: readonly Value[], norm: number): Value[] {
  return inScope(graph, 'clipping', () => {
    const limit = floatScalar(graph, norm);
    const squares = gradients.map((gradient) => sum(square(gradient)));
    const factor = divide(limit, maximum(limit, squareRoot(squares.reduce((total, part) => add(total, part)))));
    return gradients.map((gradient) => multiply(gradient, factor));
  });
}
