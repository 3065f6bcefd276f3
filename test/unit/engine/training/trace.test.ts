import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { decodeNpy } from '../../../../src/engine/formats/npy';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import { TrainingSession } from '../../../../src/engine/graph/session';
import { trainingSpec } from '../../../../src/engine/training/program-spec';
import { newRun, removeRuns, smallConfig, thinLines } from './made-run';

afterEach(removeRuns);

const indexSchema = z.object({
  normalisation: z.object({ mean: z.array(z.number()), deviation: z.array(z.number()) }),
  variables: z.array(z.object({ name: z.string(), shape: z.array(z.number()), file: z.string() })),
  firstGradients: z.array(z.object({ name: z.string(), file: z.string() })),
  layers: z.array(z.object({ name: z.string(), kind: z.string() })),
  steps: z.array(
    z.object({
      step: z.number(),
      learningRate: z.number(),
      image: z.string(),
      label: z.string(),
      validity: z.string(),
      weight: z.string(),
      loss: z.number(),
    }),
  ),
});

describe('a trace', () => {
  it('holds all that is needed to repeat the first steps with the same losses', async () => {
    const config = smallConfig({ length: { unit: 'steps', count: 6 } }, 'edge');
    const run = await newRun([thinLines(1), thinLines(2)], config);
    const folder = join(run.root, 'trace');
    await run.train({ trace: { folder, steps: 4 } });
    const index = indexSchema.parse(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')));
    expect(index.steps.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    const read = async (name: string) => decodeNpy(new Uint8Array(await readFile(join(folder, name)))).data;
    const floats = async (name: string) => Float32Array.from(await read(name));

    // Another session, given nothing but the files: weights go in as they are, with floor 0 and strength 1.
    const program = buildTrainingProgram(trainingSpec(config, 1, 2, index.normalisation));
    const session = await TrainingSession.open(program, run.root);
    try {
      const values = new Map<string, Float32Array>();
      for (const { name, file } of index.variables) values.set(name, await floats(file));
      session.assign(values);
      for (const { learningRate, image, label, validity, weight, loss } of index.steps) {
        const batch = {
          image: await floats(image),
          labels: Int32Array.from(await read(label)),
          validity: await floats(validity),
          importance: await floats(weight),
        };
        expect(session.step(batch, { learningRate, floor: 0, strength: 1 }).loss).toBeCloseTo(loss, 5);
      }
    } finally {
      session.dispose();
    }
    expect(index.firstGradients.map(({ name }) => name)).toEqual(
      program.variables.filter(({ role }) => role === 'trainable').map(({ name }) => name),
    );
    expect(index.layers.length).toBe(program.layers.length);
  });
});
