import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandLinePage } from '../../../scripts/docs/command-line';
import { errorsPage, listErrors } from '../../../scripts/docs/errors';
import { thirdPartyPage } from '../../../scripts/docs/third-party';
import { buildProgram } from '../../../src/cli/command-line';
import { commandFolders } from '../../../src/cli/folders';
import { Reporter } from '../../../src/cli/reporter';
import { commandResults } from '../../../src/shared/contract/results/index';

const root = resolve(import.meta.dirname, '../../..');

/** `npm run docs` runs this file with MASKWRIGHT_WRITE_DOCS=1, which writes the pages instead of comparing them. */
function page(name: string, made: string): void {
  const path = resolve(root, name);
  if (process.env.MASKWRIGHT_WRITE_DOCS === '1') writeFileSync(path, made);
  expect(readFileSync(path, 'utf8')).toBe(made);
}

describe('the generated pages say what the program does', () => {
  it('lists every command with its options and its JSON', () => {
    const program = buildProgram({
      reporter: new Reporter({ out: process.stdout, err: process.stderr }, { json: false, verbose: false }),
      signal: new AbortController().signal,
      folders: commandFolders({}),
      status: 0,
    });
    page('docs/command-line.md', commandLinePage(program, commandResults));
  });

  it('lists every error', () => {
    const errors = ['src', 'scripts'].flatMap((folder) => listErrors(resolve(root, folder)));
    expect(errors.length).toBeGreaterThan(50);
    // A sentence put together elsewhere shows as an ellipsis; most stand where they are raised.
    expect(errors.filter((error) => error.message === '…').length).toBeLessThan(errors.length / 4);
    // What a person meets first when adding images, and when setting up.
    const codes = errors.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['image-truncated', 'image-not-an-image', 'no-network', 'no-room']));
    page('docs/errors.md', errorsPage(errors));
  });

  it('gives the notices of every package that ships', () => {
    page('THIRD_PARTY.md', thirdPartyPage(root));
  });
});
