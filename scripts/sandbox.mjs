import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetupFailure } from './failure.mjs';

/**
 * Chromium's sandbox needs namespaces of the user's own, or a helper that belongs to root. Some systems (Ubuntu since
 * 23.10) forbid the first, and a package folder cannot bring the second.
 * @param {string} electron its executable
 * @param {(path: string) => string | undefined} [setting] reads a kernel setting
 * @returns {boolean} whether the window may have ended because of that
 */
export function isSandboxRefused(electron, setting = kernelSetting) {
  const isForbidden =
    setting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === '1' ||
    setting('/proc/sys/kernel/unprivileged_userns_clone') === '0';
  const helper = statSync(join(dirname(electron), 'chrome-sandbox'), { throwIfNoEntry: false });
  const isHelperReady = helper?.uid === 0 && (helper.mode & 0o4000) !== 0;
  return isForbidden && !isHelperReady;
}

/** @param {string} electron @returns {SetupFailure} */
export function sandboxRefused(electron) {
  const helper = join(dirname(electron), 'chrome-sandbox');
  return new SetupFailure(
    'no-sandbox',
    'The window ended at once: this system forbids programs of a user to make the sandbox that Chromium needs.',
    `Let root own its helper: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

/** @param {string} path @returns {string | undefined} */
const kernelSetting = (path) => (existsSync(path) ? readFileSync(path, 'utf8').trim() : undefined);
