import { dirname } from 'node:path';
import { buildTrainingProgram } from '../../../../src/engine/graph/program';
import type { Program, ProgramSpec } from '../../../../src/engine/graph/program-types';
import { TrainingSession } from '../../../../src/engine/graph/session';
import { lite0Path } from '../../../../src/engine/networks/lite0-weights';
import { startValues } from '../../../../src/engine/training/start-values';

/** Where set-up put the published weights. */
export const vendorFolder = dirname(lite0Path);

/** A session with the values that a run of the program begins with. */
export async function openWithStartValues(
  spec: ProgramSpec,
  folder: string,
): Promise<{ program: Program; session: TrainingSession }> {
  const program = buildTrainingProgram(spec);
  const session = await TrainingSession.open(program, folder);
  session.assign(await startValues(program, 1, vendorFolder));
  return { program, session };
}
