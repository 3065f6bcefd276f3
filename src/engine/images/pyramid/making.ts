import type { PyramidLevel } from '../../../shared/images/pyramid-levels';
import { TILE_SIDE } from '../../../shared/images/pyramid-levels';
import { type BytePicture, putRows } from '../byte-picture';
import { writeBeside } from '../cache-files';
import { asImageProblem } from '../problems';
import type { ShownPart } from '../shown-part';
import { BLOCK_LEVELS, shrunk, type Tile, tilesOfBlock, writeTile } from './block-tiles';
import { BLOCK_ROWS, openBlocks } from './blocks';
import { eighthPath, findTile, markUsed, wholePath } from './tile-files';
import { assertContent, blockOf, isAt, smallTiles, startWork, type Work } from './work';

/** A picture whose tiles are made. */
export interface PyramidPicture {
  path: string;
  sha256: string;
  part: ShownPart;
  folder: string;
}

interface Want extends Tile {
  resolve(path: string): void;
  reject(reason: unknown): void;
}

/**
 * Makes a picture's tiles: those asked for first, latest first, then all others, until `stop`. A making that ended early
 * goes on where it stopped: whole blocks carry a mark, single tiles are found again.
 */
export class PyramidMaking {
  readonly #picture: PyramidPicture;
  readonly #onEnd: () => void;
  readonly #stopped = new AbortController();
  #wants: Want[] = [];
  #running: Promise<void> | undefined;
  #isInView = true;
  #isAllAsked = false;

  constructor(picture: PyramidPicture, onEnd: () => void) {
    this.#picture = picture;
    this.#onEnd = onEnd;
  }

  get isStopped(): boolean {
    return this.#stopped.signal.aborted;
  }

  /** Whether the picture is looked at: only then is more made than what is asked for. */
  set isInView(isInView: boolean) {
    this.#isInView = isInView;
  }

  /** Path of a tile of the upright picture, when it is there. */
  tile(level: number, x: number, y: number, signal: AbortSignal): Promise<string> {
    let drop = (): void => undefined;
    const path = new Promise<string>((resolve, reject) => {
      const want: Want = { level, x, y, resolve, reject };
      this.#wants.push(want);
      drop = () => {
        this.#wants = this.#wants.filter((other) => other !== want);
        reject(signal.reason);
      };
    });
    signal.addEventListener('abort', drop, { once: true });
    void this.#start();
    return path.finally(() => signal.removeEventListener('abort', drop));
  }

  /** Resolves when all tiles are there, or the making was stopped. @throws Problem */
  async all(): Promise<void> {
    this.#isAllAsked = true;
    await this.#start();
  }

  /** Ends at the next step. */
  stop(): void {
    this.#stopped.abort();
  }

