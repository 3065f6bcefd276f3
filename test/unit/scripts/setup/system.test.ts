import { describe, expect, it } from 'vitest';
import { installCommand, packagesFor } from '../../../../scripts/setup/system.mjs';

describe('the command that a person is told', () => {
  it('is apt-get on Debian and what comes from it', () => {
    expect(installCommand('compiler', 'linux', { ID: 'debian', VERSION_ID: '12' })).toBe(
      'sudo apt-get install -y --no-install-recommends g++',
    );
    expect(installCommand('pip', 'linux', { ID: 'mint', ID_LIKE: 'ubuntu debian' })).toContain('python3-pip');
  });

  it('is dnf on Fedora and pacman on Arch', () => {
    expect(installCommand('compiler', 'linux', { ID: 'fedora' })).toBe('sudo dnf install -y gcc-c++');
    expect(installCommand('display', 'linux', { ID: 'arch' })).toContain('sudo pacman');
  });

  it('names the Debian packages as an example on a system that is not known', () => {
    expect(installCommand('libraries', 'linux', { ID: 'void' })).toContain("your system's package manager");
  });
});

describe('packagesFor', () => {
  it('uses the names of the releases with 64-bit time', () => {
    const libraries = (id: string, version: string) =>
      packagesFor(['libraries'], { ID: id, ID_LIKE: 'debian', VERSION_ID: version });
    expect(libraries('debian', '12')).toContain('libgtk-3-0');
    expect(libraries('debian', '13')).toContain('libgtk-3-0t64');
    expect(libraries('ubuntu', '22.04')).toContain('libasound2');
    expect(libraries('ubuntu', '24.04')).toContain('libasound2t64');
  });
});
