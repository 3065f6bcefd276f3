import type { ImageId } from '../../shared/ids';
import { TILE_SIDE } from '../../shared/labels/tile-map';
import { outputChannels } from '../../shared/training/channels';
import { measuredImages, measuredWindow, middleSide } from '../../shared/training/object-size';
import type { FactsProject } from '../../shared/training/training-facts';
import type { EngineSupervisor } from '../engines/supervisor';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { ImageRecord } from '../store/records';

type LabelReader = Pick<Remote<ProjectStore>['labels'], 'open' | 'tilesNow'>;

/** How large the labelled objects of one window's project are; an image is measured again when its labels change. */
export class ObjectSizes {
  readonly #known = new Map<ImageId, { key: string; sides: number[] }>();

  constructor(
    private readonly labels: LabelReader,
    private readonly engine: Pick<EngineSupervisor, 'call'>,
  ) {}

  /**
   * Side of the square that a middle-sized object of a few labelled images fits into, pixels; null where none is seen
   * whole. @throws Problem `engine-lost`
   */
  async middle(labelled: readonly ImageRecord[], { classes, unpainted }: FactsProject): Promise<number | null> {
    const classIds = outputChannels(classes, unpainted).map(({ id }) => id);
    const sides: number[] = [];
    for (const image of measuredImages(labelled)) sides.push(...(await this.#sidesOf(image, classIds)));
    return middleSide(sides);
  }

  /** The same of those that were measured before, without measuring any; null where none was. */
  known(labelled: readonly ImageRecord[], { classes, unpainted }: FactsProject): number | null {
    const classIds = outputChannels(classes, unpainted).map(({ id }) => id);
    const all = measuredImages(labelled).map((image) => this.#kept(image, classIds));
    return middleSide(all.flatMap((sides) => sides ?? []));
  }

  #kept({ id, labelRevision }: ImageRecord, classIds: number[]): number[] | null {
    const known = this.#known.get(id);
    return known?.key === keyOf(labelRevision, classIds) ? known.sides : null;
  }

  async #sidesOf(image: ImageRecord, classIds: number[]): Promise<number[]> {
    const kept = this.#kept(image, classIds);
    if (kept !== null) return kept;
    const { id, labelRevision } = image;
    const { width, height, tiles: painted } = await this.labels.open(id);
    const part = measuredWindow(painted, width, height);
    const [left, top] = [part.x / TILE_SIDE, part.y / TILE_SIDE];
    const within = painted.filter(
      ({ tileX, tileY }) =>
        tileX >= left &&
        tileY >= top &&
        tileX * TILE_SIDE < part.x + part.width &&
        tileY * TILE_SIDE < part.y + part.height,
    );
    const { tiles } = await this.labels.tilesNow(id, within);
    const moved = tiles.map(({ tileX, tileY, data }) => ({ tileX: tileX - left, tileY: tileY - top, data }));
    const asked = { width: part.width, height: part.height, tiles: moved, classIds };
    const sides = await this.engine.call('objectSides', asked);
    this.#known.set(id, { key: keyOf(labelRevision, classIds), sides });
    return sides;
  }
}

function keyOf(labelRevision: number, classIds: readonly number[]): string {
  return [labelRevision, ...classIds].join(':');
}
