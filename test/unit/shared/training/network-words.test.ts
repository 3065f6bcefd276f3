import { describe, expect, it } from 'vitest';
import { type NetworkFacts, networkName, networkSummary } from '../../../../src/shared/training/network-words';
import { networkSchema } from '../../../../src/shared/training/run-config';

const facts: NetworkFacts = {
  network: networkSchema.parse({ kind: 'unet' }),
  parameters: 1_964_114,
  receptiveFieldPx: 253,
  memoryBytes: 1.5 * 2 ** 30,
  patchPx: 256,
};

describe('a network in plain words', () => {
  it('says its size, how far it sees and what a step takes', () => {
    expect(networkSummary(facts)).toEqual([
      'U-Net of width 16 and depth 4: 1.96 million parameters.',
      'It judges a pixel by what lies up to 126 px from it.',
      'A training step takes about 1.5 GB of memory.',
    ]);
    const small = networkSummary({ ...facts, parameters: 482_306, memoryBytes: 40 * 2 ** 20 });
    expect(small[0]).toContain('482,306 parameters');
    expect(small[2]).toContain('40 MB');
  });

  it('holds its sight against the labelled objects, with what would help', () => {
    expect(networkSummary({ ...facts, objectPx: 40 })[1]).toContain('so it can see one whole');
    expect(networkSummary({ ...facts, objectPx: 254 })[1]).toContain('never sees one whole. A greater depth');
    const deep = networkSchema.parse({ kind: 'efficientnet-lite0' });
    expect(networkSummary({ ...facts, network: deep, objectPx: 900 })[1]).toContain('Smaller images');
  });

  it('says so where patches show it less than it could see', () => {
    expect(networkSummary({ ...facts, patchPx: 192 }).join(' ')).toContain('Patches of 192 px show it less');
    expect(networkSummary({ ...facts, patchPx: 253 }).join(' ')).not.toContain('Patches');
  });

  it('tells a pretrained encoder from a random one', () => {
    const named = (pretrained: boolean) => networkName(networkSchema.parse({ kind: 'efficientnet-lite0', pretrained }));
    expect(named(true)).toBe('EfficientNet-Lite0, pretrained on ImageNet, with a decoder of width 16 and depth 5');
    expect(named(false)).toContain('from random weights');
    expect(networkName(networkSchema.parse({ kind: 'attention-unet', depth: 3 }))).toBe(
      'Attention U-Net of width 16 and depth 3',
    );
  });
});
