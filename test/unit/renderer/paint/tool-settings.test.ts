import { beforeEach, describe, expect, it } from 'vitest';
import { setTool, usePaint } from '../../../../src/renderer/paint/document/paint-state';
import { possibleAmount, steppedAmount } from '../../../../src/renderer/paint/tool-amounts';
import {
  amountInHand,
  protectionFor,
  setToolSettings,
  stepInHand,
  useToolSettings,
} from '../../../../src/renderer/paint/tool-settings';
import { classIdSchema } from '../../../../src/shared/ids';

const id = (value: number) => classIdSchema.parse(value);
const classes = [{ id: id(1) }, { id: id(2) }, { id: id(3) }];

/** Labels of 0 to 3 that may be painted over. */
function open(label: number): number[] {
  const table = protectionFor(label, classes);
  return [0, 1, 2, 3].filter((each) => table === null || table[each] === 0);
}

beforeEach(() => {
  useToolSettings.setState(useToolSettings.getInitialState(), true);
  usePaint.setState(usePaint.getInitialState(), true);
});

describe('what may be painted over', () => {
  it('is everything but locked classes', () => {
    expect(open(1)).toEqual([0, 1, 2, 3]);
    usePaint.setState({ locked: new Set([id(2)]) });
    expect(open(1)).toEqual([0, 1, 3]);
  });

  it('is what is unpainted alone where that is the rule, and erasing goes on', () => {
    setToolSettings({ over: 'unpainted' });
    expect(open(1)).toEqual([0]);
    expect(open(0)).toEqual([0, 1, 2, 3]);
  });

  it('is one class alone where that is the rule: that chosen, or the first while that is not there', () => {
    setToolSettings({ over: 'class', overClass: id(2) });
    expect(open(1)).toEqual([2]);
    expect(open(0)).toEqual([2]);
    setToolSettings({ overClass: id(9) });
    expect(open(1)).toEqual([1]);
    usePaint.setState({ locked: new Set([id(1)]) });
    expect(open(1)).toEqual([]);
  });
});

describe('the keys for less and more', () => {
  it('step the slider of the tool in hand, or the size of the brush', () => {
    setTool('wand');
    expect(amountInHand()).toBe('tolerance');
    stepInHand(3);
    expect(useToolSettings.getState().amounts.tolerance).toBe(23);
    setTool('region');
    setToolSettings({ regionAct: 'specks' });
    stepInHand(-1);
    expect(useToolSettings.getState().amounts.specks).toBe(45);
    setTool('brush');
    stepInHand(1);
    expect(usePaint.getState().sizes.brush).toBe(26);
    setToolSettings({ regionAct: 'replace' });
    setTool('region');
    expect(amountInHand()).toBeNull();
  });

  it('stay within what is possible', () => {
    expect([possibleAmount('tolerance', 300), possibleAmount('tolerance', -2), possibleAmount('grow', 0)]).toEqual([
      255, 0, 1,
    ]);
    expect(steppedAmount('grow', 1, -5)).toBe(1);
  });
});