  #start(): Promise<void> {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      // Asked for while the last run was closing its file.
      if (this.#wants.length > 0 && !this.isStopped) void this.#start();
      else this.#onEnd();
    });
    // Whoever asked for a tile hears of a failure by that tile.
    this.#running.catch(() => undefined);
    return this.#running;
  }

  async #run(): Promise<void> {
    const { path, sha256, part, folder } = this.#picture;
    try {
      await markUsed(folder);
      const blocks = await openBlocks(path, part);
      try {
        await assertContent(blocks.bytes, sha256, path);
        await this.#make(await startWork(blocks, folder));
      } finally {
        await blocks.close();
      }
    } catch (error) {
      const reason = this.isStopped ? this.#stopped.signal.reason : asImageProblem(error, path);
      for (const want of this.#wants.splice(0)) want.reject(reason);
      if (!this.isStopped) throw reason;
    }
  }

  async #make(work: Work): Promise<void> {
    const { blocks } = work;
    if (!work.isSmallWhole) {
      await this.#makeSmallTiles(work);
      if (blocks.isEighthExact) await this.#markSmallWhole(work);
    }
    for (;;) {
      await this.#answerMade(work);
      const block = this.#next(work);
      if (block === undefined) return;
      await this.#makeBlock(work, block);
      if (!work.isSmallWhole && work.done.size === blocks.order.length) {
        await this.#improveSmallTiles(work);
        await this.#markSmallWhole(work);
      }
    }
  }

  /** Answers what is there already, and what never will be. */
  async #answerMade(work: Work): Promise<void> {
    for (const want of [...this.#wants]) {
      const tile = this.#placed(work, want);
      const level = work.levels[tile.level];
      const isInside =
        level !== undefined && tile.x >= 0 && tile.y >= 0 && tile.x < level.columns && tile.y < level.rows;
      const path = isInside ? await this.#find(work, tile) : undefined;
      if (path !== undefined) this.#settle(work, tile, path);
      else if (!isInside) {
        this.#wants = this.#wants.filter((other) => other !== want);
        want.reject(new RangeError(`there is no tile ${want.x}, ${want.y} at level ${want.level}`));
      } else await this.#forgetMade(work, tile);
    }
  }

  /** The cache may be emptied behind our back: what is marked as made and not there is made anew. */
  async #forgetMade(work: Work, tile: Tile): Promise<void> {
    const block = blockOf(tile);
    if (block !== undefined) work.done.delete(block);
    else await this.#makeSmallTiles(work);
  }

  get #makesAll(): boolean {
    return this.#isInView || this.#isAllAsked;
  }

  /** The block of the tile asked for last; else, where all are made, any other. */
  #next(work: Work): number | undefined {
    const open = work.blocks.order.filter((block) => !work.done.has(block));
    if (work.blocks.isOnwardsOnly) return this.#makesAll || this.#wants.length > 0 ? open[0] : undefined;
    for (const want of [...this.#wants].reverse()) {
      const block = blockOf(this.#placed(work, want));
      if (block !== undefined && open.includes(block)) return block;
    }
    return this.#makesAll ? open[0] : undefined;
  }

  async #makeBlock(work: Work, block: number): Promise<void> {
    const { folder } = this.#picture;
    const { blocks, levels } = work;
    if (work.held?.block !== block) {
      work.held = undefined;
      work.held = { block, sizes: shrunk(await blocks.read(block, this.#stopped.signal)) };
    }
    const { sizes } = work.held;
    const top = block * BLOCK_ROWS;
    const eighth = sizes[BLOCK_LEVELS];
    if (eighth) putRows(work.small, eighth, top / 2 ** BLOCK_LEVELS);
    const rest = tilesOfBlock(levels, top, sizes[0]?.height ?? 0, TILE_SIDE);
    while (rest.length > 0) {
      await this.#pause();
      const wanted = rest.findIndex((tile) => this.#wants.some((want) => isAt(this.#placed(work, want), tile)));
      if (wanted < 0 && this.#isNeededElsewhere(work, block)) return;
      const [tile] = rest.splice(Math.max(0, wanted), 1);
      const level = tile && levels[tile.level];
      const picture = tile && sizes[tile.level];
      if (tile === undefined || level === undefined || picture === undefined) continue;
      const path =
        (await this.#found(work, tile)) ??
        (await writeTile(picture, top / 2 ** tile.level, level, tile, { folder, ...blocks }));
      this.#settle(work, tile, path);
    }
    work.done.add(block);
    await writeBeside(eighthPath(folder, block), eighth?.data ?? new Uint8Array(0));
  }

  /** Leaving a block costs one more reading of it: not where it cannot be read again. */
  #isNeededElsewhere(work: Work, block: number): boolean {
    if (work.blocks.isOnwardsOnly) return false;
    return this.#wants.length > 0 ? this.#next(work) !== block : !this.#makesAll;
  }

  async #makeSmallTiles(work: Work): Promise<void> {
    if (work.levels.length <= BLOCK_LEVELS) return;
    for (const { tile, level, picture } of smallTiles(work.levels, await this.#lookOf(work))) {
      const path = (await this.#found(work, tile)) ?? (await this.#write(work, picture, level, tile));
      this.#settle(work, tile, path);
      await this.#pause();
    }
  }

  async #lookOf(work: Work): Promise<BytePicture> {
    const isKnown = work.done.size === work.blocks.order.length;
    work.look ??= isKnown ? work.small : await work.blocks.eighth(this.#stopped.signal);
    await this.#pause();
    return work.look;
  }

  /** Tiles of the first look make room for those of all rows. */
  async #improveSmallTiles(work: Work): Promise<void> {
    work.look = work.small;
    for (const { tile, level, picture } of smallTiles(work.levels, work.small)) {
      this.#settle(work, tile, await this.#write(work, picture, level, tile));
      await this.#pause();
    }
  }

  async #markSmallWhole(work: Work): Promise<void> {
    work.isSmallWhole = true;
    await writeBeside(wholePath(this.#picture.folder), new Uint8Array(0));
  }

  #write(work: Work, picture: BytePicture, level: PyramidLevel, tile: Tile): Promise<string> {
    return writeTile(picture, 0, level, tile, { folder: this.#picture.folder, ...work.blocks });
  }

  /** A tile of an earlier making. */
  async #found(work: Work, tile: Tile): Promise<string | undefined> {
    const { x, y } = this.#placed(work, tile);
    return work.found.has(`${tile.level}/${x}-${y}`) ? this.#find(work, tile) : undefined;
  }

  #find(work: Work, tile: Tile): Promise<string | undefined> {
    const { level, x, y } = this.#placed(work, tile);
    return findTile(this.#picture.folder, level, x, y);
  }

  #settle(work: Work, tile: Tile, path: string): void {
    for (const want of this.#wants) if (isAt(this.#placed(work, want), tile)) want.resolve(path);
    this.#wants = this.#wants.filter((want) => !isAt(this.#placed(work, want), tile));
  }

  #placed(work: Work, { level, x, y }: Tile): Tile {
    return work.blocks.turn.isTransposed ? { level, x: y, y: x } : { level, x, y };
  }

  /** Lets messages be heard, a cancel among them. */
  async #pause(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#stopped.signal.throwIfAborted();
  }
}
