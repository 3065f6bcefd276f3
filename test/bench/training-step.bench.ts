import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { initialValues } from '../../src/engine/graph/initial-values';
import { buildTrainingProgram } from '../../src/engine/graph/program';
import type { ProgramSpec, TrainingBatch } from '../../src/engine/graph/program-types';
import { TrainingSession } from '../../src/engine/graph/session';
import { lossSchema, type Precision } from '../../src/shared/training/run-config';
import { eagerTrainingStep } from './eager-u-net';
import { Peer } from './peer';
import { alternate, median, report, timed } from './report';

const size = { batch: 4, side: 128, channels: 3, width: 16, depth: 4 };

function spec(precision: Precision): ProgramSpec {
  return {
    network: { kind: 'unet', width: size.width, depth: size.depth },
    inputChannels: size.channels,
    classCount: 2,
    batch: size.batch,
    patchHeight: size.side,
    patchWidth: size.side,
    loss: lossSchema.parse({}),
    optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    precision,
    normalisation: { mean: [0.5, 0.5, 0.5], deviation: [0.25, 0.25, 0.25] },
    deepSupervision: false,
    clipNorm: null,
    hasAverage: false,
  };
}

function randomBatch(): TrainingBatch {
  const pixels = size.batch * size.side * size.side;
  return {
    image: Float32Array.from({ length: pixels * size.channels }, () => Math.random()),
    labels: Uint8Array.from({ length: pixels }, () => (Math.random() < 0.5 ? 0 : 1)),
    validity: new Float32Array(pixels).fill(1),
    importance: Float32Array.from({ length: pixels }, () => Math.random()),
  };
}

describe('a training step of a U-Net of about 2 M parameters, 4x128x128x3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-step-'));
  const batch = randomBatch();
  let float32: TrainingSession;
  let peer: Peer;
  const steps = (session: TrainingSession, strength: number) => () =>
    timed(8, () => session.step(batch, { learningRate: 1e-3, floor: 1, strength }));

  beforeAll(async () => {
    const program = buildTrainingProgram(spec('float32'));
    float32 = await TrainingSession.open(program, folder);
    float32.assign(initialValues(program, 0));
    peer = new Peer();
    timed(3, () => float32.step(batch, { learningRate: 1e-3, floor: 1, strength: 4 }));
  });
  afterAll(() => {
    peer.close();
    float32.dispose();
    rmSync(folder, { recursive: true });
  });

  it('against Keras tf.function on the same TensorFlow', async () => {
    const { oursMs, peerMs, peerOverOurs } = await alternate(6, steps(float32, 4), () => peer.measure('keras-step', 8));
    report({
      what: 'training step, float32, against Keras `tf.function`',
      figure: `${peerOverOurs.toFixed(2)}x (${oursMs.toFixed(0)} against ${peerMs.toFixed(0)} ms)`,
      wanted: '>= 1.0x',
      isReached: peerOverOurs >= 1,
    });
  });

  it('against eager tfjs', async () => {
    const eager = eagerTrainingStep(size);
    timed(2, eager);
    const { oursMs, peerMs, peerOverOurs } = await alternate(4, steps(float32, 4), () => timed(4, eager));
    report({
      what: 'training step, float32, against eager tfjs',
      figure: `${peerOverOurs.toFixed(2)}x (${oursMs.toFixed(0)} against ${peerMs.toFixed(0)} ms)`,
      wanted: '>= 3x',
      isReached: peerOverOurs >= 3,
    });
  });

  it('in bfloat16 against float32', async () => {
    const program = buildTrainingProgram(spec('bfloat16'));
    const bfloat16 = await TrainingSession.open(program, folder);
    bfloat16.assign(initialValues(program, 0));
    timed(3, () => bfloat16.step(batch, { learningRate: 1e-3, floor: 1, strength: 4 }));
    const { oursMs, peerMs, peerOverOurs } = await alternate(6, steps(bfloat16, 4), steps(float32, 4));
    bfloat16.dispose();
    report({
      what: 'training step, bfloat16 against own float32',
      figure: `${peerOverOurs.toFixed(2)}x (${oursMs.toFixed(0)} against ${peerMs.toFixed(0)} ms)`,
      wanted: '>= 1.3x where the processor has it',
      isReached: peerOverOurs >= 1.3,
    });
  });

  it('weighted against unweighted', async () => {
    const { oursMs, peerMs, peerOverOurs } = await alternate(12, steps(float32, 4), steps(float32, 0));
    report({
      what: 'training step, weighted against unweighted',
      figure: `${(1 / peerOverOurs).toFixed(3)}x (${oursMs.toFixed(1)} against ${peerMs.toFixed(1)} ms)`,
      wanted: '<= 1.02x',
      isReached: 1 / peerOverOurs <= 1.02,
    });
  });

  it('median of a step alone', () => {
    const ms = timed(20, () => float32.step(batch, { learningRate: 1e-3, floor: 1, strength: 4 }));
    report({
      what: 'training step, float32, alone',
      figure: `${median(ms).toFixed(0)} ms`,
      wanted: '-',
      isReached: true,
    });
  });
});
