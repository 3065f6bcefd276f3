import type { RequestInput, RequestOutput } from '../../../shared/contract/index';
import type { LabelState, OpenedLabels, SteppedLabels } from '../../../shared/contract/labels';
import type { TilePosition } from '../../../shared/labels/tile-map';

/** What a document asks of main about its image. Every function may reject with a Problem. */
export interface LabelClient {
  open(): Promise<OpenedLabels>;
  /** At most `TILES_A_MESSAGE` positions. */
  tiles(at: TilePosition[]): Promise<RequestOutput<'labels.tiles'>>;
  commit(edit: Omit<RequestInput<'labels.commit'>, 'id'>): Promise<LabelState>;
  undo(): Promise<SteppedLabels | null>;
  redo(): Promise<SteppedLabels | null>;
  /** @param editId null: to the beginning */
  stepTo(editId: number | null): Promise<SteppedLabels | null>;
}
