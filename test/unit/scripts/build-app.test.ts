import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stateOf } from '../../../scripts/build-app.mjs';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();

describe('whether the build is out of date', () => {
  it('shows in a changed, a new and a deleted source, and in nothing else', () => {
    const at = (name: string) => join(folder.path, 'src', name);
    mkdirSync(at('main'), { recursive: true });
    writeFileSync(at('main/index.ts'), 'one');
    writeFileSync(at('old.ts'), '');
    const state = () => stateOf(folder.path, ['src']);
    const first = state();
    expect(state()).toBe(first);
    utimesSync(at('main/index.ts'), 1, 1);
    const changed = state();
    expect(changed).not.toBe(first);
    writeFileSync(at('new.ts'), '');
    const added = state();
    expect(added).not.toBe(changed);
    rmSync(at('old.ts'));
    expect(state()).not.toBe(added);
  });
});
