import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StrokeRules, WetStroke } from '../../../../../src/renderer/paint/document/document-state';
import { LabelDocument } from '../../../../../src/renderer/paint/document/label-document';
import { fillPolygon } from '../../../../../src/shared/labels/polygon';
import { rectangleRing } from '../../../../../src/shared/labels/rings';
import type { TileMap } from '../../../../../src/shared/labels/tile-map';
import { PlainLabels } from '../../../../made/plain-labels';
import { type Fate, MadeMain, same, seen } from './made-main';

const isSoak = process.env.MASKWRIGHT_SOAK === '1';
const runs = (short: number) => ({ seed: 20241124, numRuns: isSoak ? short * 40 : short });
const limit = { timeout: isSoak ? 900_000 : 60_000 };

const WIDTH = 330;
const HEIGHT = 270;

interface Paint {
  x: number;
  y: number;
  dx: number;
  dy: number;
  label: number;
  /** A label that is not painted over; 0: none. */
  locked: number;
}

type Act =
  | ({ kind: 'stroke' } & Paint)
  /** Begins a stroke, lets answers arrive, goes on and finishes. */
  | ({ kind: 'slow stroke'; answers: number } & Paint)
  | { kind: 'fill'; x: number; y: number; label: number }
  /** An act that is done at once. */
  | ({ kind: 'rectangle' } & Paint)
  /** Is only looked at: the next act takes it away. */
  | ({ kind: 'preview' } & Paint)
  | { kind: 'undo' }
  | { kind: 'redo' }
  /** To any state that the history has at that time. */
  | { kind: 'step to'; place: number }
  | { kind: 'answers'; count: number };

const paint = {
  x: fc.integer({ min: -10, max: WIDTH + 10 }),
  y: fc.integer({ min: -10, max: HEIGHT + 10 }),
  dx: fc.integer({ min: -80, max: 80 }),
  dy: fc.integer({ min: -80, max: 80 }),
  label: fc.constantFrom(0, 1, 2, 255),
  locked: fc.constantFrom(0, 0, 1, 2),
};
const stroke: fc.Arbitrary<Act> = fc.record({ kind: fc.constant('stroke' as const), ...paint });
const slowStroke: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant('slow stroke' as const),
  answers: fc.nat(2),
  ...paint,
});
const fill: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant('fill' as const),
  x: fc.nat(WIDTH - 1),
  y: fc.nat(HEIGHT - 1),
  label: fc.constantFrom(0, 1, 2),
});
const rectangle: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('rectangle' as const, 'preview' as const),
  ...paint,
});
const answers: fc.Arbitrary<Act> = fc.record({
  kind: fc.constant('answers' as const),
  count: fc.integer({ min: 1, max: 3 }),
});
const step: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'undo' as const, 'redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('step to' as const), place: fc.nat(13) }) },
);

/** One whole map a state; acts are done at once, one after another. */
class Reference {
  states: Uint8Array[];
  at = 0;

  constructor(first: Uint8Array = new Uint8Array(WIDTH * HEIGHT)) {
    this.states = [first];
  }

  get now(): Uint8Array {
    return this.states[this.at];
  }

  paint(next: Uint8Array): void {
    if (same(next, this.now)) return;
    this.states = [...this.states.slice(0, this.at + 1), next];
    this.at++;
  }

  step(by: 1 | -1): void {
    const to = this.at + by;
    if (to >= 0 && to < this.states.length) this.at = to;
  }
}

const RADIUS = 9;

function plain(labels: Uint8Array): PlainLabels {
  return new PlainLabels(WIDTH, HEIGHT, labels.slice());
}

function stroked(labels: Uint8Array, { x, y, dx, dy, label, locked }: Paint): Uint8Array {
  const way = [
    { x, y },
    { x: x + dx, y: y + dy },
  ];
  return plain(labels).stroke(way, 2 * RADIUS, label, locked).data;
}

function boxed(labels: Uint8Array, { x, y, dx, dy, label, locked }: Paint): Uint8Array {
  const ring = [
    { x, y },
    { x: x + dx, y },
    { x: x + dx, y: y + dy },
    { x, y: y + dy },
  ];
  return plain(labels).polygon(ring, label, locked).data;
}

function filled(labels: Uint8Array, x: number, y: number, label: number): Uint8Array {
  return plain(labels).fill(x, y, label).data;
}

function rulesOf({ label, locked }: { label: number; locked: number }): StrokeRules {
  const table = new Uint8Array(256);
  if (locked !== 0) table[locked] = 1;
  return { label, locked: locked === 0 ? null : table, name: 'Brush' };
}

const brush = { shape: 'round' as const, radius: RADIUS };

function begin(document: LabelDocument, act: Paint): WetStroke | null {
  const wet = document.beginStroke(rulesOf(act));
  wet?.segment(brush, act, { x: act.x + act.dx / 2, y: act.y + act.dy / 2 });
  return wet;
}

function end(wet: WetStroke | null, act: Paint): void {
  const middle = { x: act.x + act.dx / 2, y: act.y + act.dy / 2 };
  wet?.segment(brush, middle, { x: act.x + act.dx, y: act.y + act.dy });
  wet?.finish();
}

/** Whoever follows what is told dirty has at all times what is seen. */
function follower(document: LabelDocument): { labels: Uint8Array } {
  const copy = { labels: new Uint8Array(WIDTH * HEIGHT) };
  document.watch(({ x, y, width, height }) => {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) {
        copy.labels[row * WIDTH + column] = document.labelAt(column, row);
      }
    }
  });
  return copy;
}

