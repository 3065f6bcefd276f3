import type { Tensor, TensorInfo } from '@tensorflow/tfjs';

/** TensorFlow's own image operations, run one at a time and without tfjs' int32 copies of bytes. */
export interface TensorFlowOps {
  /** Runs an operation of one output. @param attributes by their names in TensorFlow's op registry */
  run(name: string, attributes: Record<string, OpAttribute>, inputs: readonly Tensor[]): Tensor;
  /** A file's bytes as a string tensor. */
  contents(bytes: Uint8Array): Tensor;
  integers(values: readonly number[]): Tensor;
  /** The bytes of a uint8 tensor, read as int32: tfjs reads no uint8, and four in one are faster. */
  bytesOf(tensor: Tensor): Uint8Array;
  /**
   * @param data [height, width, channels], channels 1 or 3 @param quality 1..100
   * @param isQuick with the standard's Huffman tables: in half the time, a few per cent larger
   */
  encodeJpeg(
    data: Uint8Array,
    height: number,
    width: number,
    channels: number,
    quality: number,
    isQuick?: boolean,
  ): Promise<Uint8Array>;
}

export type OpAttribute =
  | { int: number }
  | { float: number }
  | { bool: boolean }
  | { string: string }
  | { type: 'int32' };

let loaded: Promise<TensorFlowOps> | undefined;

/** Loads TensorFlow at the first call only: most formats need none of it. */
export function tensorFlowOps(): Promise<TensorFlowOps> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<TensorFlowOps> {
  const tf = await import('@tensorflow/tfjs-node-gpu');
  await tf.ready();
  const backend: unknown = tf.backend();
  if (!isNodeBackend(backend)) throw new Error('TensorFlow is not the active backend of tfjs.');
  const { binding } = backend;
  const attribute = (name: string, value: OpAttribute) => {
    if ('int' in value) return { name, type: binding.TF_ATTR_INT, value: value.int };
    if ('float' in value) return { name, type: binding.TF_ATTR_FLOAT, value: value.float };
    if ('bool' in value) return { name, type: binding.TF_ATTR_BOOL, value: value.bool };
    if ('string' in value) return { name, type: binding.TF_ATTR_STRING, value: value.string };
    return { name, type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 };
  };
  const run: TensorFlowOps['run'] = (name, attributes, inputs) =>
    backend.executeSingleOutput(
      name,
      Object.entries(attributes).map(([key, value]) => attribute(key, value)),
      [...inputs],
    );
  return {
    run,
    contents: (bytes) => tf.scalar(bytes, 'string'),
    integers: (values) => tf.tensor1d([...values], 'int32'),
    bytesOf(tensor) {
      const { size } = tensor;
      // Only tensors leave a tidy: it would search the elements of any other result for tensors, one by one.
      const words = tf.tidy(() => {
        const flat = tf.reshape(tensor, [size]);
        const padding = [[0, (4 - (size % 4)) % 4]];
        const padded = size % 4 === 0 ? flat : run('Pad', {}, [flat, tf.tensor2d(padding, [1, 2], 'int32')]);
        return run('Bitcast', { type: { type: 'int32' } }, [tf.reshape(padded, [padded.size / 4, 4])]);
      });
      try {
        const values = words.dataSync();
        return new Uint8Array(values.buffer, values.byteOffset, size);
      } finally {
        words.dispose();
      }
    },
    async encodeJpeg(data, height, width, channels, quality, isQuick = false) {
      const image = tf.tensor3d(data, [height, width, channels], 'int32');
      try {
        return await tf.node.encodeJpeg(image, channels === 1 ? 'grayscale' : 'rgb', quality, false, !isQuick, false);
      } finally {
        image.dispose();
      }
    },
  };
}

interface NodeBackend {
  binding: {
    TF_ATTR_INT: number;
    TF_ATTR_FLOAT: number;
    TF_ATTR_BOOL: number;
    TF_ATTR_STRING: number;
    TF_ATTR_TYPE: number;
    TF_INT32: number;
  };
  executeSingleOutput(name: string, attributes: object[], inputs: TensorInfo[]): Tensor;
}

function isNodeBackend(backend: unknown): backend is NodeBackend {
  return typeof backend === 'object' && backend !== null && 'binding' in backend && 'executeSingleOutput' in backend;
}
