import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineSupervisor } from '../../../../src/main/engines/supervisor';
import type { EngineState } from '../../../../src/shared/contract/engine';
import { Problem } from '../../../../src/shared/problem';
import { MadeEngine } from './made-engine';

let engines: MadeEngine[];
let states: EngineState[];
let supervisor: EngineSupervisor;

const newest = (): MadeEngine => {
  const engine = engines.at(-1);
  if (engine === undefined) throw new Error('no engine was started');
  return engine;
};
const inspect = (path: string, signal?: AbortSignal): Promise<unknown> =>
  supervisor.call('inspectFile', { path }, { signal });
const outcome = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof Problem ? error.code : String(Object(error).name)),
  );

beforeEach(() => {
  vi.useFakeTimers();
  engines = [];
  states = [];
  supervisor = new EngineSupervisor({
    start: () => {
      const engine = new MadeEngine();
      engines.push(engine);
      return engine;
    },
    onState: (state) => states.push(state),
    maxInFlight: 3,
  });
});

afterEach(() => {
  supervisor.stop();
  vi.useRealTimers();
});

describe('a supervised engine', () => {
  it('is sent nothing before it has come up', () => {
    void outcome(inspect('a'));
    expect(newest().inspections).toEqual([]);
    newest().comeUp();
    expect(newest().inspections.map(({ path }) => path)).toEqual(['a']);
  });

  it('starts once when it was held, and takes what was asked before', () => {
    const begun: MadeEngine[] = [];
    const start = (): MadeEngine => {
      begun.push(new MadeEngine());
      return begun[begun.length - 1] ?? new MadeEngine();
    };
    const held = new EngineSupervisor({ start, onState: () => undefined, isHeld: true });
    void outcome(held.call('inspectFile', { path: 'a' }));
    expect(begun).toEqual([]);
    held.begin();
    held.begin();
    expect(begun).toHaveLength(1);
    begun[0]?.comeUp();
    expect(begun[0]?.inspections.map(({ path }) => path)).toEqual(['a']);
    held.stop();
  });

  it('has no more requests with it than it overlaps', async () => {
    newest().comeUp();
    for (const path of ['a', 'b', 'c', 'd']) void outcome(inspect(path));
    expect(newest().inspections.map(({ path }) => path)).toEqual(['a', 'b', 'c']);
    newest().answerInspection('b');
    expect(newest().inspections.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('passes on what the engine refuses', async () => {
    newest().comeUp();
    const asked = outcome(inspect('a'));
    const problem = { code: 'image-empty', message: 'a is empty.', hint: 'Copy it again.' };
    newest().say({ type: 'reply', id: newest().inspections[0]?.id ?? -1, reply: { ok: false, problem } });
    expect(await asked).toBe('image-empty');
  });

  it('is started again when it ends, says so, and is sent again what was with it', async () => {
    newest().comeUp();
    const asked = outcome(inspect('a'));
    newest().end();
    expect(states.at(-1)?.status).toBe('restarting');
    newest().comeUp();
    expect(states.at(-1)).toMatchObject({
      status: 'ready',
      notice: 'The engine ended unexpectedly and was started again. Nothing was lost.',
    });
    newest().answerInspection('a');
    expect(await asked).toBe('answered');
    expect(engines).toHaveLength(2);
  });

  it('forgets the notice after a while', () => {
    newest().comeUp();
    newest().end();
    newest().comeUp();
    vi.advanceTimersByTime(31_000);
    expect(states.at(-1)).toMatchObject({ status: 'ready', notice: null });
  });

  it('blames the one request that ends it twice, and no other', async () => {
    newest().comeUp();
    const outcomes = new Map<string, string>();
    for (const path of ['good', 'bomb', 'fine', 'late']) {
      void outcome(inspect(path)).then((how) => outcomes.set(path, how));
    }
    for (let step = 0; step < 20 && outcomes.size < 4; step++) {
      const engine = newest();
      const open = engine.inspections.at(-1);
      const holdsBomb = engine.inspections.some(({ path }) => path === 'bomb') && !outcomes.has('bomb');
      if (holdsBomb) {
        engine.end();
        newest().comeUp();
      } else if (open !== undefined) {
        for (const { path } of engine.inspections) engine.answerInspection(path);
      }
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(Object.fromEntries(outcomes)).toEqual({
      good: 'answered',
      fine: 'answered',
      late: 'answered',
      bomb: 'engine-ended-twice',
    });
  });

  it('is taken for dead when its heart stops, however busy its worker is', () => {
    newest().comeUp();
    const first = newest();
    vi.advanceTimersByTime(60_000);
    first.isFrozen = true;
    expect(first.isKilled).toBe(false);
    vi.advanceTimersByTime(14_000);
    expect(first.isKilled).toBe(true);
    expect(engines).toHaveLength(2);
  });

  it('is given up when three in a row do not come up, and tried again on request', async () => {
    const asked = outcome(inspect('a'));
    for (let i = 0; i < 3; i++) newest().end();
    expect(engines).toHaveLength(3);
    expect(states.at(-1)?.status).toBe('failed');
    expect(await asked).toBe('engine-not-starting');
    expect(await outcome(inspect('b'))).toBe('engine-lost');
    supervisor.restart();
    newest().comeUp();
    expect(states.at(-1)?.status).toBe('ready');
  });

  it('hears of a cancel, and the caller at once', async () => {
    newest().comeUp();
    const controller = new AbortController();
    const asked = outcome(inspect('a', controller.signal));
    controller.abort();
    expect(await asked).toBe('AbortError');
    expect(newest().received.at(-1)).toEqual({ type: 'cancel', id: newest().inspections[0]?.id });
  });

  it('says how far a request is, in what fits its row, until it is cancelled', async () => {
    newest().comeUp();
    const heard: unknown[] = [];
    const controller = new AbortController();
    const input = { runFolder: 'r', cacheFolder: 'c', vendorFolder: 'v', resume: false };
    const asked = outcome(
      supervisor.call('train', input, { signal: controller.signal, onProgress: (event) => heard.push(event) }),
    );
    const sent = newest().received.at(-1);
    const id = sent?.type === 'request' ? sent.id : -1;
    const saved = { type: 'saved', run: 'run-001', step: 3, checkpoint: 'last' };
    newest().say({ type: 'progress', id, value: saved });
    newest().say({ type: 'progress', id, value: { type: 'nonsense' } });
    controller.abort();
    newest().say({ type: 'progress', id, value: saved });
    expect(await asked).toBe('AbortError');
    expect(heard).toEqual([saved]);
  });

  it('is replaced on request without blame for what was with it, also for what ended one before', async () => {
    newest().comeUp();
    const asked = ['a', 'b'].map((path) => outcome(inspect(path)));
    newest().end();
    newest().comeUp();
    for (let i = 0; i < 3; i++) {
      const old = newest();
      supervisor.renew();
      expect(old.isKilled).toBe(true);
      newest().comeUp();
    }
    newest().answerInspection('a');
    newest().answerInspection('b');
    expect(await Promise.all(asked)).toEqual(['answered', 'answered']);
    expect(states.map(({ status }) => status).filter((status) => status === 'restarting')).toHaveLength(1);
    expect(engines).toHaveLength(5);
  });

  it('ends with the app and is not started again', () => {
    newest().comeUp();
    supervisor.stop();
    expect(engines).toHaveLength(1);
    expect(newest().isKilled).toBe(true);
  });
});
