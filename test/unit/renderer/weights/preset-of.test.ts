import { describe, expect, it } from 'vitest';
import { isSameWeighting, presetList, presetOf } from '../../../../src/renderer/weights/preset-of';
import { parseWeighting } from '../../../../src/shared/weighting/spec';

describe('the preset that a weighting is', () => {
  it('is found for every preset', () => {
    for (const preset of presetList) expect(presetOf(preset.weighting)?.id).toBe(preset.id);
  });

  it('is none once a parameter, the floor, the strength or the schedule differs', () => {
    for (const spec of ['edge:sigma=1', 'edge:floor=2', 'edge:strength=5', 'edge:schedule=ramp:10', 'edge+edge']) {
      expect(presetOf(parseWeighting(spec)), spec).toBeNull();
    }
  });

  it('is the same for shares in the same proportion', () => {
    expect(presetOf(parseWeighting('edge*7+region*3'))?.id).toBe('edgeAndRegion');
    expect(presetOf(parseWeighting('edge*0.5'))?.id).toBe('edge');
    expect(presetOf(parseWeighting('edge*0.69+region*0.31'))).toBeNull();
  });

  it('differs where one share is 0 and the other is not', () => {
    expect(isSameWeighting(parseWeighting('edge*0'), parseWeighting('edge'))).toBe(false);
  });

  it('tells schedules of the same kind apart by their steps', () => {
    const ramp = parseWeighting('edge:schedule=ramp:10');
    expect(isSameWeighting(ramp, parseWeighting('edge:schedule=ramp:20'))).toBe(false);
    expect(isSameWeighting(ramp, parseWeighting('edge:schedule=ramp:10'))).toBe(true);
  });
});
