import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { maskwright } from '../made/command';
import { writeLinePictures } from '../made/pictures';
import { report } from './report';

it('a training run hardly waits for its batches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-waiting-'));
  const project = join(folder, 'project');
  try {
    const { images, labels } = writeLinePictures(folder, 12, 512);
    const env = { MASKWRIGHT_CACHE: join(folder, 'cache') };
    maskwright(['project', 'create', project, '--name', 'Lines', '--classes', 'line:#e69f00,ground:#56b4e9'], env);
    maskwright(['images', 'add', project, images], env);
    maskwright(['masks', 'import', project, '--from', labels, '--map', '0=line,255=ground'], env);
    const options = ['--steps', '100', '--patch', '128', '--weighting', 'edge', '--augment', 'strong', '--json'];
    const finished = maskwright(['train', project, ...options], env).json.at(-1);
    const share = Number(finished?.waitShare);
    const msPerStep = Number(finished?.msPerStep);
    report({
      what: 'share of a step spent waiting for data, 4x128x128x3, strong augmentation',
      figure: `${(100 * share).toFixed(2)} % (${(share * msPerStep).toFixed(2)} of ${msPerStep.toFixed(0)} ms)`,
      wanted: '< 3 %',
      isReached: share < 0.03,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
