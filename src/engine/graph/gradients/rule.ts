import type { GraphNode, Value } from '../symbolic';

/**
 * Reverse-mode rule of one operation: from the gradient `dy` of its first output, for each input a function that builds
 * that input's gradient, or null where none flows. Functions, so that nothing is built for inputs that need none.
 */
export type GradientRule = (node: GraphNode, dy: Value) => readonly ((() => Value) | null)[];
