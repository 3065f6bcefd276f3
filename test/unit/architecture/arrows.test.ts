import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const biome = resolve(root, 'node_modules/@biomejs/biome/bin/biome');

/** Lints made files under the project's own rules, away from the project. Returns the files that break an arrow. */
function filesBreakingAnArrow(imports: [string, string][]): Set<string> {
  const folder = mkdtempSync(join(tmpdir(), 'arrows-'));
  try {
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    for (const [path, target] of imports) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `import type { a } from '${target}';\n\nexport type B = a;\n`);
    }
    const run = spawnSync(process.execPath, [biome, 'lint', '--reporter=github', '--max-diagnostics=none', 'src'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const lines = run.stdout.split('\n').filter((line) => line.includes('noRestrictedImports'));
    return new Set(lines.flatMap((line) => /file=[^,]*?(src\/[^,]+)/.exec(line)?.[1] ?? []));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `[where the file stands, what it must not import]`, one planted breach for each arrow that does not exist. */
const breaches: [string, string][] = [
  ['src/shared/weighting/planted-1.ts', '../../engine/weighting/importance'],
  ['src/shared/training/planted-2.ts', '../../main/store/project-store'],
  ['src/shared/labels/planted-3.ts', 'node:fs'],
  ['src/shared/labels/planted-4.ts', 'react'],
  ['src/engine/training/planted-5.ts', '../../main/store/project-store'],
  ['src/engine/training/planted-6.ts', 'better-sqlite3'],
  ['src/engine/images/planted-7.ts', '../../cli/index'],
  ['src/main/ipc/planted-8.ts', '../../engine/images/decode'],
  ['src/main/planted-9.ts', '@tensorflow/tfjs-node-gpu'],
  ['src/main/planted-10.ts', '../renderer/app/shell'],
  ['src/preload/planted-11.ts', '../main/windows'],
  ['src/renderer/app/planted-12.ts', '../../main/windows'],
  ['src/renderer/app/planted-13.ts', '../../engine/images/decode'],
  ['src/renderer/app/planted-14.ts', 'node:fs'],
  ['src/renderer/app/planted-15.ts', 'electron'],
  ['src/cli/planted-16.ts', '../main/windows'],
  ['src/cli/planted-17.ts', '../main/ipc/projects'],
  ['src/cli/planted-18.ts', '../renderer/app/shell'],
];

const allowed: [string, string][] = [
  ['src/engine/training/planted-19.ts', '../../shared/training/run-config'],
  ['src/main/ipc/planted-20.ts', '../../shared/contract/projects'],
  ['src/renderer/app/planted-21.ts', '../../shared/contract/projects'],
  ['src/cli/planted-22.ts', '../main/store/project-store'],
  ['src/cli/planted-23.ts', '../engine/training/run'],
];

describe('the arrows between folders', () => {
  const breaking = filesBreakingAnArrow([...breaches, ...allowed]);

  it.each(breaches)('%s may not import %s', (path) => {
    expect(breaking).toContain(path);
  });

  it.each(allowed)('%s may import %s', (path) => {
    expect(breaking).not.toContain(path);
  });
});
