import { formatWeighting } from '../../weighting/spec';
import type { RunConfig } from '../run-config';

/** In what a configuration differs from another, e.g. `learningRate 0.01`, `network.width 32`; the seed does not count. */
export function configDifferences(config: RunConfig, from: RunConfig): string[] {
  const own = settings(config);
  const other = settings(from);
  const changed = [...own].filter(([key, value]) => other.get(key) !== value).map(([key, value]) => `${key} ${value}`);
  const gone = [...other].filter(([key]) => !own.has(key)).map(([key]) => `no ${key}`);
  return [...changed, ...gone];
}

function settings({ weighting, seed: _seed, ...config }: RunConfig): Map<string, string> {
  const found = new Map([['weighting', formatWeighting(weighting)]]);
  for (const [key, value] of Object.entries(config)) addSettings(found, key, value);
  return found;
}

function addSettings(found: Map<string, string>, key: string, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    found.set(key, String(value));
    return;
  }
  for (const [inner, nested] of Object.entries(value)) addSettings(found, `${key}.${inner}`, nested);
}
