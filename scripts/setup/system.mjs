import { existsSync, readFileSync } from 'node:fs';
import { missingLibraries, SetupFailure } from '../failure.mjs';
import { run } from '../run-command.mjs';

/** @typedef {'compiler' | 'pip' | 'libraries' | 'display'} Kind what the system has to bring */

/** @type {Record<string, {command: string, packages: Record<Kind, string[]>}>} */
const packagers = {
  debian: {
    command: 'apt-get install -y --no-install-recommends',
    packages: {
      compiler: ['g++'],
      pip: ['python3', 'python3-pip'],
      libraries: ['libgtk-3-0', 'libnss3', 'libgbm1', 'libasound2'],
      display: ['xvfb', 'xauth'],
    },
  },
  fedora: {
    command: 'dnf install -y',
    packages: {
      compiler: ['gcc-c++'],
      pip: ['python3', 'python3-pip'],
      libraries: ['gtk3', 'nss', 'mesa-libgbm', 'alsa-lib'],
      display: ['xorg-x11-server-Xvfb', 'xauth'],
    },
  },
  arch: {
    command: 'pacman -S --needed',
    packages: {
      compiler: ['gcc'],
      pip: ['python', 'python-pip'],
      libraries: ['gtk3', 'nss', 'mesa', 'alsa-lib'],
      display: ['xorg-server-xvfb', 'xorg-xauth'],
    },
  },
};

/** @returns {Record<string, string>} /etc/os-release, empty where there is none */
function osRelease() {
  const path = '/etc/os-release';
  if (!existsSync(path)) return {};
  const pairs = [...readFileSync(path, 'utf8').matchAll(/^(\w+)="?([^"\n]*)"?$/gm)];
  return Object.fromEntries(pairs.map(([, key, value]) => [key, value]));
}

/** @param {Record<string, string>} release @returns {string | undefined} a key of `packagers` */
function familyOf(release) {
  const names = `${release.ID ?? ''} ${release.ID_LIKE ?? ''}`.split(' ');
  return Object.keys(packagers).find((family) => names.includes(family));
}

/**
 * @param {Kind[]} kinds
 * @param {Record<string, string>} [release] the fields of /etc/os-release
 * @returns {string[]} package names on this system
 */
export function packagesFor(kinds, release = osRelease()) {
  const family = familyOf(release);
  if (!family) return [];
  const names = kinds.flatMap((kind) => packagers[family].packages[kind]);
  // With 64-bit time the libraries were renamed: Debian 13, Ubuntu 24.04.
  const version = Number(release.VERSION_ID);
  const isRenamed = family === 'debian' && version >= (release.ID === 'debian' ? 13 : 24);
  return isRenamed ? names.map((name) => (/^lib(gtk-3-0|asound2)$/.test(name) ? `${name}t64` : name)) : names;
}

/**
 * @param {Kind} kind
 * @param {NodeJS.Platform} [platform]
 * @param {Record<string, string>} [release]
 * @returns {string} the command that installs it, for a person to run
 */
export function installCommand(kind, platform = process.platform, release = osRelease()) {
  if (platform === 'darwin') return kind === 'compiler' ? 'xcode-select --install' : 'see python.org/downloads';
  if (platform === 'win32') return kind === 'compiler' ? 'see visualstudio.microsoft.com' : 'see python.org/downloads';
  const family = familyOf(release);
  if (!family)
    return `with your system's package manager; on Debian: ${installCommand(kind, 'linux', { ID: 'debian' })}`;
  return `sudo ${packagers[family].command} ${packagesFor([kind], release).join(' ')}`;
}

/**
 * Installs what Debian packages are missing, where nobody could be asked to: as root under CI=true.
 * @param {(text: string) => void} say
 * @throws {SetupFailure}
 */
export async function installSystemPackages(say) {
  const isOurs = process.platform === 'linux' && process.getuid?.() === 0 && process.env.CI === 'true';
  if (!isOurs || familyOf(osRelease()) !== 'debian') return;
  const kinds = /** @type {Kind[]} */ (['libraries', 'display']);
  if ((await run('g++', ['--version'])).code !== 0 && !process.env.CXX) kinds.push('compiler');
  if ((await run('python3', ['-m', 'pip', '--version'])).code !== 0 && !process.env.MASKWRIGHT_PYTHON)
    kinds.push('pip');
  const wanted = packagesFor(kinds);
  const { stdout } = await run('dpkg', ['--status', ...wanted]);
  const installed = [...stdout.matchAll(/^Package: (\S+)\nStatus: install ok installed$/gm)].map(([, name]) => name);
  const missing = wanted.filter((name) => !installed.includes(name));
  if (missing.length === 0) return;
  say(`System packages: installing ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  const result = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], { env });
  if (result.code === 0) return;
  throw new SetupFailure(
    'system-packages',
    `apt-get could not install ${missing.join(', ')}.`,
    `Run "apt-get install ${missing.join(' ')}" by hand and see what it says, then run this again.`,
    result.output,
  );
}

/**
 * @param {string} executable
 * @throws {SetupFailure} `missing-library` where the system lacks a library that it is linked to
 */
export async function checkLibraries(executable) {
  if (process.platform !== 'linux') return;
  const { stdout } = await run('ldd', [executable]);
  const missing = [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, library]) => library);
  if (missing.length > 0) throw missingLibraries([...new Set(missing)], installCommand('libraries'));
}
