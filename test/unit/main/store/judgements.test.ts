import { describe, expect, it } from 'vitest';
import { openProject } from '../../../../src/main/store/open-project';
import { imageIdSchema } from '../../../../src/shared/ids';
import { addImage, madeProject } from './made-project';

const place = { x: 3, y: 4, width: 5, height: 6, labelId: 0, predictedId: 2 };

describe('labels said to be right', () => {
  it('are kept until they are taken back, also when the project is opened again', () => {
    const { store, folder } = madeProject();
    const image = addImage(store, 'one.png');
    const first = store.judgements.add({ image, ...place });
    const second = store.judgements.add({ image, ...place, x: 90 });
    expect(second.id).not.toBe(first.id);
    store.project.close();
    const again = openProject(folder, { mode: 'write' });
    expect(again.judgements.list()).toEqual([first, second]);
    again.judgements.remove(first.id);
    again.judgements.remove(first.id);
    expect(again.judgements.list()).toEqual([{ id: second.id, image, ...place, x: 90 }]);
    again.project.close();
  });

  it('need an image of the project and a project opened for writing', () => {
    const { store, folder } = madeProject();
    const image = addImage(store, 'one.png');
    const stranger = imageIdSchema.parse('f'.repeat(16));
    expect(() => store.judgements.add({ image: stranger, ...place })).toThrowError(
      expect.objectContaining({ code: 'image-unknown' }),
    );
    store.project.close();
    const reader = openProject(folder, { mode: 'read' });
    expect(() => reader.judgements.add({ image, ...place })).toThrowError(
      expect.objectContaining({ code: 'project-not-writable' }),
    );
    reader.project.close();
  });
});
