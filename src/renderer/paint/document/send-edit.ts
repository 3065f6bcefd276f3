import { type LabelState, TILES_A_MESSAGE } from '../../../shared/contract/labels';
import type { LabelClient } from './label-client';
import type { PendingEdit } from './pending';

/** Has an edit saved, in parts where it is larger than one message. @throws Problem; then nothing of it was saved */
export async function sendEdit(
  client: LabelClient,
  { edit, editKind, name }: Pick<PendingEdit, 'edit' | 'editKind' | 'name'>,
  revision: number,
): Promise<LabelState> {
  const parts = Math.ceil(edit.length / TILES_A_MESSAGE);
  for (let part = 0; ; part++) {
    const tiles = edit
      .slice(part * TILES_A_MESSAGE, (part + 1) * TILES_A_MESSAGE)
      .map(({ tileX, tileY, after }) => ({ tileX, tileY, after }));
    const isLast = part + 1 >= parts;
    const state = await client.commit({ revision, kind: editKind, label: name, tiles, part, isLast });
    if (isLast) return state;
  }
}
