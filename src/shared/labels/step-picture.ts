import { type PixelWindow, windowAround } from './spans';
import { TILE_SIDE, type TilePosition, tileKey } from './tile-map';

/** Cells that a picture has at most: twice the pixels that it measures on a plain screen. */
export const PICTURE_COLUMNS = 80;
export const PICTURE_ROWS = 60;

/** What a picture shows at least, in pixels of the image, so that a dab is seen where it lies. */
const LEAST_WIDTH = 40;
const LEAST_HEIGHT = 30;

/** Around what the step changed, as a part of it. */
const MARGIN = 1 / 8;

/** The part of an image that a step's picture shows, and how many cells it is cut into. */
export interface PictureArea extends PixelWindow {
  columns: number;
  rows: number;
}

/** What a step of the history did to an image, small. Both arrays are row-major [rows, columns]. */
export interface StepPicture extends PictureArea {
  /** The label that one of a cell's changed pixels has after the step; 0 where it was erased, or where none changed. */
  labels: Uint8Array;
  /** Share of a cell's pixels that the step changed, 1 to 255; 0 where none did. */
  changed: Uint8Array;
}

interface ImageSize {
  width: number;
  height: number;
}

/**
 * Where a picture of `touched` lies: its surroundings as well, four to three where the image allows it, never beyond the
 * image.
 * @param touched inside the image
 */
export function pictureArea(touched: PixelWindow, image: ImageSize): PictureArea {
  const least = Math.max(
    LEAST_WIDTH,
    touched.width * (1 + 2 * MARGIN),
    (Math.max(LEAST_HEIGHT, touched.height * (1 + 2 * MARGIN)) * PICTURE_COLUMNS) / PICTURE_ROWS,
  );
  const width = Math.min(image.width, Math.ceil(least));
  const height = Math.min(image.height, Math.ceil((least * PICTURE_ROWS) / PICTURE_COLUMNS));
  const pixelsACell = Math.max(1, width / PICTURE_COLUMNS, height / PICTURE_ROWS);
  return {
    x: placed(touched.x + touched.width / 2, width, image.width),
    y: placed(touched.y + touched.height / 2, height, image.height),
    width,
    height,
    columns: Math.max(1, Math.round(width / pixelsACell)),
    rows: Math.max(1, Math.round(height / pixelsACell)),
  };
}

/** Where a length begins that has its middle as near to `middle` as the whole allows. */
function placed(middle: number, length: number, whole: number): number {
  return Math.min(Math.max(0, Math.round(middle - length / 2)), whole - length);
}

/** The smallest rectangle around the pixels of a tile whose delta is not 0, in the image; null where none is. */
export function changedWindow({ tileX, tileY }: TilePosition, delta: Uint8Array): PixelWindow | null {
  const words = wordsOf(delta);
  let found: PixelWindow | null = null;
  for (let y = 0; y < TILE_SIDE; y++) {
    const row = y * WORDS_A_ROW;
    let first = 0;
    while (first < WORDS_A_ROW && words[row + first] === 0) first++;
    if (first === WORDS_A_ROW) continue;
    let last = WORDS_A_ROW - 1;
    while (words[row + last] === 0) last--;
    let x0 = first * 4;
    while (delta[y * TILE_SIDE + x0] === 0) x0++;
    let x1 = last * 4 + 3;
    while (delta[y * TILE_SIDE + x1] === 0) x1--;
    const run = { x: x0, y, width: x1 + 1 - x0, height: 1 };
    found = found === null ? run : windowAround(found, run);
  }
  return found === null ? null : { ...found, x: found.x + tileX * TILE_SIDE, y: found.y + tileY * TILE_SIDE };
}

interface Samples {
  cells: number[];
  /** In the tile. */
  pixels: number[];
}

/**
 * Makes a step's picture of its deltas, tile by tile, then of the labels of a few pixels: one of those that changed
 * stands for its cell. Of the labels it needs as many bytes as it has cells, however large the image.
 */
export class StepSketch {
  readonly #counts: Uint32Array;
  /** Which changed pixel stands for a cell: key of its tile and its place there; -1 where none changed. */
  readonly #tiles: Float64Array;
  readonly #pixels: Int32Array;
  readonly #labels: Uint8Array;
  #samples: Map<number, Samples> | null = null;

