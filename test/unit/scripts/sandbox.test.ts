import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSandboxRefused, sandboxRefused } from '../../../scripts/sandbox.mjs';
import { temporaryFolder } from './temporary-folder';

const folder = temporaryFolder();
const kernel = (settings: Record<string, string>) => (path: string) => settings[path];
const restricted = kernel({ '/proc/sys/kernel/apparmor_restrict_unprivileged_userns': '1' });

describe('whether the sandbox is refused', () => {
  it('is so where users get no namespaces and the helper is not for root', () => {
    const electron = join(folder.path, 'electron');
    writeFileSync(join(folder.path, 'chrome-sandbox'), '');
    chmodSync(join(folder.path, 'chrome-sandbox'), 0o755);
    expect(isSandboxRefused(electron, restricted)).toBe(true);
    expect(isSandboxRefused(electron, kernel({ '/proc/sys/kernel/unprivileged_userns_clone': '0' }))).toBe(true);
  });

  it('is not so where users may have namespaces', () => {
    expect(isSandboxRefused(join(folder.path, 'electron'), kernel({}))).toBe(false);
  });

  it('comes with the command that helps', () => {
    expect(sandboxRefused('/app/dist/electron').remedy).toContain("sudo chmod 4755 '/app/dist/chrome-sandbox'");
  });
});
