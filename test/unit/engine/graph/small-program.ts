import { initialValues } from '../../../../src/engine/graph/initial-values';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import type { Program, ProgramSpec, StepScalars, TrainingBatch } from '../../../../src/engine/graph/program-types';
import { TrainingSession } from '../../../../src/engine/graph/session';
import { lossConfig } from '../losses/loss-session';
import { uniformValues } from './random-values';

export const adam = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
export const scalars: StepScalars = { learningRate: 2e-3, floor: 1, strength: 4 };

/** A U-Net that steps in a few milliseconds: width 4, depth 2, batches of 2x16x16x3, three classes. */
export function smallSpec(changes: Partial<ProgramSpec> = {}): ProgramSpec {
  return {
    network: { kind: 'unet', width: 4, depth: 2 },
    inputChannels: 3,
    classCount: 3,
    batch: 2,
    patchHeight: 16,
    patchWidth: 16,
    loss: lossConfig('ce'),
    optimizer: adam,
    precision: 'float32',
    normalisation: { mean: [0.5, 0.4, 0.6], deviation: [0.3, 0.2, 0.25] },
    deepSupervision: false,
    clipNorm: null,
    hasAverage: false,
    ...changes,
  };
}

/** A session with the program's initial values. */
export async function openWithInitialValues(
  spec: ProgramSpec,
  folder: string,
  seed = 1,
): Promise<{ program: Program; session: TrainingSession }> {
  const program = buildTrainingProgram(spec);
  const session = await TrainingSession.open(program, folder);
  session.assign(initialValues(program, seed));
  return { program, session };
}

/** Random pixels whose brightest channel is their class; every seventh pixel void and labelled 255. */
export function colourBatch(spec: ProgramSpec, seed = 1): TrainingBatch {
  const pixels = spec.batch * spec.patchHeight * spec.patchWidth;
  const image = uniformValues(pixels * 3, seed);
  const validity = Float32Array.from({ length: pixels }, (_, i) => (i % 7 === 3 ? 0 : 1));
  const labels = Uint8Array.from({ length: pixels }, (_, i) => {
    const [red = 0, green = 0, blue = 0] = image.subarray(i * 3, i * 3 + 3);
    if (i % 7 === 3) return 255;
    return red >= green && red >= blue ? 0 : green >= blue ? 1 : 2;
  });
  return { image, labels, validity, importance: uniformValues(pixels, seed + 1) };
}

/** Values of all variables in one list. */
export function flat(values: ReadonlyMap<string, Float32Array>): number[] {
  return [...values.values()].flatMap((array) => [...array]);
}
