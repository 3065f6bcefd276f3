import * as tf from '@tensorflow/tfjs-node-gpu';

/**
 * The same U-Net trained the way tfjs is usually used, one call an operation: the peer that the compiled graph replaces.
 * @returns a function that does one step and gives its loss
 */
export function eagerTrainingStep(size: {
  batch: number;
  side: number;
  channels: number;
  width: number;
  depth: number;
}) {
  const { batch, side, channels, width, depth } = size;
  const model = eagerUNet(side, channels, width, depth);
  const optimizer = tf.train.adam(1e-3);
  const image = tf.randomUniform([batch, side, side, channels]);
  const labels = tf.randomUniform([batch, side, side], 0, 2, 'int32');
  const truth = tf.oneHot(labels.toInt(), 2);
  const weights = tf.randomUniform([batch, side, side], 1, 5);
  return (): number => {
    const loss = optimizer.minimize(() => {
      const logits = model.apply(image, { training: true });
      if (!(logits instanceof tf.Tensor)) throw new Error('a model of one output gave several');
      const ce = tf.logSoftmax(logits).mul(truth).sum(-1).neg();
      return ce.mul(weights).sum().div(weights.sum()).asScalar();
    }, true);
    const value = loss?.dataSync()[0] ?? Number.NaN;
    loss?.dispose();
    return value;
  };
}

function eagerUNet(side: number, channels: number, width: number, depth: number): tf.LayersModel {
  const { layers } = tf;
  const block = (input: tf.SymbolicTensor, filters: number): tf.SymbolicTensor => {
    let x = input;
    for (let conv = 0; conv < 2; conv++) {
      x = single(layers.conv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }).apply(x));
      x = single(layers.batchNormalization({ momentum: 0.9, epsilon: 1e-3 }).apply(x));
      x = single(layers.reLU().apply(x));
    }
    return x;
  };
  const input = tf.input({ shape: [side, side, channels] });
  const skips: tf.SymbolicTensor[] = [];
  let x: tf.SymbolicTensor = input;
  for (let level = 0; level < depth; level++) {
    x = block(x, width * 2 ** level);
    skips.push(x);
    x = single(layers.maxPooling2d({ poolSize: 2 }).apply(x));
  }
  x = block(x, width * 2 ** depth);
  for (let level = depth - 1; level >= 0; level--) {
    x = single(layers.upSampling2d({ size: [2, 2], interpolation: 'bilinear' }).apply(x));
    x = block(single(layers.concatenate().apply([skips[level], x])), width * 2 ** level);
  }
  const logits = single(layers.conv2d({ filters: 2, kernelSize: 1 }).apply(x));
  return tf.model({ inputs: input, outputs: logits });
}

function single(output: tf.Tensor | tf.Tensor[] | tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor {
  if (output instanceof tf.SymbolicTensor) return output;
  throw new Error('a layer of one output gave several');
}
