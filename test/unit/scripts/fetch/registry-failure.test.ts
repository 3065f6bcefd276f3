import { describe, expect, it } from 'vitest';
import { platformsFor, statedBytes } from '../../../../scripts/fetch/pip-download.mjs';
import { registryFailure } from '../../../../scripts/fetch/registry-failure.mjs';

describe('what npm and pip print, as a sentence', () => {
  it.each([
    ['npm error code ENOTFOUND\nnpm error network request to https://registry.example/x failed', 'no-network'],
    ['npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED', 'no-network'],
    ['npm error code ENOSPC\nnpm error nospc There appears to be insufficient space', 'no-room'],
    ['npm error code E404\nnpm error 404 Not Found - no such package', 'command-failed'],
  ])('npm: %s', (output, code) => {
    expect(registryFailure('a package', 'npm', output).code).toBe(code);
  });

  it('tells a network that is down from a wheel that is missing, though pip ends alike', () => {
    const ending = 'ERROR: No matching distribution found for tensorflow-cpu==2.21.0';
    const offline = `WARNING: Retrying after connection broken by 'NewConnectionError(...: Failed to establish)'\n${ending}`;
    expect(registryFailure('TensorFlow', 'pip', offline).code).toBe('no-network');
    const missing = registryFailure('TensorFlow', 'pip', ending);
    expect(missing.code).toBe('command-failed');
    expect(missing.message).toContain('No matching distribution found for tensorflow-cpu==2.21.0');
  });

  it('recognises a full disk from pip', () => {
    const output = 'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device';
    expect(registryFailure('TensorFlow', 'pip', output).code).toBe('no-room');
  });
});

describe('statedBytes', () => {
  it('takes the size from the line that pip prints', () => {
    expect(statedBytes('Collecting x\n  Downloading x-1.0-py3-none-any.whl (273.8 MB)\n')).toBeCloseTo(273.8e6);
    expect(statedBytes('  Downloading x-1.0-py3-none-any.whl (1.2 GB)')).toBeCloseTo(1.2e9);
  });

  it('does not take the size of the metadata for that of the wheel', () => {
    const output = '  Downloading x-1.0.whl.metadata (4.4 kB)\n';
    expect(statedBytes(output)).toBeUndefined();
    expect(statedBytes(`${output}  Downloading x-1.0.whl (17.4 MB)`)).toBeCloseTo(17.4e6);
  });
});

describe('platformsFor', () => {
  it('names every C library that a wheel may ask for, up to that of TensorFlow', () => {
    const tags = platformsFor('x64');
    for (const glibc of ['_2_27', '_2_25', '_2_17', '2014', '1']) expect(tags).toContain(`manylinux${glibc}_x86_64`);
    expect(tags).not.toContain('manylinux_2_28_x86_64');
    expect(platformsFor('arm64')).toContain('manylinux_2_17_aarch64');
  });
});
