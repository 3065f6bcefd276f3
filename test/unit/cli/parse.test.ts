import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseImageFilter } from '../../../src/cli/parse/image-filter';
import { parseClasses, parseValueMap } from '../../../src/cli/parse/project-options';
import { addRule, parseRule } from '../../../src/cli/parse/rules';
import { readWeighting, toRunConfig } from '../../../src/cli/parse/run-options';
import { classIdSchema } from '../../../src/shared/ids';

describe('options in words', () => {
  it('reads classes with colours, and names what is not one', () => {
    expect(parseClasses('membrane:#E69F00, nucleus:#56b4e9')).toEqual([
      { name: 'membrane', color: '#e69f00' },
      { name: 'nucleus', color: '#56b4e9' },
    ]);
    expect(() => parseClasses('membrane')).toThrow('"membrane" is not name:#rrggbb');
    expect(() => parseClasses('a:#000000,a:#ffffff')).toThrow('named twice');
    expect(() => parseClasses('void:#000000')).toThrow('meaning of its own');
  });

  it('reads what mask values mean', () => {
    expect(parseValueMap('0=membrane,255=void')).toEqual({ 0: 'membrane', 255: 'void' });
    expect(() => parseValueMap('256=a')).toThrow('"256=a"');
    expect(() => parseValueMap('1=a,1=b')).toThrow('mapped twice');
  });

  it('reads a filter of images as a keyword, a split, a class or part of a name', () => {
    const classes = [{ id: classIdSchema.parse(4), name: 'crack', color: '#000000', position: 0 }];
    expect(parseImageFilter('painted', classes)).toEqual({ isPainted: true });
    expect(parseImageFilter('split=none', classes)).toEqual({ split: null });
    expect(parseImageFilter('class=crack', classes)).toEqual({ classId: 4 });
    expect(parseImageFilter('status=left-out', classes)).toEqual({ status: 'left-out' });
    expect(parseImageFilter('changed', classes)).toEqual({ file: ['changed', 'resized'] });
    expect(parseImageFilter('weld_0', classes)).toEqual({ search: 'weld_0' });
    expect(() => parseImageFilter('class=hole', classes)).toThrow('no class "hole"');
    expect(() => parseImageFilter('status=finished', classes)).toThrow('no status "finished"');
  });
});

describe("a run's configuration", () => {
  it('fills in defaults and keeps what was said', async () => {
    const config = await toRunConfig({ steps: 300, lr: 2e-3, weighting: 'edge:sigma=1', validation: 'a.png, b.png' });
    expect(config).toMatchObject({
      length: { unit: 'steps', count: 300 },
      learningRate: 2e-3,
      network: { kind: 'unet', width: 16, depth: 4 },
      optimizer: { kind: 'adam', beta1: 0.9 },
      validation: { kind: 'images', names: ['a.png', 'b.png'] },
    });
    expect(config.weighting.terms).toMatchObject([{ source: 'edge', sigma: 1 }]);
  });

  it('takes each network with what belongs to it', async () => {
    expect((await toRunConfig({ network: 'attention-unet', depth: 3 })).network).toEqual({
      kind: 'attention-unet',
      width: 16,
      depth: 3,
    });
    const pretrained = await toRunConfig({ network: 'efficientnet-lite0', freezeEncoderEpochs: 4, averageDecay: 0.99 });
    expect(pretrained).toMatchObject({
      network: { kind: 'efficientnet-lite0', width: 16, depth: 5, pretrained: true },
      freezeEncoderEpochs: 4,
      encoderRateFactor: 0.1,
      averageDecay: 0.99,
      clipNorm: null,
    });
    const random = await toRunConfig({ network: 'efficientnet-lite0', randomEncoder: true });
    expect(random.network).toMatchObject({ pretrained: false });
  });

  it('refuses a depth that the encoder does not have, and an encoder for a network without one', async () => {
    await expect(toRunConfig({ network: 'efficientnet-lite0', depth: 2 })).rejects.toMatchObject({
      code: 'usage-options',
      hint: expect.stringContaining('3 to 5'),
    });
    for (const stray of [{ randomEncoder: true }, { freezeEncoderEpochs: 1 }, { encoderRateFactor: 0.5 }]) {
      await expect(toRunConfig({ network: 'unet', ...stray })).rejects.toMatchObject({ code: 'usage-options' });
    }
  });

  it('says which patch would fit the depth', async () => {
    await expect(toRunConfig({ patch: 100, depth: 4 })).rejects.toThrow('depth 4');
    await expect(toRunConfig({ patch: 100, depth: 4 })).rejects.toMatchObject({ hint: expect.stringContaining('96') });
  });

  it('refuses steps together with epochs, and shares that are none', async () => {
    await expect(toRunConfig({ steps: 1, epochs: 1 })).rejects.toMatchObject({ code: 'usage-options' });
    await expect(toRunConfig({ validation: '1.5' })).rejects.toMatchObject({ code: 'usage-options' });
  });

  it('reads a weighting from a JSON file, and says what is wrong in it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'weighting-'));
    try {
      writeFileSync(join(folder, 'good.json'), JSON.stringify({ terms: [{ source: 'region', threshold: 0.3 }] }));
      writeFileSync(join(folder, 'bad.json'), JSON.stringify({ terms: [{ source: 'region', treshold: 0.3 }] }));
      writeFileSync(join(folder, 'text.json'), 'edge');
      expect((await readWeighting(join(folder, 'good.json'))).terms).toMatchObject([{ threshold: 0.3 }]);
      await expect(readWeighting(join(folder, 'bad.json'))).rejects.toThrow('treshold');
      await expect(readWeighting(join(folder, 'text.json'))).rejects.toThrow('not JSON');
      await expect(readWeighting(join(folder, 'none.json'))).rejects.toMatchObject({ code: 'weighting-file-missing' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a rule of a run', () => {
  it.each([
    ['no-progress=3,rate=0.5', { kind: 'no-progress', validations: 3 }, { kind: 'rate', times: 0.5 }],
    ['epoch=4,strength=4', { kind: 'epoch', epoch: 4 }, { kind: 'strength', strength: 4 }],
    ['step=120, stop', { kind: 'step', step: 120 }, { kind: 'stop' }],
    ['time=18:00,stop', { kind: 'time', time: '18:00' }, { kind: 'stop' }],
    ['loss=3,stop', { kind: 'loss', times: 3 }, { kind: 'stop' }],
  ])('is read from its short form %s', (text, when, what) => {
    expect(parseRule(text)).toEqual({ when, what });
  });

  it.each([
    'epoch=4',
    'epoch=,stop',
    'time=25:00,stop',
    'loss=1,stop',
    'epoch=4,stop=now',
    'dawn=1,stop',
    'epoch=1,stop,stop',
  ])('is refused by name where it is none: %s', (text) => {
    expect(() => parseRule(text)).toThrow(`--rule ${text} is not a rule.`);
  });

  it('goes into the configuration with those before it', async () => {
    const rules = addRule('epoch=4,strength=4', addRule('epoch=2,stop', undefined));
    expect((await toRunConfig({ rule: rules })).rules).toEqual(rules);
    expect(rules).toHaveLength(2);
  });
});
