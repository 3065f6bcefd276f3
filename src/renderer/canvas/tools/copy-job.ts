import type { PaintChoices } from '../../../shared/contract/paint-choices';
import { regionAt } from '../../../shared/labels/components';
import { copyLabels } from '../../../shared/labels/copy';
import type { LabelEdit } from '../../../shared/labels/edit';
import type { Steps } from '../../../shared/labels/steps';
import type { TileMap } from '../../../shared/labels/tile-map';
import { inSlices } from '../../paint/document/slices';
import type { PaintHand } from './paint-hand';
import type { PreviewJob, PreviewPlace } from './preview-tool';

/** Where labels are copied from. */
export interface CopySource {
  map: TileMap;
  /** 256 entries by the source's label: the label here, or undefined where such pixels are not copied. */
  table: readonly (number | undefined)[];
  /** In words, for the history, e.g. `Copy of membrane_02.png`. */
  name: string;
}

export type CopyScope = PaintChoices['copyScope'];

export interface CopyChoice {
  /** Names the source of the moment: another name is another source. */
  key(): string;
  /** Whether all of it is copied, the region under the pointer, or what lies inside of a drawn shape. */
  scope(): CopyScope;
  /** The source, or in words why nothing can be copied here. @throws Problem where it cannot be read */
  load(): Promise<CopySource | string>;
}

interface CopyWish {
  key: string;
  isWhole: boolean;
  place: PreviewPlace;
  locked: Uint8Array | null;
}

/** Labels of another map as a start: of the image before, or of a prediction. */
export function copyJob(hand: PaintHand, choice: CopyChoice): PreviewJob<CopyWish> {
  let name = 'Copy';
  return {
    isDrawn: () => choice.scope() === 'shape',
    wish: (place) => {
      const key = choice.key();
      // What is copied is painted: no label of its own says whether a rule holds for it.
      return { key, isWhole: choice.scope() === 'all', place, locked: hand.locked(ANY_CLASS) };
    },
    isSame: (a, b) =>
      a.key === b.key && a.isWhole === b.isWhole && a.place === b.place && String(a.locked) === String(b.locked),
    work: async (map, wish) => {
      const source = await choice.load();
      if (typeof source === 'string') return source;
      name = source.name;
      const edit = await inSlices(copyEdit(map, source, wish));
      return edit ?? 'There is nothing to copy at this place.';
    },
    name: () => name,
    locked: ({ locked }) => locked,
    step: () => false,
  };
}

const ANY_CLASS = 1;

/** Null where nothing that is copied lies at the wish's place. */
function* copyEdit(map: TileMap, source: CopySource, wish: CopyWish): Steps<LabelEdit | null> {
  const { place, locked } = wish;
  if (wish.isWhole) return yield* copyLabels(map, source.map, { kind: 'whole' }, source.table, locked);
  if (place.kind === 'shape') {
    return yield* copyLabels(map, source.map, { kind: 'spans', spans: place.spans }, source.table, locked);
  }
  const region = yield* regionAt(source.map, place.x, place.y, 8);
  if (region === null || source.table[region.label] === undefined) return null;
  return yield* copyLabels(map, source.map, { kind: 'spans', spans: region.spans }, source.table, locked);
}
