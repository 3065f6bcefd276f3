import { describe, expect, it } from 'vitest';
import { add, broadcastShape } from '../../../../src/engine/graph/operations/arithmetic';
import { placeholder } from '../../../../src/engine/graph/operations/constants';
import { conv2d } from '../../../../src/engine/graph/operations/convolution';
import { relu } from '../../../../src/engine/graph/operations/elementwise';
import { maxPool } from '../../../../src/engine/graph/operations/pooling';
import { resizeBilinearLike } from '../../../../src/engine/graph/operations/resize';
import { concat, reshape } from '../../../../src/engine/graph/operations/shape';
import { encodeSavedModel } from '../../../../src/engine/graph/saved-model';
import { createGraph, inScope } from '../../../../src/engine/graph/symbolic';

describe('a symbolic graph', () => {
  it('keeps open dimensions open and works out the others', () => {
    const graph = createGraph();
    const image = placeholder(graph, 'image', 'float32', [null, null, 30, 3]);
    const x = conv2d(image, placeholder(graph, 'kernel', 'float32', [3, 3, 3, 8]));
    expect(x.shape).toEqual([null, null, 30, 8]);
    const pooled = maxPool(x);
    expect(pooled.shape).toEqual([null, null, 15, 8]);
    expect(concat([x, resizeBilinearLike(pooled, x)], 3).shape).toEqual([null, null, 30, 16]);
    expect(reshape(placeholder(graph, 'rows', 'float32', [4, 6]), [-1, 3]).shape).toEqual([8, 3]);
  });

  it('broadcasts as NumPy does and refuses what does not fit', () => {
    expect(broadcastShape([2, 1, 4], [3, 1])).toEqual([2, 3, 4]);
    expect(broadcastShape([null, 3], [1])).toEqual([null, 3]);
    expect(() => broadcastShape([2, 3], [2, 4])).toThrow('sizes 3 and 4');
  });

  it('gives every node a name of its own, under its scopes', () => {
    const graph = createGraph();
    const x = placeholder(graph, 'x', 'float32', [2]);
    const names = inScope(graph, 'block', () => [relu(x), relu(x), inScope(graph, 'inner', () => relu(x))]);
    expect(names.map((value) => value.node.name)).toEqual(['block/Relu', 'block/Relu_1', 'block/inner/Relu']);
  });

  it('refuses commas in names, channels that do not fit, and values of another graph', () => {
    const [graph, other] = [createGraph(), createGraph()];
    const x = placeholder(graph, 'x', 'float32', [1, 4, 4, 3]);
    expect(() => placeholder(graph, 'a,b', 'float32', [])).toThrow('cannot name a node');
    expect(() => encodeSavedModel({ f: { inputs: {}, outputs: { 'a,b': x } } })).toThrow('comma');
    expect(() => conv2d(x, placeholder(graph, 'kernel', 'float32', [3, 3, 4, 8]))).toThrow('3 channels');
    expect(() => add(x, placeholder(other, 'y', 'float32', [1]))).toThrow('another graph');
  });
});
