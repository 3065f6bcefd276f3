import type { LossConfig, NetworkConfig, OptimizerConfig, Precision } from '../../shared/training/run-config';

/** All that decides a compiled training program; the same specification always gives the same program. */
export interface ProgramSpec {
  network: NetworkConfig;
  inputChannels: number;
  /** K, the network's output channels. */
  classCount: number;
  /** Shape of a training batch; height and width are multiples of 2^depth. Fixed for `step` and `gradients`. */
  batch: number;
  patchHeight: number;
  patchWidth: number;
  loss: LossConfig;
  optimizer: OptimizerConfig;
  precision: Precision;
  normalisation: Normalisation;
  deepSupervision: boolean;
  /** Largest global norm of the gradients; null: they are taken as they are. */
  clipNorm: number | null;
  /** Whether a moving average of the variables is kept, which then predicts. */
  hasAverage: boolean;
}

/** Per input channel, in units of I in [0,1]; (I - mean) / deviation happens inside the graph. */
export interface Normalisation {
  mean: readonly number[];
  deviation: readonly number[];
}

/** How a variable starts. A normal one is drawn from N(0, deviation^2); another's value is that variable's first one. */
export type Initialiser =
  | { kind: 'constant'; value: number }
  | { kind: 'normal'; deviation: number }
  | { kind: 'same'; as: string };

/**
 * trainable: moved by the optimiser; statistic: moving mean or variance of a batch norm; slot: a moment that the
 * optimiser keeps for one trainable; beta-power: beta^t of Adam; average: moving average of a trainable or statistic.
 */
export type VariableRole = 'trainable' | 'statistic' | 'slot' | 'beta-power' | 'average';

/** What is frozen and released together: a pretrained encoder, and all the rest. */
export type VariableGroup = 'main' | 'encoder';

export interface VariableSpec {
  /**
   * Unique in the program, e.g. `encoder0/conv0/kernel`; the name of a slot or average is its variable's plus `/m`, `/v`,
   * `/momentum` or `/average`.
   */
  name: string;
  shape: number[];
  role: VariableRole;
  group: VariableGroup;
  initial: Initialiser;
  /** Whether weight decay may act on it: convolution kernels only, never biases or batch norm. */
  decays: boolean;
}

/** One layer as the person reads it, in the order of the forward pass. */
export interface LayerSummary {
  name: string;
  kind:
    | 'convolution'
    | 'depthwise-convolution'
    | 'batch-norm'
    | 'activation'
    | 'max-pool'
    | 'upsample'
    | 'attention-map'
    | 'multiply'
    | 'concat'
    | 'add';
  /** Of a layer of that kind. */
  activation?: 'relu' | 'relu6' | 'sigmoid';
  /** Names of the layers read; `image` is the normalised input. */
  inputs: string[];
  outputChannels: number;
  /** Input pixels per output cell along one axis. */
  stride: number;
  /** Trainable numbers. */
  parameters: number;
  /** Names of its variables: kernel [, bias] or gamma, beta, moving_mean, moving_variance. */
  variables: string[];
}

export interface Program {
  spec: ProgramSpec;
  /** Bytes of `saved_model.pb`. */
  savedModel: Uint8Array;
  /** In a fixed order; `read` and `assign` hold exactly these. */
  variables: VariableSpec[];
  layers: LayerSummary[];
  /** Trainable numbers. */
  parameterCount: number;
  receptiveFieldPx: number;
  /** Bytes of all values of one forward pass at the training shape. */
  forwardBytes: number;
}

/**
 * One batch, rows from the top. TensorFlow may read these arrays in place, without copying: they must not be changed
 * while a call of the session that got them is running; every call is synchronous, so after it they are free again.
 */
export interface TrainingBatch {
  /** [B,H,W,C] in [0,1]. */
  image: Float32Array;
  /** [B,H,W] output channel; any value where validity is 0 (255 included). */
  labels: Uint8Array | Int32Array;
  /** [B,H,W], 1 where the pixel teaches, 0 where it is void. */
  validity: Float32Array;
  /** [B,H,W], n in [0,1]; the weight is floor + strength * n. */
  importance: Float32Array;
}

export interface StepScalars {
  learningRate: number;
  /** w = floor + strength * n, computed in the graph. */
  floor: number;
  strength: number;
  /** Rate of a pretrained encoder over `learningRate` (1 where absent); 0: it is frozen, and its gradients are not computed. */
  encoderRateFactor?: number;
  /** Share that the moving average keeps at this step (0 where absent). */
  averageDecay?: number;
}

/** Shape of a batch of images for `predict` and `evaluate`; height and width are multiples of 2^depth. */
export interface BatchShape {
  batch: number;
  height: number;
  width: number;
}

export interface Evaluation {
  /** Sum over valid pixels of the unweighted cross-entropy; divide by `validPixels`. */
  lossSum: number;
  validPixels: number;
  /** [B,H,W], the channel of highest probability, void pixels included. */
  predictions: Uint8Array;
  /** [B,H,W], cross-entropy in nats, 0 where void. */
  perPixelLoss: Float32Array;
}

/** The calls that a training loop makes; `TrainingSession` of `session.ts` is the implementation. */
export interface TrainingSessionApi {
  /** One optimiser step; the loss is the one before the update. */
  step(batch: TrainingBatch, scalars: StepScalars): { loss: number };
  /** The loss and its gradient for every trainable variable, nothing changed. */
  gradients(
    batch: TrainingBatch,
    scalars: Pick<StepScalars, 'floor' | 'strength'>,
  ): { loss: number; gradients: Map<string, Float32Array> };
  /** Probabilities [B,H,W,K] from moving statistics, in float32 whatever the training precision. */
  predict(image: Float32Array, shape: BatchShape): Float32Array;
  evaluate(image: Float32Array, labels: Uint8Array | Int32Array, validity: Float32Array, shape: BatchShape): Evaluation;
  /** Every variable of the program, slots and beta powers included. */
  read(): Map<string, Float32Array>;
  /** Sets every variable; needed once before the first step. */
  assign(values: ReadonlyMap<string, Float32Array>): void;
  dispose(): void;
}
