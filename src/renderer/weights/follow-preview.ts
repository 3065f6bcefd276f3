import type { ImageId } from '../../shared/ids';
import type { Weighting } from '../../shared/weighting/schema';
import { readsPainted } from '../../shared/weighting/words';
import { useApp } from '../app/app-state';
import { act, ask } from '../app/client';
import { currentImage, onCurrentImage } from '../app/current-image';
import { latestWins } from '../app/latest-wins';
import { useWorkspace } from '../app/workspace';
import { pixelUnderPointer, useView } from '../canvas/view-state';
import { useClasses } from '../paint/classes-state';
import { followLabels } from '../paint/document/follow-document';
import { strokesSaved } from '../paint/document/open-documents';
import { useWeights } from './weights-state';

interface MapOf {
  image: ImageId;
  weighting: Weighting;
  /** A coarse map will do: the exact one is asked for when the hand rests. */
  isQuick: boolean;
}

/** The newest that was wanted: a coarse answer to anything older asks for no exact one. */
let newest: MapOf | null = null;
let resting: ReturnType<typeof setTimeout> | undefined;
/** After this long without a change the hand counts as resting. */
const REST_MS = 150;

/** After this long a newer change is asked for at once: the engine then gives up the one before. */
const PATIENCE_MS = 250;

const previews = latestWins({
  ask: (input: MapOf) => ask('weights.preview', input),
  onAnswer: (reply, asked) => {
    const { image, weighting } = asked;
    useWeights.setState({ preview: { image, weighting, reply }, problem: null });
    readPointer();
    if (reply.isCoarse) askExactly(asked);
  },
  onFailure: (problem) => useWeights.setState({ problem }),
  onBusy: (isBusy) => useWeights.setState({ isBusy }),
  patienceMs: PATIENCE_MS,
});

const readings = latestWins({
  ask: (input: Omit<MapOf, 'isQuick'> & { x: number; y: number }) => ask('weights.at', input),
  onAnswer: (at, { x, y }) => useWeights.setState({ reading: { x, y, at } }),
  // The canvas says what is wrong with the map; under the pointer there is then nothing to say.
  onFailure: () => useWeights.setState({ reading: null }),
  patienceMs: Number.POSITIVE_INFINITY,
});

/**
 * Keeps the map and the values under the pointer in step with the image in hand, its labels and the weighting, while the
 * screen is shown. The returned function ends it.
 */
export function followPreview(): () => void {
  const undo = [
    onCurrentImage((image, before) => {
      if (image?.id !== before?.id) forgetImage();
      askPreview();
    }),
    useWorkspace.subscribe(({ weighting }, before) => {
      if (weighting !== before.weighting) askPreview();
    }),
    useApp.subscribe(({ engine, project }, before) => {
      const isEngineBack = engine.status === 'ready' && before.engine.status !== 'ready';
      // The project says how many channels are read, and what unpainted pixels are.
      if (isEngineBack || project !== before.project) askPreview();
    }),
    useView.subscribe(({ pointer }, before) => {
      if (pointer !== before.pointer) readPointer();
    }),
    useClasses.subscribe(askPreview),
    followLabels(askPreview),
  ];
  askPreview();
  // Importance painted a moment ago may still be on its way to the disk.
  if (readsPainted(useWorkspace.getState().weighting)) act(async () => (await strokesSaved()) && askPreview());
  return () => {
    for (const end of undo) end();
    forgetImage();
  };
}

/** Asks for the map anew, also after a problem that the person has dealt with. */
export function askPreview(): void {
  const image = currentImage();
  if (image === null) return;
  clearTimeout(resting);
  newest = { image: image.id, weighting: useWorkspace.getState().weighting, isQuick: true };
  previews.want(newest);
}

/** Once nothing newer was wanted for a moment. */
function askExactly(asked: MapOf): void {
  clearTimeout(resting);
  resting = setTimeout(() => {
    if (newest === asked) previews.want({ ...asked, isQuick: false });
  }, REST_MS);
}

function forgetImage(): void {
  clearTimeout(resting);
  newest = null;
  previews.forget();
  readings.forget();
  useWeights.setState({ preview: null, reading: null, problem: null });
}

/** Reads what is under the pointer off the map that is shown. */
function readPointer(): void {
  const { preview } = useWeights.getState();
  const pixel = pixelUnderPointer();
  if (preview === null || pixel === null) clearReading();
  else readings.want({ image: preview.image, weighting: preview.weighting, ...pixel });
}

function clearReading(): void {
  readings.forget();
  if (useWeights.getState().reading !== null) useWeights.setState({ reading: null });
}
