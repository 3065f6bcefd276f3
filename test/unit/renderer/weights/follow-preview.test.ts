import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useApp } from '../../../../src/renderer/app/app-state';
import { followSelection } from '../../../../src/renderer/app/current-image';
import { useWorkspace } from '../../../../src/renderer/app/workspace';
import { useView } from '../../../../src/renderer/canvas/view-state';
import { useImages } from '../../../../src/renderer/images/images-state';
import { useClasses } from '../../../../src/renderer/paint/classes-state';
import { followPreview } from '../../../../src/renderer/weights/follow-preview';
import { useWeights } from '../../../../src/renderer/weights/weights-state';
import type { ImageRow } from '../../../../src/shared/contract/images';
import type { WeightPreviewReply } from '../../../../src/shared/contract/weights';
import { Problem } from '../../../../src/shared/problem';
import { parseWeighting } from '../../../../src/shared/weighting/spec';
import { imageRow, onlyImage } from '../made/image-row';

interface Asked {
  name: string;
  input: { image: string; x?: number; y?: number };
  answer(value: unknown): void;
  fail(error: unknown): void;
}
const asked: Asked[] = [];

vi.mock('../../../../src/renderer/app/client', () => ({
  act: (work: () => Promise<unknown>) => void work(),
  ask: (name: string, input: Asked['input']) =>
    new Promise((answer, fail) => {
      asked.push({ name, input, answer, fail });
    }),
}));

const [first, second] = ['a', 'b'].map((digit) => imageRow(digit, { height: 4 }));

describe('the map in step with what is in hand', () => {
  let end: () => void;

  beforeEach(() => {
    vi.useFakeTimers();
    useView.setState({ image: { width: 8, height: 4 }, pointer: null });
    useWorkspace.setState({ weighting: parseWeighting('edge') });
    show(first);
    end = followPreview();
  });
  afterEach(() => {
    end();
    asked.length = 0;
    vi.useRealTimers();
  });

  it('is asked for when the screen is shown', async () => {
    expect(names()).toEqual(['weights.preview a']);
    await answer(reply());
    expect(useWeights.getState().preview?.image).toBe(first.id);
  });

  it('is asked for anew with another weighting, while the old one stays', async () => {
    await answer(reply());
    useWorkspace.setState({ weighting: parseWeighting('region') });
    expect(names()).toEqual(['weights.preview a', 'weights.preview a']);
    expect(useWeights.getState().preview?.weighting).toEqual(parseWeighting('edge'));
    await answer(reply());
    expect(useWeights.getState().preview?.weighting).toEqual(parseWeighting('region'));
  });

  it('is gone with its image, and no late answer brings it back', async () => {
    show(second);
    expect(names()).toEqual(['weights.preview a', 'weights.preview b']);
    asked[0].answer(reply());
    await vi.advanceTimersByTimeAsync(0);
    expect(useWeights.getState().preview).toBeNull();
    await answer(reply());
    expect(useWeights.getState().preview?.image).toBe(second.id);
  });

  it('says why it is not there, until it is', async () => {
    await fail(new Problem('image-missing', 'a.png is not there.', 'Put it back.'));
    expect(useWeights.getState().problem?.code).toBe('image-missing');
    useApp.setState({ engine: { status: 'starting' } });
    useApp.setState({ engine: { status: 'ready', device: '', deviceNotes: [], notice: null } });
    await answer(reply());
    expect(useWeights.getState().problem).toBeNull();
  });

  it('says nothing of a request that another has overtaken', async () => {
    await fail(new Problem('superseded', 'Another map was asked for.', ''));
    expect(useWeights.getState().problem).toBeNull();
  });

  it('is asked for anew when classes have changed', async () => {
    await answer(reply());
    useClasses.setState({ classes: [] });
    expect(names()).toHaveLength(2);
  });

  it('is busy from the question to the answer', async () => {
    expect(useWeights.getState().isBusy).toBe(true);
    await answer(reply());
    expect(useWeights.getState().isBusy).toBe(false);
  });

  it('is read under the pointer, one request at a time', async () => {
    await answer(reply());
    point(3.7, 1.2);
    point(4.1, 1.9);
    point(5.5, 2.5);
    expect(reads()).toEqual(['3 1']);
    await answer(value(2));
    expect(reads()).toEqual(['3 1', '5 2']);
    expect(useWeights.getState().reading).toMatchObject({ x: 3, y: 1, at: { weight: 2 } });
  });

  it('is not read outside of the image', async () => {
    await answer(reply());
    for (const [x, y] of [
      [-0.1, 1],
      [8, 1],
      [1, 4],
    ]) {
      point(x, y);
    }
    expect(reads()).toEqual([]);
    point(1, 1);
    await answer(value(3));
    useView.setState({ pointer: null });
    expect(useWeights.getState().reading).toBeNull();
  });

  it('is read again under a pointer at rest when it has changed', async () => {
    await answer(reply());
    point(1, 1);
    await answer(value(3));
    useWorkspace.setState({ weighting: parseWeighting('region') });
    await answer(reply());
    expect(reads()).toEqual(['1 1', '1 1']);
  });

  it('is no longer asked for when the screen is left', () => {
    end();
    useWorkspace.setState({ weighting: parseWeighting('region') });
    expect(names()).toEqual(['weights.preview a']);
    expect(useWeights.getState()).toMatchObject({ preview: null, isBusy: false });
  });
});

followSelection();

function show(row: ImageRow): void {
  useImages.setState(onlyImage(row));
}

function reply(): WeightPreviewReply {
  const map = { width: 8, height: 4, data: new Uint8Array(32), scale: 1 };
  const none = { pixels: 0, meanWeight: null, shareOfWeight: null };
  return {
    ...{ map, min: 1, max: 5, mean: 2, histogram: [], perClass: [], borders: none, unlabelled: none },
    ...{ warnings: [], isCoarse: false, ms: 1 },
  };
}

function value(weight: number) {
  return { weight, importance: 0, terms: [] };
}

function point(x: number, y: number): void {
  useView.setState({ pointer: { x, y, pane: 'pane' } });
}

function names(): string[] {
  return asked.filter(({ name }) => name === 'weights.preview').map(({ name, input }) => `${name} ${input.image[0]}`);
}

function reads(): string[] {
  return asked.filter(({ name }) => name === 'weights.at').map(({ input }) => `${input.x} ${input.y}`);
}

/** Answers the last request. */
async function answer(output: unknown): Promise<void> {
  asked.at(-1)?.answer(output);
  await vi.advanceTimersByTimeAsync(0);
}

async function fail(error: unknown): Promise<void> {
  asked.at(-1)?.fail(error);
  await vi.advanceTimersByTimeAsync(0);
}
