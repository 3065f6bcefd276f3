import { goTo } from '../app/app-state';
import { ask } from '../app/client';
import { showImageById } from '../app/current-image';
import { useNotices } from '../app/notices';
import { setQuery } from './images-state';

/** Opens the first image without labels in Paint, also where the present search or filter leaves it out. */
export async function paintNext(): Promise<void> {
  const [id] = await ask('images.ids', {
    query: { search: '', filter: 'unpainted', sort: 'name' },
    offset: 0,
    limit: 1,
  });
  if (id === undefined) {
    useNotices.getState().showDone('Every image has labels.');
    return;
  }
  await setQuery({ search: '', filter: 'all' });
  await showImageById(id);
  goTo('paint');
}