  /** @param area holds all that the step changed */
  constructor(
    readonly area: PictureArea,
    private readonly image: ImageSize,
  ) {
    const cells = area.columns * area.rows;
    this.#counts = new Uint32Array(cells);
    this.#tiles = new Float64Array(cells).fill(-1);
    this.#pixels = new Int32Array(cells);
    this.#labels = new Uint8Array(cells);
  }

  /** Takes in which pixels of a tile the step changed: those whose byte is not 0. Before the first `turn`. */
  add({ tileX, tileY }: TilePosition, delta: Uint8Array): void {
    const { area } = this;
    const key = tileKey(this.image.width, tileX, tileY);
    const words = wordsOf(delta);
    const columns = cellsOf(tileX * TILE_SIDE - area.x, area.width, area.columns);
    const rows = cellsOf(tileY * TILE_SIDE - area.y, area.height, area.rows);
    for (let y = 0; y < TILE_SIDE; y++) {
      const row = rows[y] * area.columns;
      for (let word = 0; word < WORDS_A_ROW; word++) {
        const changes = words[y * WORDS_A_ROW + word];
        if (changes === 0) continue;
        const x = word * 4;
        const first = y * TILE_SIDE + x;
        if (columns[x] === columns[x + 3]) {
          this.#count(row + columns[x], key, first + 3 - (Math.clz32(changes) >>> 3), changedBytes(changes));
          continue;
        }
        for (let i = 0; i < 4; i++) if (delta[first + i] !== 0) this.#count(row + columns[x + i], key, first + i, 1);
      }
    }
  }

  #count(cell: number, tile: number, pixel: number, changed: number): void {
    this.#counts[cell] += changed;
    this.#tiles[cell] = tile;
    this.#pixels[cell] = pixel;
  }

  /** Whether a tile has a pixel that stands for a cell. */
  needs(tile: number): boolean {
    return this.#byTile().has(tile);
  }

  /** Keys of the tiles that have one. */
  get tiles(): number[] {
    return [...this.#byTile().keys()];
  }

  /** XORs a tile's bytes into the labels: those of a state first, then the deltas from there to the step. */
  turn(tile: number, bytes: Uint8Array): void {
    const samples = this.#byTile().get(tile);
    if (samples === undefined) return;
    const { cells, pixels } = samples;
    for (let i = 0; i < cells.length; i++) this.#labels[cells[i]] ^= bytes[pixels[i]];
  }

  picture(): StepPicture {
    const { columns, rows, width, height } = this.area;
    const across = cellSizes(width, columns);
    const down = cellSizes(height, rows);
    const changed = Uint8Array.from(this.#counts, (count, cell) => {
      const pixels = across[cell % columns] * down[Math.floor(cell / columns)];
      return count === 0 ? 0 : Math.max(1, Math.round((255 * count) / pixels));
    });
    return { ...this.area, labels: this.#labels.slice(), changed };
  }

  #byTile(): Map<number, Samples> {
    if (this.#samples !== null) return this.#samples;
    const samples = new Map<number, Samples>();
    this.#tiles.forEach((tile, cell) => {
      if (tile < 0) return;
      const of = samples.get(tile) ?? { cells: [], pixels: [] };
      samples.set(tile, of);
      of.cells.push(cell);
      of.pixels.push(this.#pixels[cell]);
    });
    this.#samples = samples;
    return samples;
  }
}

const WORDS_A_ROW = TILE_SIDE / 4;

/** Which cell each of a tile's columns (or rows) falls in. @param from of the tile's first, counted from the area's */
function cellsOf(from: number, pixels: number, cells: number): Int32Array {
  return Int32Array.from({ length: TILE_SIDE }, (_, i) => Math.floor(((from + i) * cells) / pixels));
}

/** How many pixels fall in each cell. */
function cellSizes(pixels: number, cells: number): Int32Array {
  const beginOf = (cell: number): number => Math.ceil((cell * pixels) / cells);
  return Int32Array.from({ length: cells }, (_, cell) => beginOf(cell + 1) - beginOf(cell));
}

/** How many of the four bytes of a word are not 0. */
function changedBytes(word: number): number {
  const ones = ((((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) & 0x80808080) >>> 7;
  return Math.imul(ones, 0x01010101) >>> 24;
}

function wordsOf(tile: Uint8Array): Int32Array {
  const aligned = tile.byteOffset % 4 === 0 ? tile : tile.slice();
  return new Int32Array(aligned.buffer, aligned.byteOffset, tile.length / 4);
}
