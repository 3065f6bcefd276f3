import type { engineInspectRequests } from '../../shared/contract/engine-inspect';
import type { Inspector } from '../inspection/inspector';
import type { EngineHandlers } from '../worker-handlers';
import { extractors } from './extractors';

let opened: Promise<Inspector> | null = null;

/** One for the engine's life; what it needs is loaded when it is first asked. */
function inspector(): Promise<Inspector> {
  opened ??= open();
  return opened;
}

async function open(): Promise<Inspector> {
  const { Inspector } = await import('../inspection/inspector');
  return new Inspector(extractors);
}

export const inspectHandlers: EngineHandlers<keyof typeof engineInspectRequests> = {
  inspectRun: async (network) => (await inspector()).run(network),
  inspectLayer: async ({ layer, ...subject }, signal) => (await inspector()).layer(subject, layer, signal),
  inspectLayers: async (network) => (await inspector()).layers(network),
  inspectActivation: async ({ layer, ...subject }, signal) => (await inspector()).activation(subject, layer, signal),
  inspectDifference: async ({ other, ...subject }, signal) => (await inspector()).difference(subject, other, signal),
  inspectAt: async ({ x, y, ...subject }, signal) => (await inspector()).at(subject, x, y, signal),
  inspectScore: async ({ keepsProbabilities, ...subject }, signal) =>
    (await inspector()).score(subject, keepsProbabilities, signal),
  inspectDoubts: async ({ thresholds, most, ...subject }, signal) =>
    (await inspector()).doubts(subject, thresholds, most, signal),
  inspectLook: async (subject, signal) => (await inspector()).look(subject, signal),
  inspectUse: async ({ runFolder }) => (await inspector()).use(runFolder),
};
