import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isShownAsItIs } from '../../../../src/renderer/canvas/picture-values';
import { followReadout, useReadout } from '../../../../src/renderer/canvas/pixel-readout';
import { useView } from '../../../../src/renderer/canvas/view-state';
import type { ValueBlock } from '../../../../src/shared/images/value-block';
import { imageRow } from '../made/image-row';

interface Asked {
  input: { id: string; x: number; y: number };
  answer(block: ValueBlock): void;
}
let asked: Asked[] = [];

vi.mock('../../../../src/renderer/app/client', () => ({
  ask: (_name: string, input: Asked['input']) =>
    new Promise((answer) => {
      asked.push({ input, answer });
    }),
}));

/** All of an image of 8 x 8 pixels, of one value. */
function block(value: number): ValueBlock {
  const values = new Array<number>(64).fill(value);
  return { ...{ x: 0, y: 0, width: 8, height: 8, channels: 1 }, values, names: [] };
}

async function answered(index: number, value: number): Promise<void> {
  asked[index]?.answer(block(value));
  await new Promise((resolve) => setTimeout(resolve));
}

const deep = (digit: string, view: string) => imageRow(digit, { depth: 16, view });
let end = (): void => undefined;

beforeEach(() => {
  asked = [];
  useView.setState({ image: { width: 8, height: 8 }, pointer: { x: 2.5, y: 3.5, pane: 'pane' } });
});
afterEach(() => end());

describe('the value under the pointer', () => {
  it('is asked for once, and stays known while its image is looked at', async () => {
    end = followReadout(deep('a', 'a?v=1'));
    expect(asked.map(({ input }) => input)).toEqual([{ id: 'a'.repeat(16), x: 2, y: 3 }]);
    await answered(0, 183);
    expect(useReadout.getState().words).toBe('183');
    end();
    end = followReadout(deep('a', 'a?v=1'));
    expect(useReadout.getState().words).toBe('183');
    expect(asked).toHaveLength(1);
  });

  it('is asked for anew where the same image has another file or other channels', async () => {
    end = followReadout(deep('b', 'b?v=1'));
    await answered(0, 1);
    end();
    end = followReadout(deep('b', 'b?v=2'));
    expect(useReadout.getState().words).toBeNull();
    await answered(1, 2);
    expect(useReadout.getState().words).toBe('2');
  });

  it('is never that of the image before, however late that comes', async () => {
    end = followReadout(deep('c', 'c?v=1'));
    end();
    end = followReadout(deep('d', 'd?v=1'));
    await answered(0, 1);
    expect(useReadout.getState().words).toBeNull();
    await answered(1, 2);
    expect(useReadout.getState().words).toBe('2');
  });
});

it.each([
  [{ channels: 1 }, true],
  [{ channels: 3 }, true],
  [{ channels: 2 }, false],
  [{ channels: 4 }, false],
  [{ channels: 3, channelChoice: [1] }, false],
  [{ channels: 1, depth: 16 }, false],
])('values of %o are read from the picture: %s', (over, wanted) => {
  expect(isShownAsItIs(imageRow('e', over))).toBe(wanted);
});
