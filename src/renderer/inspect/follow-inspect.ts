import type { PaneLayer } from '../../shared/contract/inspect';
import type { ImageId, RunId } from '../../shared/ids';
import { useApp } from '../app/app-state';
import { ask } from '../app/client';
import { currentImage, onCurrentImage } from '../app/current-image';
import { latestWins } from '../app/latest-wins';
import { useWorkspace } from '../app/workspace';
import { pixelUnderPointer, useView } from '../canvas/view-state';
import { followLabels } from '../paint/document/follow-document';
import { useRuns } from '../train/runs-state';
import { type Checkpoint, currentTrainedRun } from '../train/trained-runs';
import {
  changePane,
  forgetImage,
  type PaneIndex,
  paneIndices,
  shownPanes,
  takeNetwork,
  useInspect,
} from './inspect-state';
import { networkNow } from './network-now';
import { layerOf, type PaneView, viewValue } from './pane-views';

interface Subject {
  run: RunId;
  checkpoint: Checkpoint;
  image: ImageId;
}

/** After this long a newer wish is sent at once: main then gives up the one before. */
const PATIENCE_MS = 250;

const layers = paneIndices.map((index) =>
  latestWins({
    ask: ({ view: _view, ...wanted }: Subject & { view: PaneView; layer: PaneLayer }) => ask('inspect.layer', wanted),
    onAnswer: (layer, { run, checkpoint, image, view }) =>
      changePane(index, { shown: { run, checkpoint, image, view, layer }, problem: null }),
    onFailure: (problem) => changePane(index, { problem }),
    onBusy: (isBusy) => changePane(index, { isBusy }),
    patienceMs: PATIENCE_MS,
  }),
);

const images = latestWins({
  ask: (wanted: Subject) => ask('inspect.image', wanted),
  onAnswer: (facts, subject) => {
    useInspect.setState({ image: { ...subject, facts }, imageProblem: null });
    const network = networkNow(facts.channels, useInspect.getState().layers);
    takeNetwork(network);
    readPointer();
  },
  onFailure: (problem) => useInspect.setState({ imageProblem: problem }),
  patienceMs: PATIENCE_MS,
});

const networks = latestWins({
  ask: ({ run, checkpoint }: Subject) => ask('inspect.layers', { run, checkpoint }),
  onAnswer: (layers) => takeNetwork(networkNow(useInspect.getState().channels, layers)),
  // What is wrong with the network is said where the image's scores would be.
  onFailure: () => useInspect.setState({ layers: [] }),
  patienceMs: Number.POSITIVE_INFINITY,
});

const readings = latestWins({
  ask: (wanted: Subject & { x: number; y: number }) => ask('inspect.at', wanted),
  onAnswer: (at, { x, y }) => useInspect.setState({ reading: { x, y, at } }),
  // What is wrong is said where the image's scores would be; under the pointer there is then nothing to say.
  onFailure: () => useInspect.setState({ reading: null }),
  patienceMs: Number.POSITIVE_INFINITY,
});

/**
 * Keeps panes, scores and the values under the pointer in step with image, run, checkpoint and labels, while the screen
 * is shown. The returned function ends it.
 */
export function followInspect(): () => void {
  let network = networkKey();
  const onNetwork = (): void => {
    const now = networkKey();
    if (now === network) return;
    network = now;
    useInspect.setState({ reading: null });
    askNetwork();
    askAll();
  };
  const undo = [
    onCurrentImage((image, before) => {
      if (image?.id !== before?.id) drop();
      // Its file may have been read again, or have come back.
      else if (image?.view === before?.view && image?.fileState === before?.fileState) return;
      askAll();
    }),
    useRuns.subscribe(onNetwork),
    useWorkspace.subscribe(onNetwork),
    useInspect.subscribe(({ checkpoint, panes, paneCount }, before) => {
      if (checkpoint !== before.checkpoint) onNetwork();
      for (const index of shownPanes({ paneCount })) {
        const isNew = index >= before.paneCount;
        if (isNew || viewValue(panes[index].view) !== viewValue(before.panes[index].view)) askLayer(index);
      }
    }),
    useApp.subscribe(({ engine }, before) => {
      if (engine.status !== 'ready' || before.engine.status === 'ready') return;
      askNetwork();
      askAll();
    }),
    useView.subscribe(({ pointer }, before) => {
      if (pointer !== before.pointer) readPointer();
    }),
    followLabels(askAll),
  ];
  const { image } = useInspect.getState();
  if (image?.image !== currentImage()?.id) forgetImage();
  askNetwork();
  askAll();
  return () => {
    for (const end of undo) end();
    drop();
  };
}

/** Asks for everything anew, also after a problem that the person has dealt with. */
export function askAll(): void {
  const subject = currentSubject();
  if (subject === null) return;
  for (const index of shownPanes(useInspect.getState())) askLayer(index);
  // After the panes: the engine takes what waits for the same prediction in the order of asking.
  images.want(subject);
}

function askNetwork(): void {
  const subject = currentSubject();
  if (subject !== null) networks.want(subject);
}

function askLayer(index: PaneIndex): void {
  const subject = currentSubject();
  const { view } = useInspect.getState().panes[index];
  const layer = layerOf(view);
  if (subject === null) return;
  if (layer === null) {
    layers[index].forget();
    changePane(index, { problem: null });
  } else layers[index].want({ ...subject, layer, view });
}

function currentSubject(): Subject | null {
  const run = currentTrainedRun();
  const image = currentImage();
  if (run === null || image === null) return null;
  return { run: run.id, checkpoint: useInspect.getState().checkpoint, image: image.id };
}

/** Another one where the run, its checkpoint or what is in it is another: a run in progress writes a new one at times. */
function networkKey(): string {
  const run = currentTrainedRun();
  return run === null ? '' : [run.id, useInspect.getState().checkpoint, run.best?.step, run.status].join('|');
}

function drop(): void {
  for (const each of [...layers, images, networks, readings]) each.forget();
  forgetImage();
}

/** Values are read once the image's scores are there: until then the engine is busy with what they are made of. */
function readPointer(): void {
  const pixel = pixelUnderPointer();
  const subject = currentSubject();
  const isReady = subject !== null && useInspect.getState().image?.image === subject.image;
  if (pixel !== null && isReady) readings.want({ ...subject, ...pixel });
  else {
    readings.forget();
    if (useInspect.getState().reading !== null) useInspect.setState({ reading: null });
  }
}
