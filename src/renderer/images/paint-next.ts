import { goTo } from '../app/app-state';
import { ask } from '../app/client';
import { showImageById } from '../app/current-image';
import { useNotices } from '../app/notices';
import { firstQuery, showAll } from './images-state';

/** Opens the first image that is to do in Paint, also where the present search or filter leaves it out. */
export async function paintNext(): Promise<void> {
  const [id] = await ask('images.ids', {
    query: { ...firstQuery, status: 'to-do' },
    offset: 0,
    limit: 1,
  });
  if (id === undefined) {
    useNotices.getState().showDone('No image is to do any more.');
    return;
  }
  await showAll();
  await showImageById(id);
  goTo('paint');
}
