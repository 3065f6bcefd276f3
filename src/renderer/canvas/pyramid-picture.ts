import { tileAddress } from '../../shared/contract/channels';
import type { ImageRow } from '../../shared/contract/images';
import type { PyramidFacts } from '../../shared/images/pyramid-levels';
import type { Frame } from './frame';
import { decodeAddress } from './image-picture';
import { fittingLevel, type TilePlace, tilesInView } from './tile-places';
import { TileStore, type TileUser } from './tile-store';

const tiles = new TileStore(decodeAddress);
/** Levels above the fitting one of which a first look is fetched: an eighth of its sides, a few tiles. */
const LOOK_LEVELS = 3;

/** Tiles of any picture. @param onChange told of each wanted one that is at hand now, or will not be */
export function openTiles(onChange: (address: string) => void): TileUser<ImageBitmap> {
  return tiles.open(onChange);
}

/** A tile to draw. */
export interface ReadyTile extends TilePlace {
  bitmap: ImageBitmap;
}

/** The tiles of one image that a pane shows. */
export class PyramidPicture {
  /** Counts what has arrived. */
  revision = 0;
  private readonly user: TileUser<ImageBitmap>;

  constructor(
    private readonly view: ImageRow['view'],
    readonly facts: PyramidFacts,
    onChange: () => void,
  ) {
    this.user = openTiles(() => {
      this.revision += 1;
      onChange();
    });
  }

  /**
   * What is at hand for a frame, the coarsest first; asks for the rest: what is in view, then one ring around it. Where
   * tiles of the fitting level are missing, those of the levels above show through.
   */
  at({ view, pane }: Frame): ReadyTile[] {
    const { facts } = this;
    const fitting = fittingLevel(facts, view.zoom);
    const inView = tilesInView(facts, fitting, view, pane);
    const isWhole = inView.every((place) => this.user.at(this.address(place)) !== null);
    const top = facts.levels.length - 1;
    const look = isWhole ? [] : tilesInView(facts, Math.min(top, fitting + LOOK_LEVELS), view, pane);
    const around = tilesInView(facts, fitting, view, pane, 1);
    this.user.want([...look, ...inView, ...around].map((place) => this.address(place)));
    const levels = isWhole ? [fitting] : Array.from({ length: top - fitting + 1 }, (_, index) => top - index);
    return levels.flatMap((level) =>
      tilesInView(facts, level, view, pane).flatMap((place) => {
        const bitmap = this.user.at(this.address(place));
        return bitmap === null ? [] : [{ ...place, bitmap }];
      }),
    );
  }

  release(): void {
    this.user.release();
  }

  private address({ level, x, y }: TilePlace): string {
    return tileAddress(this.view, level, x, y);
  }
}
