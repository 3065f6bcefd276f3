import { create } from 'zustand';
import type { ImageRow } from '../../shared/contract/images';
import { type ValueBlock, valuesAt, valueWords } from '../../shared/images/value-block';
import { ask } from '../app/client';
import { type LatestWins, latestWins } from '../app/latest-wins';
import { isShownAsItIs, pictureValues } from './picture-values';
import { useView } from './view-state';
import { isOn } from './viewport';

/** Where a large picture would be read in full size for it: a hand that hurries on needs no values of what it passes. */
const REST_MS = 150;
/** Longest side of a picture that is shown in full size anyway. */
const SMALL_PX = 1600;
const PATIENCE_MS = 400;
/** Blocks of the image in hand: a few steps back and forth. */
const KEPT_BLOCKS = 48;

interface Pixel {
  image: ImageRow;
  x: number;
  y: number;
}

interface ReadoutState {
  /** What the pixel under the pointer holds, e.g. `183`; null where it is not known, or not yet. */
  words: string | null;
}

export const useReadout = create<ReadoutState>()(() => ({ words: null }));

let blocks: ValueBlock[] = [];
/** The picture's address: another one where the same image has another file, or other channels. */
let ofPicture: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

const values: LatestWins<Pixel> = latestWins({
  ask: ({ image, x, y }) =>
    isShownAsItIs(image) ? pictureValues(image, x, y) : ask('images.pixels', { id: image.id, x, y }),
  onAnswer: (block, { image }) => {
    if (image.view !== ofPicture) return;
    blocks = [block, ...blocks.slice(0, KEPT_BLOCKS - 1)];
    showKnown();
  },
  // That the picture cannot be read is said over the canvas.
  onFailure: () => undefined,
  patienceMs: PATIENCE_MS,
});

/** Follows the pointer over an image; the returned function ends it. */
export function followReadout(image: ImageRow): () => void {
  if (image.view !== ofPicture) {
    blocks = [];
    ofPicture = image.view;
  }
  const look = (): void => {
    clearTimeout(timer);
    const pixel = pixelOf(image);
    if (showKnown() || pixel === null) return;
    if (!isShownAsItIs(image) || Math.max(image.width, image.height) <= SMALL_PX) values.want(pixel);
    else timer = setTimeout(() => values.want(pixel), REST_MS);
  };
  const unwatch = useView.subscribe((state, before) => {
    if (state.pointer !== before.pointer) look();
  });
  look();
  return () => {
    unwatch();
    clearTimeout(timer);
    values.forget();
    useReadout.setState({ words: null });
  };
}

/** Whether nothing has to be asked. */
function showKnown(): boolean {
  const { pointer } = useView.getState();
  const [x, y] = pointer === null ? [-1, -1] : [Math.floor(pointer.x), Math.floor(pointer.y)];
  for (const block of blocks) {
    const found = valuesAt(block, x, y);
    if (found === null) continue;
    show(valueWords(found, block.names));
    return true;
  }
  show(null);
  return false;
}

function show(words: string | null): void {
  if (words !== useReadout.getState().words) useReadout.setState({ words });
}

function pixelOf(image: ImageRow): Pixel | null {
  const { pointer } = useView.getState();
  if (pointer === null || !isOn(image, pointer)) return null;
  return { image, x: Math.floor(pointer.x), y: Math.floor(pointer.y) };
}
