import type { NetworkConfig, NetworkKind } from './run-config';

export const networkNames: Record<NetworkKind, string> = {
  unet: 'U-Net',
  'attention-unet': 'Attention U-Net',
  'efficientnet-lite0': 'EfficientNet-Lite0',
};

/** When to choose each. */
export const networkSentences: Record<NetworkKind, string> = {
  unet: 'Learns all from your images: the quickest, and right for most projects.',
  'attention-unet': 'A U-Net that learns where to look: for small objects on a busy ground.',
  'efficientnet-lite0':
    'Begins with what its encoder learned from a million photos: worth a try where few images are labelled.',
};

/** `U-Net of width 16 and depth 4` */
export function networkName(network: NetworkConfig): string {
  const size = `of width ${network.width} and depth ${network.depth}`;
  if (network.kind !== 'efficientnet-lite0') return `${networkNames[network.kind]} ${size}`;
  const start = network.pretrained ? 'pretrained on ImageNet' : 'from random weights';
  return `${networkNames[network.kind]}, ${start}, with a decoder ${size}`;
}

export interface NetworkFacts {
  network: NetworkConfig;
  /** Trainable numbers. */
  parameters: number;
  receptiveFieldPx: number;
  /** Of a training step. */
  memoryBytes: number;
  /** Side of the training patch. */
  patchPx: number;
  /** Side of the square that a middle-sized labelled object fits into, where that is known. */
  objectPx?: number | undefined;
}

/** What a person should know of a network before it is trained, a sentence each. */
export function networkSummary(facts: NetworkFacts): string[] {
  const { network, parameters, memoryBytes } = facts;
  return [
    `${networkName(network)}: ${amount(parameters)} parameters.`,
    ...sightSentences(facts),
    `A training step takes about ${gigabytes(memoryBytes)} of memory.`,
  ];
}

/** How far a network looks, beside what it is to find. */
export function sightSentences({
  network,
  receptiveFieldPx,
  patchPx,
  objectPx,
}: Pick<NetworkFacts, 'network' | 'receptiveFieldPx' | 'patchPx' | 'objectPx'>): string[] {
  const sees = `It judges a pixel by what lies up to ${Math.floor(receptiveFieldPx / 2)} px from it`;
  const patch = patchPx < receptiveFieldPx ? [`Patches of ${patchPx} px show it less than that while it trains.`] : [];
  if (objectPx === undefined) return [`${sees}.`, ...patch];
  const objects = `the labelled objects are about ${Math.round(objectPx)} px across`;
  if (objectPx <= receptiveFieldPx) return [`${sees}; ${objects}, so it can see one whole.`, ...patch];
  const remedy = network.depth < 5 ? ' A greater depth sees farther.' : ' Smaller images show it more.';
  return [`${sees}; ${objects}, so it never sees one whole.${remedy}`, ...patch];
}

const numbers = new Intl.NumberFormat('en');

/** `482,306`, `1.96 million` */
function amount(count: number): string {
  return count < 1e6 ? numbers.format(count) : `${Number((count / 1e6).toPrecision(3))} million`;
}

function gigabytes(bytes: number): string {
  const gib = bytes / 2 ** 30;
  return gib < 1 ? `${Math.max(1, Math.round(1024 * gib))} MB` : `${gib.toFixed(1)} GB`;
}
