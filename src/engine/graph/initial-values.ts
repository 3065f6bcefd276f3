import { createHash } from 'node:crypto';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Program, VariableSpec } from './program-types';
import { sizeOf } from './symbolic';

/**
 * First values of all variables. Each is a pure function of (seed, its name, its shape), so that two networks agree
 * where they have a layer in common.
 * @param given values that some variables begin with in the place of drawn ones
 */
export function initialValues(
  program: Pick<Program, 'variables'>,
  seed: number,
  given: ReadonlyMap<string, Float32Array> = new Map(),
): Map<string, Float32Array> {
  const values = new Map<string, Float32Array>();
  const known = new Map(program.variables.map((variable) => [variable.name, variable]));
  const firstOf = (variable: VariableSpec): Float32Array => {
    const { name, initial } = variable;
    const original = initial.kind === 'same' ? known.get(initial.as) : undefined;
    const value = values.get(name) ?? given.get(name) ?? (original ? firstOf(original) : drawn(variable, seed));
    values.set(name, value);
    return value;
  };
  return new Map(program.variables.map((variable) => [variable.name, firstOf(variable)]));
}

function drawn({ name, shape, initial }: VariableSpec, seed: number): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  if (initial.kind === 'same') throw new Error(`${name} begins as ${initial.as}, which is not there`);
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
