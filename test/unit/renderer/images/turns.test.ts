import { expect, it } from 'vitest';
import { Turns } from '../../../../src/renderer/images/turns';

/** A queue of ten images a frame, and the frames that it asked for. */
function madeTurns() {
  const frames: (() => void)[] = [];
  const entered: string[] = [];
  const turns = new Turns(10, (callback) => frames.push(callback));
  return {
    entered,
    wait: (name: string, images: number) => turns.wait(images, () => entered.push(name)),
    frame: () => frames.shift()?.(),
    asked: () => frames.length,
  };
}

it('lets lines in with the frames, as many as have no more images than one may make', () => {
  const { wait, frame, entered } = madeTurns();
  for (const name of ['a', 'b', 'c']) wait(name, 5);
  expect(entered).toEqual([]);
  frame();
  expect(entered).toEqual(['a', 'b']);
  frame();
  expect(entered).toEqual(['a', 'b', 'c']);
});

it('gives a line of more images a frame for itself', () => {
  const { wait, frame, entered } = madeTurns();
  for (const name of ['a', 'b']) wait(name, 30);
  frame();
  expect(entered).toEqual(['a']);
});

it('passes over a line that has gone', () => {
  const { wait, frame, entered } = madeTurns();
  const leave = wait('gone', 10);
  wait('here', 10);
  leave();
  frame();
  expect(entered).toEqual(['here']);
});

it('asks for no frame while nothing waits', () => {
  const { wait, frame, asked } = madeTurns();
  wait('a', 5);
  wait('b', 5);
  expect(asked()).toBe(1);
  frame();
  expect(asked()).toBe(0);
});
