import { describe, expect, it } from 'vitest';
import { checkNode } from '../../../../scripts/setup/node-version.mjs';

describe('the version of Node', () => {
  it.each(['20.12.0', '20.20.1', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(() => checkNode(version)).not.toThrow();
  });

  it.each(['18.20.0', '20.11.1'])('%s is refused with its number and a remedy', (version) => {
    expect(() => checkNode(version)).toThrow(
      expect.objectContaining({ code: 'old-node', message: expect.stringContaining(version) }),
    );
  });
});
