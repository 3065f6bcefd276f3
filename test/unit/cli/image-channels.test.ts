import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CommandOutcome, maskwright } from '../../made/command';
import { tiffFile } from '../engine/images/made-files';

/** Two files of four channels in a project whose networks read three. */
describe('channels from the command line', () => {
  let folder: string;
  let project: string;
  let added: CommandOutcome;
  const run = (...args: string[]): CommandOutcome =>
    maskwright([...args, '--json'], { MASKWRIGHT_CACHE: join(folder, 'cache'), MASKWRIGHT_DATA: join(folder, 'data') });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'maskwright-channels-'));
    project = join(folder, 'project');
    const images = join(folder, 'images');
    mkdirSync(images);
    for (const seed of [1, 2]) writeFileSync(join(images, `cells-${seed}.tif`), fourChannels(seed));
    run('project', 'create', project, '--name', 'Cells', '--classes', 'cell:#e69f00,ground:#56b4e9', '--channels', '3');
    added = run('images', 'add', project, images);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('that are more than networks read are chosen by a rule that is said', () => {
    expect(added).toMatchObject({ status: 0, json: [{ added: 2 }] });
    expect(added.stderr).toContain('2 images of 4 channels: networks read channels 1, 2 and 3');
    expect(run('images', 'channels', project).json).toEqual([
      { inputChannels: 3, changed: 0, groups: [{ channels: 4, images: 2, choice: [1, 2, 3] }] },
    ]);
  });

  it('are chosen for all images of as many', () => {
    const chosen = run('images', 'channels', project, '--use', '4,1,2');
    expect(chosen.json).toMatchObject([{ changed: 2, groups: [{ choice: [4, 1, 2] }] }]);
    expect(chosen.stderr).toContain('networks trained before read other channels');
  });

  it('that are none are refused', () => {
    expect(run('images', 'channels', project, '--use', '1,2,5')).toMatchObject({ status: 3 });
    expect(run('images', 'channels', project, '--use', '0')).toMatchObject({ status: 2 });
    expect(run('images', 'channels', project, '--use', '1,2,3', '--of', '7')).toMatchObject({ status: 2 });
  });
});

function fourChannels(seed: number): Uint8Array {
  const [width, height] = [16, 12];
  const strip = Uint8Array.from({ length: width * height * 4 }, (_, i) => (i * 13 * seed) % 251);
  const extra = [[338, 3, [0, 0, 0]]] as const;
  return tiffFile({ width, height, bits: 8, channels: 4, photometric: 1, strip, extra });
}