async function opened(main: MadeMain): Promise<LabelDocument> {
  const document = new LabelDocument({ id: 'a', name: 'a.png', width: WIDTH, height: HEIGHT }, main.client);
  await main.answerAll();
  return document;
}

async function perform(act: Act, document: LabelDocument, main: MadeMain, reference: Reference): Promise<void> {
  switch (act.kind) {
    case 'stroke':
      end(begin(document, act), act);
      reference.paint(stroked(reference.now, act));
      return;
    case 'slow stroke': {
      const wet = begin(document, act);
      for (let i = 0; i < act.answers; i++) await main.answer();
      end(wet, act);
      reference.paint(stroked(reference.now, act));
      return;
    }
    case 'fill':
      await document.fill(act.x + 0.5, act.y + 0.5, rulesOf({ label: act.label, locked: 0 }));
      reference.paint(filled(reference.now, act.x, act.y, act.label));
      return;
    case 'rectangle': {
      const { locked } = rulesOf(act);
      const ring = rectangleRing({ x: act.x, y: act.y }, { x: act.x + act.dx, y: act.y + act.dy });
      const edit = (map: TileMap) => fillPolygon(map, [ring], act.label);
      document.apply({ name: 'Rectangle', kind: 'polygon', locked, edit });
      reference.paint(boxed(reference.now, act));
      return;
    }
    case 'preview': {
      const wet = document.beginStroke({ ...rulesOf(act), isPreview: true });
      wet?.segment(brush, act, { x: act.x + act.dx, y: act.y + act.dy });
      document.finishStroke();
      expect(wet?.isWet()).not.toBe(true);
      return;
    }
    case 'undo':
    case 'redo':
      void document[act.kind]();
      reference.step(act.kind === 'undo' ? -1 : 1);
      return;
    case 'step to': {
      const place = act.place % reference.states.length;
      void document.stepTo(place === 0 ? null : place - 1);
      reference.at = place;
      return;
    }
    case 'answers':
      for (let i = 0; i < act.count; i++) await main.answer();
  }
}

describe('a label document', () => {
  it('ends as if each act had waited for the one before, however late main answers', limit, async () => {
    const acts = fc.array(fc.oneof(stroke, slowStroke, rectangle, fill, step, answers), {
      minLength: 1,
      maxLength: 14,
    });
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const main = new MadeMain(WIDTH, HEIGHT);
        const document = await opened(main);
        const follows = follower(document);
        const reference = new Reference();
        for (const act of all) await perform(act, document, main, reference);
        await main.answerAll();
        expect(same(seen(document), reference.now)).toBe(true);
        expect(same(main.labels, reference.now)).toBe(true);
        expect(same(follows.labels, reference.now)).toBe(true);
        expect(document.state.saving).toEqual({ status: 'saved' });
      }),
      runs(25),
    );
  });

  it('shows every stroke at once and loses none, whatever main refuses or forgets to answer', limit, async () => {
    const fate = fc.constantFrom<Fate>('answered', 'answered', 'refused', 'lost');
    const acts = fc.array(fc.oneof(stroke, slowStroke, rectangle, answers), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(acts, fc.array(fate, { maxLength: 12 }), async (all, fates) => {
        const main = new MadeMain(WIDTH, HEIGHT);
        const document = await opened(main);
        main.decide(...fates);
        const reference = new Reference();
        for (const act of all) {
          await perform(act, document, main, reference);
          expect(same(seen(document), reference.now)).toBe(true);
        }
        for (let tries = 0; tries <= fates.length && !(await settled(document, main)); tries++) document.retry();
        expect(document.state.saving).toEqual({ status: 'saved' });
        expect(same(seen(document), reference.now)).toBe(true);
        expect(same(main.labels, reference.now)).toBe(true);
      }),
      runs(25),
    );
  });

  it('keeps two images apart, however they are switched', limit, async () => {
    const act = fc.tuple(fc.nat(1), fc.oneof(stroke, slowStroke, step, answers));
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 14 }), async (all) => {
        const mains = [new MadeMain(WIDTH, HEIGHT), new MadeMain(WIDTH, HEIGHT)];
        const documents = [await opened(mains[0]), await opened(mains[1])];
        const references = [new Reference(), new Reference()];
        for (const [which, each] of all) await perform(each, documents[which], mains[which], references[which]);
        for (const main of mains) await main.answerAll();
        for (const [which, reference] of references.entries()) {
          expect(same(seen(documents[which]), reference.now)).toBe(true);
          expect(same(mains[which].labels, reference.now)).toBe(true);
        }
      }),
      runs(15),
    );
  });

  it('can be painted on while its labels are still arriving', limit, async () => {
    const first = fc.record({ a: fc.record(paint), b: fc.record(paint) });
    const acts = fc.array(fc.oneof(stroke, slowStroke, answers), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(first, acts, async ({ a, b }, all) => {
        const before = stroked(stroked(new Uint8Array(WIDTH * HEIGHT), a), b);
        const main = new MadeMain(WIDTH, HEIGHT, before);
        const document = new LabelDocument({ id: 'a', name: 'a.png', width: WIDTH, height: HEIGHT }, main.client);
        await main.answer();
        const reference = new Reference(before);
        for (const act of all) await perform(act, document, main, reference);
        await main.answerAll();
        expect(same(seen(document), reference.now)).toBe(true);
        expect(same(main.labels, reference.now)).toBe(true);
      }),
      runs(15),
    );
  });
});

/** Whether everything was saved; false where something failed. */
async function settled(document: LabelDocument, main: MadeMain): Promise<boolean> {
  await main.answerAll();
  return document.state.saving.status === 'saved';
}
