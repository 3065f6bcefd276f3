/** Where an image's renditions are. */
export interface PictureAddresses {
  /** Of the whole image, pixels. */
  width: number;
  height: number;
  small: string;
  /** In full resolution, as far as one picture can hold it; null where the small one already is. */
  whole: string | null;
}

/** What can be drawn; `close` frees it. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  close(): void;
}

type Slot<B> =
  | { status: 'none' }
  | { status: 'loading'; abort: AbortController }
  | { status: 'ready'; bitmap: B }
  | { status: 'failed' };

interface Entry<B> {
  addresses: PictureAddresses;
  small: Slot<B>;
  whole: Slot<B>;
  users: Set<{ onChange(): void }>;
}

type Which = 'small' | 'whole';
const sizes: readonly Which[] = ['small', 'whole'];
const nothing = { status: 'none' } as const;

/** `failed`: the image can not be shown. */
export type PictureStatus = 'coming' | 'there' | 'failed';

/** A picture in use. */
export interface Picture<B> {
  /**
   * The best that is at hand for a zoom in screen pixels an image pixel; null where nothing is yet. Where the small
   * rendition would be enlarged, the whole one is fetched.
   */
  at(zoom: number): B | null;
  status(): PictureStatus;
  release(): void;
}

/** Pixels of pictures that are kept though nothing shows them: a photo of 24 megapixels and the two beside it, whole. */
const KEPT_PIXELS = 80_000_000;

/** Decoded pictures, those of the images shown last kept for a change of screens and a step back. */
export class PictureStore<B extends Bitmap = ImageBitmap> {
  /** The one shown last at the end. */
  private readonly entries = new Map<string, Entry<B>>();

  constructor(
    private readonly decode: (address: string, signal: AbortSignal) => Promise<B>,
    private readonly keptPixels = KEPT_PIXELS,
  ) {}

  /** @param onChange told when something better is at hand, or nothing will be */
  open(addresses: PictureAddresses, onChange: () => void): Picture<B> {
    const entry = this.touch(addresses);
    const user = { onChange };
    entry.users.add(user);
    this.load(entry, 'small');
    return {
      at: (zoom) => {
        const small = bitmapOf(entry.small);
        const isEnlarged = small !== null && small.width / addresses.width < zoom * 0.999;
        if (isEnlarged && entry.whole.status === 'none') this.load(entry, 'whole');
        // Where it is not, the small one is as good, and drawn in a fraction of the time.
        return isEnlarged ? (bitmapOf(entry.whole) ?? small) : (small ?? bitmapOf(entry.whole));
      },
      status: () => statusOf(entry),
      release: () => {
        entry.users.delete(user);
        if (entry.users.size === 0) for (const which of sizes) giveUp(entry, which);
        this.dropOldest();
      },
    };
  }

  /** Has the small rendition at hand before it is shown, or both. */
  preload(addresses: PictureAddresses, isWhole = false): void {
    const entry = this.touch(addresses);
    this.load(entry, 'small');
    if (isWhole) this.load(entry, 'whole');
  }

  private touch(addresses: PictureAddresses): Entry<B> {
    const known = this.entries.get(addresses.small);
    const entry: Entry<B> = known ?? { addresses, small: nothing, whole: nothing, users: new Set() };
    this.entries.delete(addresses.small);
    this.entries.set(addresses.small, entry);
    return entry;
  }

  private load(entry: Entry<B>, which: Which): void {
    const address = entry.addresses[which];
    if (address === null || entry[which].status === 'ready' || entry[which].status === 'loading') return;
    const abort = new AbortController();
    const loading: Slot<B> = { status: 'loading', abort };
    entry[which] = loading;
    this.decode(address, abort.signal).then(
      (bitmap) => {
        // Given up meanwhile, or begun again.
        if (entry[which] !== loading) return bitmap.close();
        entry[which] = { status: 'ready', bitmap };
        this.dropOldest();
        tell(entry);
      },
      () => {
        if (entry[which] !== loading) return;
        entry[which] = { status: 'failed' };
        tell(entry);
      },
    );
  }

  private dropOldest(): void {
    let kept = 0;
    for (const [key, entry] of [...this.entries].reverse()) {
      kept += pixelsOf(entry.small) + pixelsOf(entry.whole);
      if (entry.users.size > 0 || kept <= this.keptPixels) continue;
      for (const which of sizes) {
        giveUp(entry, which);
        kept -= pixelsOf(entry[which]);
        bitmapOf(entry[which])?.close();
        entry[which] = nothing;
      }
      this.entries.delete(key);
    }
  }
}

function giveUp(entry: Entry<Bitmap>, which: Which): void {
  const slot = entry[which];
  if (slot.status !== 'loading') return;
  slot.abort.abort();
  entry[which] = nothing;
}

function statusOf({ small, whole }: Entry<Bitmap>): PictureStatus {
  if (small.status === 'failed') return 'failed';
  return small.status === 'ready' || whole.status === 'ready' ? 'there' : 'coming';
}

function tell(entry: Entry<Bitmap>): void {
  for (const { onChange } of entry.users) onChange();
}

function bitmapOf<B>(slot: Slot<B>): B | null {
  return slot.status === 'ready' ? slot.bitmap : null;
}

function pixelsOf(slot: Slot<Bitmap>): number {
  return slot.status === 'ready' ? slot.bitmap.width * slot.bitmap.height : 0;
}
