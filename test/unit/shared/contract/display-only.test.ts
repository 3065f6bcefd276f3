import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { engineProtocol } from '../../../../src/shared/contract/engine-protocol';
import { snapshotSchema } from '../../../../src/shared/training/snapshot';

const speaksOfAWindow = (schema: z.ZodType): boolean =>
  /"(displayWindow|window|gamma)":/.test(
    JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })),
  );

describe('the display window', () => {
  it('reaches the engine with renditions and tiles alone: no request that trains, weighs or predicts has a place for it', () => {
    const names = Object.entries(engineProtocol)
      .filter(([, { input }]) => speaksOfAWindow(input))
      .map(([name]) => name);
    expect(names).toEqual(['rendition', 'pyramidTile']);
  });

  it('is in no snapshot', () => {
    expect(speaksOfAWindow(snapshotSchema)).toBe(false);
  });
});
