import { describe, expect, it } from 'vitest';
import { presets } from '../../../../src/shared/weighting/presets';
import { weightingName } from '../../../../src/shared/weighting/words';

describe('the name of a weighting', () => {
  it('is its sources', () => {
    expect(weightingName(presets.edgeAndRegion.weighting)).toBe('edge + region');
  });

  it('says where no pixel counts more than another', () => {
    expect(weightingName(presets.none.weighting)).toBe('unweighted');
    expect(weightingName({ ...presets.edge.weighting, strength: 0 })).toBe('unweighted');
  });
});
