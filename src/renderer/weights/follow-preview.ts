import type { ImageId } from '../../shared/ids';
import { asProblem, type Problem } from '../../shared/problem';
import type { Weighting } from '../../shared/weighting/schema';
import { useApp } from '../app/app-state';
import { ask } from '../app/client';
import { currentImage, onCurrentImage } from '../app/current-image';
import { useWorkspace } from '../app/workspace';
import { useView } from '../canvas/view-state';
import { useClasses } from '../paint/classes-state';
import { followLabels } from '../paint/document/follow-labels';
import { latestWins } from './latest-wins';
import { useWeights } from './weights-state';

interface MapOf {
  image: ImageId;
  weighting: Weighting;
}

/** After this long a newer change is asked for at once: the engine then gives up the one before. */
const PATIENCE_MS = 250;

/** Answers to requests that a newer one has overtaken. */
const OVERTAKEN = ['superseded', 'cancelled'];

const previews = latestWins({
  ask: (input: MapOf) => ask('weights.preview', input),
  onAnswer: (reply, { image, weighting }) => {
    useWeights.setState({ preview: { image, weighting, reply }, problem: null });
    readPointer();
  },
  onFailure: (error) => {
    const problem: Problem = asProblem(error);
    if (!OVERTAKEN.includes(problem.code)) useWeights.setState({ problem: problem.toJSON() });
  },
  onBusy: (isBusy) => useWeights.setState({ isBusy }),
  patienceMs: PATIENCE_MS,
});

const readings = latestWins({
  ask: (input: MapOf & { x: number; y: number }) => ask('weights.at', input),
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
    useApp.subscribe(({ engine }, before) => {
      if (engine.status === 'ready' && before.engine.status !== 'ready') askPreview();
    }),
    useView.subscribe(({ pointer }, before) => {
      if (pointer !== before.pointer) readPointer();
    }),
    useClasses.subscribe(askPreview),
    followLabels(askPreview),
  ];
  askPreview();
  return () => {
    for (const end of undo) end();
    forgetImage();
  };
}

/** Asks for the map anew, also after a problem that the person has dealt with. */
export function askPreview(): void {
  const image = currentImage();
  if (image !== null) previews.want({ image: image.id, weighting: useWorkspace.getState().weighting });
}

function forgetImage(): void {
  previews.forget();
  readings.forget();
  useWeights.setState({ preview: null, reading: null, problem: null });
}

/** Reads what is under the pointer off the map that is shown. */
function readPointer(): void {
  const { preview } = useWeights.getState();
  const { pointer, image } = useView.getState();
  const x = Math.floor(pointer?.x ?? -1);
  const y = Math.floor(pointer?.y ?? -1);
  const isInside = image !== null && x >= 0 && y >= 0 && x < image.width && y < image.height;
  if (preview === null || !isInside) clearReading();
  else readings.want({ image: preview.image, weighting: preview.weighting, x, y });
}

function clearReading(): void {
  readings.forget();
  if (useWeights.getState().reading !== null) useWeights.setState({ reading: null });
}
