import { createHash } from 'node:crypto';
import { type PyramidLevel, pyramidFacts, TILE_SIDE } from '../../../shared/images/pyramid-levels';
import { Problem } from '../../../shared/problem';
import type { ByteSource } from '../byte-source';
import { asImageProblem } from '../problems';
import type { ShownPart } from '../shown-part';
import { BLOCK_LEVELS, shrunk, type Tile, tilesOfBlock, writeTile } from './block-tiles';
import { BLOCK_ROWS, type Blocks, openBlocks } from './blocks';
import { type BytePicture, emptyPicture, halved, putRows } from './byte-picture';
import { eighthPath, findTile, markUsed, readEighth, writeBeside } from './tile-files';

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

/** What is open while tiles are made. */
interface Work {
  blocks: Blocks;
  levels: PyramidLevel[];
  /** The whole picture at an eighth of its sides, filled block by block where it does not come at once. */
  small: BytePicture;
  /** Blocks whose tiles are all there. */
  done: Set<number>;
  isSmallWhole: boolean;
  /** The block in memory, at its sizes. */
  held: { block: number; sizes: BytePicture[] } | undefined;
}

const STEP_BYTES = 2 ** 20;

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
    if (!work.isSmallWhole && blocks.eighth && work.levels.length > BLOCK_LEVELS) {
      work.small = await blocks.eighth();
      work.isSmallWhole = true;
      await this.#pause();
    }
    if (work.isSmallWhole) await this.#makeSmallTiles(work);
    for (;;) {
      await this.#answerMade(work);
      const block = this.#next(work);
      if (block === undefined) return;
      await this.#makeBlock(work, block);
      if (!work.isSmallWhole && work.done.size === blocks.order.length) {
        work.isSmallWhole = true;
        await this.#makeSmallTiles(work);
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
    else if (work.isSmallWhole) await this.#makeSmallTiles(work);
  }

  /** The block of the tile asked for last; else, where all are made, any other. */
  #next(work: Work): number | undefined {
    const open = work.blocks.order.filter((block) => !work.done.has(block));
    const makesAll = this.#isInView || this.#isAllAsked;
    if (work.blocks.isOnwardsOnly) return makesAll || this.#wants.length > 0 ? open[0] : undefined;
    for (const want of [...this.#wants].reverse()) {
      const block = blockOf(this.#placed(work, want));
      if (block === undefined && !work.isSmallWhole) return open[0];
      if (block !== undefined && open.includes(block)) return block;
    }
    return makesAll ? open[0] : undefined;
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
    if (eighth && !work.isSmallWhole) putRows(work.small, eighth, top / 2 ** BLOCK_LEVELS);
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
        (await this.#find(work, tile)) ??
        (await writeTile(picture, top / 2 ** tile.level, level, tile, { folder, ...blocks }));
      this.#settle(work, tile, path);
    }
    work.done.add(block);
    await writeBeside(eighthPath(folder, block), eighth?.data ?? new Uint8Array(0));
  }

  /** Leaving a block costs one more reading of it: not where it cannot be read again. */
  #isNeededElsewhere(work: Work, block: number): boolean {
    if (work.blocks.isOnwardsOnly) return false;
    return this.#next(work) !== block;
  }

  async #makeSmallTiles(work: Work): Promise<void> {
    const { folder } = this.#picture;
    const { levels, blocks } = work;
    let picture = work.small;
    const tiles: { tile: Tile; level: PyramidLevel; picture: BytePicture }[] = [];
    for (let index = BLOCK_LEVELS; index < levels.length; index++) {
      const level = levels[index];
      if (level === undefined) break;
      for (let y = 0; y < level.rows; y++) {
        for (let x = 0; x < level.columns; x++) tiles.unshift({ tile: { level: index, x, y }, level, picture });
      }
      picture = halved(picture);
    }
    for (const { tile, level, picture: whole } of tiles) {
      const path = (await this.#find(work, tile)) ?? (await writeTile(whole, 0, level, tile, { folder, ...blocks }));
      this.#settle(work, tile, path);
      await this.#pause();
    }
  }

  #find(work: Work, tile: Tile): Promise<string | undefined> {
    const { isTransposed } = work.blocks.turn;
    const [x, y] = isTransposed ? [tile.y, tile.x] : [tile.x, tile.y];
    return findTile(this.#picture.folder, tile.level, x, y);
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

async function startWork(blocks: Blocks, folder: string): Promise<Work> {
  const { width, height, channels } = blocks;
  const scale = 2 ** BLOCK_LEVELS;
  const small = emptyPicture(Math.ceil(width / scale), Math.ceil(height / scale), channels);
  const done = new Set<number>();
  for (const block of blocks.order) {
    const kept = await readEighth(folder, block);
    const rows = Math.min(BLOCK_ROWS, height - block * BLOCK_ROWS);
    if (kept?.length !== small.width * Math.ceil(rows / scale) * channels) continue;
    done.add(block);
    putRows(small, { ...small, height: Math.ceil(rows / scale), data: kept }, (block * BLOCK_ROWS) / scale);
  }
  const { levels } = pyramidFacts(width, height);
  return { blocks, levels, small, done, isSmallWhole: done.size === blocks.order.length, held: undefined };
}

/** @throws Problem image-changed */
async function assertContent(bytes: ByteSource, sha256: string, path: string): Promise<void> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.size; at += STEP_BYTES) hash.update(await bytes.read(at, STEP_BYTES));
  if (hash.digest('hex') === sha256) return;
  throw new Problem(
    'image-changed',
    `${path} has changed since it was added.`,
    'Add it again, or put the file back that was there.',
    path,
  );
}

function blockOf({ level, y }: Tile): number | undefined {
  return level < BLOCK_LEVELS ? Math.floor((y * TILE_SIDE * 2 ** level) / BLOCK_ROWS) : undefined;
}

function isAt(a: Tile, b: Tile): boolean {
  return a.level === b.level && a.x === b.x && a.y === b.y;
}
