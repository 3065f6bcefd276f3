import { createHash } from 'node:crypto';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Program, VariableSpec } from './program-types';
import { sizeOf } from './symbolic';

/**
 * First values of all variables. Each is a pure function of (seed, its name, its shape), so that two networks agree
 * where they have a layer in common.
 */
export function initialValues(program: Pick<Program, 'variables'>, seed: number): Map<string, Float32Array> {
  return new Map(program.variables.map((variable) => [variable.name, initialValue(variable, seed)]));
}

function initialValue({ name, shape, initial }: VariableSpec, seed: number): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  if (initial.kind === 'constant') return values.fill(initial.value);
  const digest = createHash('sha256').update(`${seed}/${name}`).digest();
  const generator = xoroshiro128plus(digest.readInt32LE(0));
  // Uniform in (0, 1) from 32 bits, never 0 for the logarithm.
  const uniform = (): number => ((generator.next() >>> 0) + 0.5) / 2 ** 32;
  for (let i = 0; i < values.length; i += 2) {
    // Box and Muller 1958: two uniforms make two independent normals.
    const radius = initial.deviation * Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    values[i] = radius * Math.cos(angle);
    if (i + 1 < values.length) values[i + 1] = radius * Math.sin(angle);
  }
  return values;
}
