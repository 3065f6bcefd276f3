import { describe, expect, it } from 'vitest';
import { type AddImagesParts, type AddProgress, addImages } from '../../../../src/main/images/add-images';
import { AddJob } from '../../../../src/main/images/add-job';
import type { AddedImages, NewImage } from '../../../../src/main/store/records';
import { parseEngineOutput } from '../../../../src/shared/contract/engine-protocol';
import type { AddState } from '../../../../src/shared/contract/images';
import { imageIdSchema } from '../../../../src/shared/ids';
import { Problem } from '../../../../src/shared/problem';
import { inspected } from '../engines/made-engine';

interface MadeFolder {
  files: string[];
  /** Files that cannot be read. */
  broken?: string[];
  onInspect?(path: string): void;
  add?(images: readonly NewImage[]): Promise<AddedImages>;
}

function made({ files, broken = [], onInspect, add }: MadeFolder) {
  const stored: string[] = [];
  const callEngine: AddImagesParts['callEngine'] = async (name, _input, signal) => {
    const input = Object(_input);
    await Promise.resolve();
    signal.throwIfAborted();
    if (name === 'listImages') {
      const listed = files.map((file) => ({ path: `/in/${file}`, name: file }));
      return parseEngineOutput(name, { files: listed, ignored: 0, problems: [] });
    }
    const file = String(input.path).replace('/in/', '');
    onInspect?.(file);
    if (broken.includes(file)) throw new Problem('image-truncated', `${file} is cut off.`, 'Copy it again.');
    return parseEngineOutput(name, inspected);
  };
  const store = {
    add:
      add ??
      (async (images: readonly NewImage[]): Promise<AddedImages> => {
        stored.push(...images.map(({ name }) => name));
        return { added: images.map(record), skipped: [], restored: [] };
      }),
  };
  return { callEngine, store, stored };
}

/** Only how many were added is read from it. */
function record(image: NewImage): AddedImages['added'][number] {
  return {
    ...image,
    page: 0,
    pages: 1,
    channelChoice: null,
    pixelSize: null,
    id: imageIdSchema.parse('00112233445566aa'),
    file: 'present',
    status: 'to-do',
    split: null,
    isSplitLocked: false,
    group: image.sha256,
    strokes: 0,
    activeMs: 0,
    labelRevision: 0,
    importanceRevision: 0,
    painted: [],
    addedAt: '2026-01-01T00:00:00Z',
  };
}

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}.png`);

async function add(folder: MadeFolder, signal = new AbortController().signal) {
  const parts = made(folder);
  const told: number[] = [];
  const onProgress = ({ done }: AddProgress): void => void told.push(done);
  const progress = await addImages(['/in'], { ...parts, signal, onProgress });
  return { progress, stored: parts.stored, told };
}

describe('adding images', () => {
  it('adds every image once, in batches', async () => {
    const { progress, stored } = await add({ files: names(150) });
    expect(progress).toMatchObject({ added: 150, done: 150, total: 150, notAdded: [] });
    expect(new Set(stored).size).toBe(150);
  });

  it('writes them in the order of the list, however long each takes to read', async () => {
    const parts = made({ files: names(12) });
    const callEngine: AddImagesParts['callEngine'] = async (name, input, signal) => {
      const slow = JSON.stringify(input).includes('/in/0.png');
      if (slow) await new Promise((resolve) => setTimeout(resolve, 30));
      return parts.callEngine(name, input, signal);
    };
    await addImages(['/in'], {
      ...parts,
      callEngine,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    expect(parts.stored).toEqual(names(12));
  });

  it('leaves out what cannot be read, with its reason, and goes on', async () => {
    const { progress } = await add({ files: names(10), broken: ['3.png', '7.png'] });
    expect(progress.added).toBe(8);
    expect(progress.notAdded.map(({ name, problem }) => [name, problem.code]).sort()).toEqual([
      ['3.png', 'image-truncated'],
      ['7.png', 'image-truncated'],
    ]);
  });

  it('tells how far it is, never backwards', async () => {
    const { told } = await add({ files: names(40) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(40);
  });

  it('keeps what was added before a cancel', async () => {
    const controller = new AbortController();
    let seen = 0;
    const { progress, stored } = await add(
      {
        files: names(500),
        onInspect: () => {
          seen += 1;
          if (seen === 100) controller.abort();
        },
      },
      controller.signal,
    );
    expect(progress.added).toBe(stored.length);
    expect(stored.length).toBeGreaterThanOrEqual(96);
    expect(stored.length).toBeLessThan(110);
  });

  it('stops reading when nothing can be written any more', async () => {
    let seen = 0;
    const full = new Problem('disk-full', 'The disk is full.', 'Make room.');
    const attempt = add({
      files: names(2000),
      onInspect: () => {
        seen += 1;
      },
      add: () => Promise.reject(full),
    });
    await expect(attempt).rejects.toBe(full);
    expect(seen).toBeLessThan(100);
  });
});

describe('an adding job', () => {
  const run = (folder: MadeFolder) => {
    const states: AddState[] = [];
    let changes = 0;
    const job = new AddJob({
      ...made(folder),
      onState: (state) => states.push(state),
      onAdded: () => {
        changes += 1;
      },
    });
    return { job, states, changes: () => changes };
  };

  it('ends once, with what all its folders came to', async () => {
    const { job, states, changes } = run({ files: names(3), broken: ['1.png'] });
    job.add(['/in']);
    job.add(['/in']);
    await expect.poll(() => job.state.status).toBe('ended');
    expect(job.state).toMatchObject({ added: 4, wasCancelled: false });
    expect(states.filter(({ status }) => status === 'ended')).toHaveLength(1);
    expect(changes()).toBeGreaterThan(0);
  });

  it('says what kept it from going on', async () => {
    const full = new Problem('disk-full', 'The disk is full.', 'Make room.');
    const { job } = run({ files: names(3), add: () => Promise.reject(full) });
    job.add(['/in']);
    await expect.poll(() => job.state.status).toBe('ended');
    expect(job.state).toMatchObject({ notAdded: [{ problem: { code: 'disk-full' } }] });
  });

  it('tells of no progress after its end', async () => {
    const full = new Problem('disk-full', 'The disk is full.', 'Make room.');
    let release = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      release = resolve;
    });
    // One reader is still busy with its file when the writing of the others fails.
    const { callEngine } = made({ files: names(200) });
    const states: AddState[] = [];
    const job = new AddJob({
      callEngine: async (name, input, signal) => {
        if (Object(input).path === '/in/10.png') await late;
        return callEngine(name, input, signal);
      },
      store: { add: () => Promise.reject(full) },
      onState: (state) => states.push(state),
      onAdded: () => undefined,
    });
    job.add(['/in']);
    await new Promise((resolve) => setTimeout(resolve, 150));
    release();
    await expect.poll(() => job.state.status).toBe('ended');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(states.at(-1)?.status).toBe('ended');
  });

  it('is over when stopping it is', async () => {
    const { job } = run({ files: names(5000) });
    job.add(['/in']);
    await job.stop();
    expect(job.state).toMatchObject({ status: 'ended', wasCancelled: true });
  });
});
