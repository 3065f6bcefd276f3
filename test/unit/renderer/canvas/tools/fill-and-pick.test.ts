import { describe, expect, it } from 'vitest';
import { FillTool } from '../../../../../src/renderer/canvas/tools/fill-tool';
import { PickTool } from '../../../../../src/renderer/canvas/tools/pick-tool';
import { MadeHand, MadeTarget, pointer } from './made-hand';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

function made(): { hand: MadeHand; target: MadeTarget } {
  const hand = new MadeHand();
  const target = new MadeTarget();
  hand.at = target;
  return { hand, target };
}

describe('the fill tool', () => {
  it('gives the region under the pointer the class in hand', async () => {
    const { hand, target } = made();
    new FillTool(hand).onPointerDown(pointer(20.7, 30.2));
    await settled();
    expect([target.labelAt(0, 0), target.labelAt(399, 299)]).toEqual([3, 3]);
  });

  it('shows that a large region takes a moment, and takes no second click meanwhile', async () => {
    const { hand } = made();
    const fill = new FillTool(hand);
    fill.onPointerDown(pointer(20, 30));
    expect(fill.cursor()).toEqual({ kind: 'css', cursor: 'progress' });
    hand.inHand = { id: 4, name: 'nucleus', color: '#56b4e9' };
    fill.onPointerDown(pointer(20, 30));
    await settled();
    expect(hand.at?.labelAt(20, 30)).toBe(3);
    expect(fill.cursor()).toEqual({ kind: 'css', cursor: 'crosshair' });
  });

  it('says where it would change nothing, and why', async () => {
    const { hand, target } = made();
    const fill = new FillTool(hand);
    const click = async (x: number): Promise<string> => {
      fill.onPointerDown(pointer(x, 30));
      await settled();
      return fill.words();
    };
    expect(await click(20)).toBe('Filled with membrane.');
    expect(await click(20)).toBe('This region is membrane already.');
    hand.boundary = 3;
    expect(await click(20)).toBe('membrane is what the fill spreads up to: click beside it.');
    hand.boundary = null;
    hand.inHand = { id: 4, name: 'nucleus', color: '#56b4e9' };
    hand.table = new Uint8Array(256);
    hand.table[3] = 1;
    expect(await click(20)).toMatch(/^membrane is not painted over/);
    expect(target.labelAt(20, 30)).toBe(3);
  });

  it('does not say that it filled where nothing could be filled', async () => {
    const { hand, target } = made();
    target.isLocked = true;
    const fill = new FillTool(hand);
    fill.onPointerDown(pointer(20, 30));
    await settled();
    expect(fill.words()).toBe('Nothing was filled.');
    expect(hand.refusals).toBe(1);
  });

  it('shows what went wrong, and takes the next click', async () => {
    const { hand, target } = made();
    target.fill = () => Promise.reject(new Error('no labels'));
    const fill = new FillTool(hand);
    fill.onPointerDown(pointer(20, 30));
    await settled();
    expect(hand.failures).toEqual([new Error('no labels')]);
    expect(fill.words()).toBe('');
    expect(fill.cursor()).toEqual({ kind: 'css', cursor: 'crosshair' });
  });

  it('does nothing outside the image or by another button', async () => {
    const { hand, target } = made();
    const fill = new FillTool(hand);
    fill.onPointerDown(pointer(-1, 30));
    fill.onPointerDown(pointer(400, 30));
    fill.onPointerDown(pointer(20, 30, { button: 2 }));
    await settled();
    expect(target.labelAt(20, 30)).toBe(0);
  });

  it('says why nothing is filled', () => {
    const { hand } = made();
    hand.inHand = null;
    const fill = new FillTool(hand);
    fill.onPointerDown(pointer(20, 30));
    expect(hand.refusals).toBe(1);
    expect(fill.cursor()).toEqual({ kind: 'css', cursor: 'not-allowed' });
  });
});

describe('the pick tool', () => {
  it('says which class is in hand now, or that nothing is painted there', async () => {
    const { hand, target } = made();
    await target.fill(5, 5, { label: 3, locked: null, name: '' });
    const pick = new PickTool(hand);
    const click = (): string => {
      pick.onPointerDown(pointer(5, 5));
      pick.onPointerUp(pointer(5, 5));
      return pick.words();
    };
    expect(click()).toBe('membrane is in hand.');
    hand.at = new MadeTarget();
    expect(click()).toBe('Nothing is painted there.');
  });

  it('takes the class under the pointer in hand when the button is let go', async () => {
    const { hand, target } = made();
    await target.fill(5, 5, { label: 7, locked: null, name: '' });
    const pick = new PickTool(hand);
    pick.onPointerDown(pointer(5, 5));
    expect(hand.taken).toEqual([]);
    pick.onPointerUp(pointer(8.9, 8.9));
    expect(hand.taken).toEqual([7]);
  });

  it('takes nothing after Escape', () => {
    const { hand } = made();
    const pick = new PickTool(hand);
    pick.onPointerDown(pointer(5, 5));
    pick.onCancel();
    pick.onPointerUp(pointer(5, 5));
    expect(hand.taken).toEqual([]);
  });
});
