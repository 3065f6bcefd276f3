import { describe, expect, it } from 'vitest';
import { mapFileName } from '../../../../src/shared/weighting/map-files';

const image = { id: '00ff', name: 'cells/a.png' };

describe('the file of a weight map', () => {
  it('is called after its image', () => {
    expect(mapFileName(image, [image, { id: '11', name: 'b.png' }], 'tiff')).toBe('a-weights.tif');
    expect(mapFileName({ id: '1', name: 'stack.tif, page 2' }, [], 'npy')).toBe('stack.tif, page 2-weights.npy');
  });

  it('says the id where another image would have the same name', () => {
    const other = { id: '11', name: 'other/A.jpg' };
    expect(mapFileName(image, [image, other], 'png')).toBe('a-00ff-weights.png');
    expect(mapFileName(other, [image, other], 'png')).toBe('A-11-weights.png');
  });

  it('has nothing in it that a file system refuses', () => {
    expect(mapFileName({ id: '1', name: 'a:b?c. ' }, [], 'png')).toBe('a_b_c_-weights.png');
  });
});
