import { describe, expect, it } from 'vitest';
import { isInstalledAsLocked } from '../../../../scripts/setup/npm-packages.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/react': { version: '19.0.0', integrity: 'sha512-a' },
    'node_modules/only-mac': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};
const react = lock.packages['node_modules/react'];

describe('isInstalledAsLocked', () => {
  it('accepts what the lock asks for, without the packages of other platforms', () => {
    expect(isInstalledAsLocked(lock, { packages: { 'node_modules/react': react } })).toBe(true);
  });

  it('accepts a package for this platform that the lock does not list', () => {
    const packages = { 'node_modules/react': react, 'node_modules/only-linux': { version: '1.0.0', optional: true } };
    expect(isInstalledAsLocked(lock, { packages })).toBe(true);
  });

  it.each([
    ['a missing package', {}],
    ['another version', { 'node_modules/react': { ...react, version: '18.0.0' } }],
    ['other content', { 'node_modules/react': { ...react, integrity: 'sha512-c' } }],
    ['a package too many', { 'node_modules/react': react, 'node_modules/left': { version: '1.0.0' } }],
  ])('notices %s', (_, packages) => {
    expect(isInstalledAsLocked(lock, { packages })).toBe(false);
  });
});
