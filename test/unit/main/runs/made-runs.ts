import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { openInWorker } from '../../../../src/main/projects/open-in-worker';
import type { OpenedStore } from '../../../../src/main/projects/store-opener';
import {
  RunKeeper,
  type RunKeeperParts,
  type StartingProject,
  type TrainedFacts,
} from '../../../../src/main/runs/run-keeper';
import type { ToEngine } from '../../../../src/shared/contract/engine-protocol';
import type { RunRow } from '../../../../src/shared/contract/runs';
import type { ImageId, RunId } from '../../../../src/shared/ids';
import type { RunEvent } from '../../../../src/shared/training/run-events';
import { MadeEngine } from '../engines/made-engine';
import { blank, madeImage, rectangle } from '../store/made-project';

/** An engine that a test plays, with the run that it was asked to train. */
export class MadeTrainer extends MadeEngine {
  /** Called once it was told to stop. */
  onCancel: () => void = () => undefined;

  override send(message: ToEngine): void {
    super.send(message);
    if (message.type === 'cancel') this.onCancel();
  }

  get input(): { runFolder: string; resume: boolean } {
    const request = this.received.find((message) => message.type === 'request');
    const { runFolder, resume } = Object(request?.type === 'request' ? request.input : null);
    return { runFolder: String(runFolder), resume: resume === true };
  }

  tell(...events: RunEvent[]): void {
    for (const value of events) this.say({ type: 'progress', id: 1, value });
  }

  /** Tells its last event and answers. */
  finish(event: RunEvent): void {
    this.tell(event);
    this.say({ type: 'reply', id: 1, reply: { ok: true, value: null } });
  }
}

/** One of 300 steps was done. */
export function step(run: RunId, at: number): RunEvent {
  return {
    type: 'step',
    run,
    step: at,
    totalSteps: 300,
    loss: 1 / at,
    learningRate: 1e-3,
    strength: 4,
    msPerStep: 100,
    waitMsPerStep: 1,
    secondsLeft: (300 - at) / 10,
  };
}

export interface Told {
  to: 'project' | 'all';
  folder: string | null;
  name: string;
  payload: unknown;
}

/** Projects on disk, a keeper, the engines it started and what it told. */
export class KeeperBench {
  readonly root = mkdtempSync(join(tmpdir(), 'maskwright-runs-'));
  readonly engines: MadeTrainer[] = [];
  readonly told: Told[] = [];
  readonly trained: TrainedFacts[] = [];
  readonly #opened: OpenedStore[] = [];
  readonly keeper: RunKeeper;

  /** @param over what a test replaces */
  constructor(over: Partial<RunKeeperParts> = {}) {
    this.keeper = new RunKeeper({
      openForRuns: (folder) => openInWorker.open(folder, 'runs'),
      startEngine: () => this.newEngine(),
      cacheFolder: join(this.root, 'cache'),
      vendorFolder: join(this.root, 'vendor'),
      tellProject: (folder, name, payload) => void this.told.push({ to: 'project', folder, name, payload }),
      tellAll: (name, payload) => void this.told.push({ to: 'all', folder: null, name, payload }),
      onTrained: (run) => void this.trained.push(run),
      ...over,
    });
  }

  /** A project with two labelled images, open for writing as in a window. */
  async project(name: string): Promise<Pick<StartingProject, 'facts'> & OpenedStore & { images: ImageId[] }> {
    const folder = join(this.root, name);
    const opened = await openInWorker.create(folder, {
      name,
      classes: [
        { name: 'membrane', color: '#e69f00' },
        { name: 'nucleus', color: '#56b4e9' },
      ],
      unpainted: 'void',
      inputChannels: 1,
    });
    this.#opened.push(opened);
    const { store } = opened;
    const { added } = await store.images.add([madeImage('a.png'), madeImage('b.png')]);
    const tile = rectangle(blank(), 1, [0, 0, 9, 9]);
    for (const { id } of added) {
      await store.labels.commit(id, [{ ...tile, after: rectangle(tile.after, 2, [20, 20, 30, 30]).after }], 'stroke');
    }
    const { id } = await store.project.read();
    return { facts: { id, name, folder }, store, end: opened.end, images: added.map((image) => image.id) };
  }

  newEngine(): MadeTrainer {
    const engine = new MadeTrainer();
    this.engines.push(engine);
    return engine;
  }

  get engine(): MadeTrainer {
    const engine = this.engines.at(-1);
    if (engine === undefined) throw new Error('no engine was started');
    return engine;
  }

  /** Payloads of an event, oldest first. */
  heard(name: string): unknown[] {
    return this.told.filter((told) => told.name === name).map(({ payload }) => payload);
  }

  /** The row that the windows of its project were told last. */
  lastRow(): unknown {
    return this.heard('runs.changed').at(-1);
  }

  /** The run that ended last, as all windows hear of it. */
  ended(): Promise<RunRow> {
    return vi.waitFor(() => {
      const news = this.heard('runs.ended').at(-1);
      if (news === undefined) throw new Error('no run has ended');
      return Object(news).run;
    });
  }

  async end(): Promise<void> {
    for (const engine of this.engines) engine.kill();
    await this.keeper.close();
    for (const { end } of this.#opened) await end().catch(() => undefined);
    rmSync(this.root, { recursive: true, force: true });
  }
}
