import { describe, expect, it } from 'vitest';
import { fittings, stepFor } from '../../../../src/renderer/train/remedies';
import { runConfigSchema } from '../../../../src/shared/training/run-config';

const config = runConfigSchema.parse({ batch: 8, patch: 256 });

describe('remedies of the form', () => {
  it('lead to the screen where the problem is mended', () => {
    expect(stepFor('training-no-image')?.screen).toBe('images');
    expect(stepFor('nothing-painted')?.screen).toBe('paint');
    expect(stepFor('training-one-class')).toMatchObject({ screen: 'paint', command: 'classes.add' });
    expect(stepFor('disk-full')).toBeNull();
  });

  it('offer the batch and the patch that would fit', () => {
    const offered = fittings({ fit: { batch: 2, patch: 128 } }, config);
    expect(offered.map(({ words }) => words)).toEqual(['Use a batch of 2', 'Use patches of 128 px']);
    expect(offered[0].change(config)).toEqual({ ...config, batch: 2 });
    expect(offered[1].change(config)).toEqual({ ...config, patch: 128 });
  });

  it('offer nothing that is no smaller, or that does not fit either', () => {
    expect(fittings({ fit: { batch: 8, patch: null } }, config)).toEqual([]);
    expect(fittings({ fit: null }, config)).toEqual([]);
  });
});
