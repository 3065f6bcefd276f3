import { expect, it } from 'vitest';
import { isHeldBack } from '../../../../src/renderer/images/use-arrived';

const lines = Array.from({ length: 20 }, (_, line) => line);
const range = { startIndex: 8, endIndex: 11 };

it('makes lines out of view only while the list rests', () => {
  expect(lines.filter((line) => !isHeldBack(line, 'resting', range, null))).toEqual(lines);
  expect(lines.filter((line) => !isHeldBack(line, 'moving', range, null))).toEqual([8, 9, 10, 11]);
});

it('makes the one that comes next, the way the list moves', () => {
  expect(lines.filter((line) => !isHeldBack(line, 'moving', range, 'forward'))).toEqual([8, 9, 10, 11, 12]);
  expect(lines.filter((line) => !isHeldBack(line, 'moving', range, 'backward'))).toEqual([7, 8, 9, 10, 11]);
});

it('makes none in a flight', () => {
  expect(lines.filter((line) => !isHeldBack(line, 'flying', range, 'forward'))).toEqual([]);
});

it('makes all before the list knows what is in view', () => {
  expect(isHeldBack(3, 'moving', null, null)).toBe(false);
});
