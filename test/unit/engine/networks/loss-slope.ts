import type { Program, TrainingBatch } from '../../../../src/engine/graph/program-types';
import type { TrainingSession } from '../../../../src/engine/graph/session';
import { scalars } from '../graph/small-program';

/**
 * The loss's slope along its own gradient of the variables that `isMoved` names, of unit length: by central differences
 * of half-width `h`, and as the gradients say. The variables are as before afterwards.
 */
export function lossSlopeAlong(
  { program, session }: { program: Program; session: TrainingSession },
  batch: TrainingBatch,
  isMoved: (name: string) => boolean,
  h: number,
): { measured: number; predicted: number } {
  const start = session.read();
  const { gradients } = session.gradients(batch, scalars);
  const moved = [...gradients].filter(([name]) => isMoved(name));
  const predicted = Math.sqrt(moved.reduce((sum, [, slope]) => sum + slope.reduce((s, g) => s + g * g, 0), 0));
  const directions = new Map(moved);
  const lossAt = (by: number): number => {
    const values = program.variables.map(({ name }): [string, Float32Array] => {
      const own = start.get(name) ?? new Float32Array();
      const slope = directions.get(name);
      return [name, slope ? own.map((value, i) => value + (by * slope[i]) / predicted) : own];
    });
    session.assign(new Map(values));
    return session.gradients(batch, scalars).loss;
  };
  const measured = (lossAt(h) - lossAt(-h)) / (2 * h);
  session.assign(start);
  return { measured, predicted };
}
