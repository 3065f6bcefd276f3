import { Problem } from '../../shared/problem';
import { type Feed, GraphSession } from './graph-session';
import type { BatchShape, Evaluation, Program, StepScalars, TrainingBatch, TrainingSessionApi } from './program-types';
import { sizeOf } from './symbolic';

const signatures = ['train', 'gradients', 'predict', 'evaluate', 'read', 'assign'] as const;
type SignatureName = (typeof signatures)[number] | 'trainFrozen';

/** A training program in a TensorFlow session of its own. Every call is synchronous. */
export class TrainingSession implements TrainingSessionApi {
  readonly #program: Program;
  readonly #session: GraphSession;
  #isAssigned = false;

  private constructor(program: Program, session: GraphSession) {
    this.#program = program;
    this.#session = session;
  }

  /**
   * Loads the program; its variables have no values until {@link assign}.
   * @param folder an existing folder; the session keeps a folder of its own in it until {@link dispose}
   */
  static async open(program: Program, folder: string): Promise<TrainingSession> {
    const names: readonly SignatureName[] = hasEncoder(program) ? [...signatures, 'trainFrozen'] : signatures;
    return new TrainingSession(program, await GraphSession.open(program.savedModel, names, folder));
  }

  step(batch: TrainingBatch, scalars: StepScalars): { loss: number } {
    const { learningRate, encoderRateFactor = 1, averageDecay = 0 } = scalars;
    const isReleased = hasEncoder(this.#program) && encoderRateFactor > 0;
    const outputs = this.#run(hasEncoder(this.#program) && !isReleased ? 'trainFrozen' : 'train', {
      ...this.#feeds(batch, scalars),
      learningRate: scalar(learningRate),
      ...(isReleased ? { encoderRate: scalar(learningRate * encoderRateFactor) } : {}),
      ...(this.#program.spec.hasAverage ? { averageDecay: scalar(averageDecay) } : {}),
    });
    return { loss: floats(outputs, 'loss')[0] ?? Number.NaN };
  }

  gradients(
    batch: TrainingBatch,
    scalars: Pick<StepScalars, 'floor' | 'strength'>,
  ): { loss: number; gradients: Map<string, Float32Array> } {
    const outputs = this.#run('gradients', this.#feeds(batch, scalars));
    const trainables = this.#program.variables.filter(({ role }) => role === 'trainable');
    return {
      loss: floats(outputs, 'loss')[0] ?? Number.NaN,
      gradients: new Map(trainables.map(({ name }) => [name, floats(outputs, `gradient:${name}`)])),
    };
  }

  predict(image: Float32Array, shape: BatchShape): Float32Array {
    return floats(this.#run('predict', { image: this.#image(image, shape) }), 'probabilities');
  }

  evaluate(
    image: Float32Array,
    labels: Uint8Array | Int32Array,
    validity: Float32Array,
    shape: BatchShape,
  ): Evaluation {
    const { batch, height, width } = shape;
    const outputs = this.#run('evaluate', {
      image: this.#image(image, shape),
      labels: feed('labels', asInt32(labels), [batch, height, width]),
      validity: feed('validity', validity, [batch, height, width]),
    });
    const perPixelLoss = floats(outputs, 'perPixelLoss');
    // Summed in float64: single precision would lose the small losses of a large image.
    let lossSum = 0;
    let validPixels = 0;
    for (let i = 0; i < perPixelLoss.length; i++) {
      lossSum += perPixelLoss[i] ?? 0;
      validPixels += validity[i] ?? 0;
    }
    return { lossSum, validPixels, predictions: new Uint8Array(outputs.get('predictions') ?? []), perPixelLoss };
  }

  read(): Map<string, Float32Array> {
    const outputs = this.#run('read', {});
    return new Map(this.#program.variables.map(({ name }) => [name, floats(outputs, name)]));
  }

  /**
   * Sets every variable.
   * @throws Problem `variable-missing` or `variable-shape` where the values are of another network; nothing is set then
   */
  assign(values: ReadonlyMap<string, Float32Array>): void {
    const feeds: Record<string, Feed> = {};
    for (const { name, shape } of this.#program.variables) {
      const data = values.get(name);
      if (data === undefined) {
        throw new Problem('variable-missing', `There are no values for the variable ${name}.`, otherNetwork);
      }
      if (data.length !== sizeOf(shape)) {
        throw new Problem(
          'variable-shape',
          `The variable ${name} holds ${sizeOf(shape)} numbers, but ${data.length} were given.`,
          otherNetwork,
        );
      }
      feeds[name] = { data, shape };
    }
    this.#session.run('assign', feeds);
    this.#isAssigned = true;
  }

  dispose(): void {
    this.#session.dispose();
  }

  #run(signature: SignatureName, feeds: Record<string, Feed>): Map<string, Float32Array | Int32Array> {
    if (!this.#isAssigned) throw new Error('assign the variables before running the program');
    return this.#session.run(signature, feeds);
  }

  #feeds(batch: TrainingBatch, { floor, strength }: Pick<StepScalars, 'floor' | 'strength'>): Record<string, Feed> {
    const { spec } = this.#program;
    const pixels = [spec.batch, spec.patchHeight, spec.patchWidth];
    return {
      image: feed('image', batch.image, [...pixels, spec.inputChannels]),
      labels: feed('labels', asInt32(batch.labels), pixels),
      validity: feed('validity', batch.validity, pixels),
      importance: feed('importance', batch.importance, pixels),
      floor: scalar(floor),
      strength: scalar(strength),
    };
  }

  #image(data: Float32Array, { batch, height, width }: BatchShape): Feed {
    return feed('image', data, [batch, height, width, this.#program.spec.inputChannels]);
  }
}

/** Whether a group of variables can be frozen. */
function hasEncoder({ variables }: Program): boolean {
  return variables.some(({ group }) => group === 'encoder');
}

const otherNetwork =
  'The checkpoint belongs to a network of another shape; train again, or choose the run it came from.';

function feed(name: string, data: Float32Array | Int32Array, shape: number[]): Feed {
  if (data.length !== sizeOf(shape)) throw new Error(`${name}: ${data.length} values for [${shape.join(', ')}]`);
  return { data, shape };
}

function asInt32(labels: Uint8Array | Int32Array): Int32Array {
  return labels instanceof Int32Array ? labels : new Int32Array(labels);
}

function scalar(value: number): Feed {
  return { data: Float32Array.of(value), shape: [] };
}

function floats(outputs: ReadonlyMap<string, Float32Array | Int32Array>, name: string): Float32Array {
  const data = outputs.get(name);
  if (data instanceof Float32Array) return data;
  throw new Error(`the program returned no ${name}`);
}
