import type { Bitmap } from './picture-store';

/** What is in need of tiles: a pane, or a tool that reads pixels. */
export interface TileUser<B> {
  /** Names what is needed now, the most urgent first. What nothing needs any more is no longer waited for. */
  want(addresses: readonly string[]): void;
  /** A tile that is at hand; whoever is given it may draw it at once, and keeps nothing of it. */
  at(address: string): B | null;
  /** True for a tile that could not be had; it is tried again for a new user, or once it is needed anew. */
  hasFailed(address: string): boolean;
  release(): void;
}

interface Need {
  addresses: readonly string[];
  onChange(address: string): void;
}

export interface TileStoreOptions {
  /** Of all that is decoded; what is needed now is kept beyond it. */
  keptBytes?: number;
  maxLoading?: number;
}

/** About 190 tiles: three times what a large screen shows. */
const KEPT_BYTES = 192 * 2 ** 20;
const MAX_LOADING = 6;
const BYTES_A_PIXEL = 4;

/** Decoded tiles of large pictures, the least recently drawn closed first. */
export class TileStore<B extends Bitmap = ImageBitmap> {
  /** The one drawn last at the end. */
  private readonly tiles = new Map<string, B>();
  private readonly loading = new Map<string, AbortController>();
  private readonly failed = new Set<string>();
  private readonly needs = new Set<Need>();
  private bytes = 0;

  constructor(
    private readonly decode: (address: string, signal: AbortSignal) => Promise<B>,
    private readonly options: TileStoreOptions = {},
  ) {}

  /** @param onChange told of each wanted tile that is at hand now, or will not be */
  open(onChange: (address: string) => void): TileUser<B> {
    const need: Need = { addresses: [], onChange };
    this.needs.add(need);
    this.failed.clear();
    return {
      want: (addresses) => {
        need.addresses = addresses;
        this.settle();
      },
      at: (address) => this.touch(address),
      hasFailed: (address) => this.failed.has(address),
      release: () => {
        this.needs.delete(need);
        this.settle();
      },
    };
  }

  private touch(address: string): B | null {
    const tile = this.tiles.get(address);
    if (tile === undefined) return null;
    this.tiles.delete(address);
    this.tiles.set(address, tile);
    return tile;
  }

  /** Loads what is needed, and gives up the rest. */
  private settle(): void {
    const needed = this.needed();
    for (const [address, abort] of this.loading) {
      if (needed.has(address)) continue;
      this.loading.delete(address);
      abort.abort();
    }
    for (const address of this.failed) if (!needed.has(address)) this.failed.delete(address);
    for (const address of needed) {
      if (this.loading.size >= (this.options.maxLoading ?? MAX_LOADING)) break;
      if (!this.tiles.has(address) && !this.loading.has(address) && !this.failed.has(address)) this.load(address);
    }
    this.dropOldest(needed);
  }

  private needed(): Set<string> {
    return new Set([...this.needs].flatMap(({ addresses }) => addresses));
  }

  private load(address: string): void {
    const abort = new AbortController();
    this.loading.set(address, abort);
    this.decode(address, abort.signal).then(
      (tile) => {
        // Given up meanwhile, or begun again.
        if (this.loading.get(address) !== abort) return tile.close();
        this.loading.delete(address);
        this.tiles.set(address, tile);
        this.bytes += bytesOf(tile);
        this.tell(address);
      },
      () => {
        if (this.loading.get(address) !== abort) return;
        this.loading.delete(address);
        this.failed.add(address);
        this.tell(address);
      },
    );
  }

  private tell(address: string): void {
    for (const { addresses, onChange } of [...this.needs]) if (addresses.includes(address)) onChange(address);
    this.settle();
  }

  private dropOldest(needed: ReadonlySet<string>): void {
    for (const [address, tile] of this.tiles) {
      if (this.bytes <= (this.options.keptBytes ?? KEPT_BYTES)) return;
      if (needed.has(address)) continue;
      this.tiles.delete(address);
      this.bytes -= bytesOf(tile);
      tile.close();
    }
  }
}

function bytesOf({ width, height }: Bitmap): number {
  return width * height * BYTES_A_PIXEL;
}
