import { afterEach, describe, expect, it, vi } from 'vitest';
import * as failures from '../../../scripts/failure.mjs';

afterEach(() => {
  vi.unstubAllEnvs();
});

const known = [
  failures.noNetwork('electron.zip'),
  failures.wrongChecksum('electron.zip', 'a'.repeat(64), 'b'.repeat(64)),
  failures.noRoom('/home/x', '2.1 GB', '300 MB'),
  failures.diskFilledUp(),
  failures.noPip('sudo apt-get install python3-pip'),
  failures.noCompiler('sudo apt-get install g++'),
  failures.missingLibraries(['libgtk-3.so.0'], 'sudo apt-get install libgtk-3-0'),
  failures.missingLibraries(['libgtk-3.so.0', 'libnss3.so'], 'sudo apt-get install libgtk-3-0 libnss3'),
  failures.commandFailed('Compiling', 'first\nerror: last\n', 'Install GCC 9.'),
  failures.unsupportedPlatform('linux on riscv64'),
];

describe('a failure', () => {
  it.each(known.map((failure) => [failure.message, failure] as const))('%s', (sentence, failure) => {
    expect(sentence).toMatch(/^[A-Z].*\.$/s);
    expect(sentence).not.toContain('\n');
    expect(failure.remedy).toMatch(/^[A-Z].*\.$/);
    expect(failure.code).toMatch(/^[a-z-]+$/);
  });

  it('shows the sentence and the remedy, and no stack', () => {
    vi.stubEnv('MASKWRIGHT_VERBOSE', '');
    const text = failures.describe(failures.noPip('get pip'), 'Set-up');
    expect(text).toBe(
      'Set-up stopped. Python 3 with pip was not found, and TensorFlow comes from the Python package index.\n' +
        '  Install it (get pip), or set MASKWRIGHT_PYTHON to a Python that has pip, then run this again.',
    );
  });

  it('shows the stack and the cause to whoever asks for them', () => {
    vi.stubEnv('MASKWRIGHT_VERBOSE', '1');
    const text = failures.describe(failures.noNetwork('x', new Error('ECONNREFUSED')), 'Set-up');
    expect(text).toContain('SetupFailure');
    expect(text).toContain('caused by Error: ECONNREFUSED');
  });

  it.each(['ENOSPC', 'EDQUOT'])('says of %s that the disk is full', (code) => {
    const text = failures.describe(Object.assign(new Error('write'), { code }), 'Set-up');
    expect(text).toContain('The disk became full');
  });

  it('names the path that cannot be written', () => {
    const error = Object.assign(new Error('open'), { code: 'EACCES', path: '/opt/cache/x' });
    expect(failures.describe(error, 'Set-up')).toContain('/opt/cache/x cannot be written.');
  });

  it('says of a folder on a read-only disk that it cannot be written', () => {
    const error = Object.assign(new Error('mkdir'), { code: 'ENOENT', syscall: 'mkdir', path: '/media/cd/x' });
    expect(failures.describe(error, 'Set-up')).toContain('/media/cd/x cannot be written.');
  });

  it('owns up to what it does not know', () => {
    expect(failures.describe(new Error('odd'), 'Set-up')).toContain('by a fault of its own: odd');
  });
});
