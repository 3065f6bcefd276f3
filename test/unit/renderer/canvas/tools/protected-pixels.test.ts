import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { BoxTool } from '../../../../../src/renderer/canvas/tools/box-tool';
import { BrushTool } from '../../../../../src/renderer/canvas/tools/brush-tool';
import { copyJob } from '../../../../../src/renderer/canvas/tools/copy-job';
import { FillTool } from '../../../../../src/renderer/canvas/tools/fill-tool';
import { LassoTool } from '../../../../../src/renderer/canvas/tools/lasso-tool';
import { PolygonTool } from '../../../../../src/renderer/canvas/tools/polygon-tool';
import { PreviewTool } from '../../../../../src/renderer/canvas/tools/preview-tool';
import { regionJob } from '../../../../../src/renderer/canvas/tools/region-job';
import { SmartBrushTool } from '../../../../../src/renderer/canvas/tools/smart-brush-tool';
import { SuperpixelTool } from '../../../../../src/renderer/canvas/tools/superpixel-tool';
import type { Tool } from '../../../../../src/renderer/canvas/tools/tool';
import { WandTool } from '../../../../../src/renderer/canvas/tools/wand-tool';
import { WireTool } from '../../../../../src/renderer/canvas/tools/wire-tool';
import { usePaint } from '../../../../../src/renderer/paint/document/paint-state';
import { protectionFor, setToolSettings } from '../../../../../src/renderer/paint/tool-settings';
import { regionActs } from '../../../../../src/shared/contract/paint-choices';
import { classIdSchema } from '../../../../../src/shared/ids';
import type { Point } from '../../../../../src/shared/labels/brush';
import { paintedLabels } from '../../../../../src/shared/labels/copy';
import { applyEdit } from '../../../../../src/shared/labels/edit';
import { fillPolygon } from '../../../../../src/shared/labels/polygon';
import { ellipseRing } from '../../../../../src/shared/labels/rings';
import { emptyTileMap, fromLabelMap, type TileMap, toLabelMap } from '../../../../../src/shared/labels/tile-map';
import { MadeHand, MadeTarget, move, pointer } from './made-hand';
import { MadeKernels, madePicture } from './made-kernels';

const everywhere = [
  { x: 0, y: 0 },
  { x: 400, y: 0 },
  { x: 400, y: 300 },
  { x: 0, y: 300 },
];
const classes = [1, 2, 3].map((id) => ({ id: classIdSchema.parse(id) }));
const before = usePaint.getState();

afterEach(() => {
  usePaint.setState(before);
  setToolSettings({ over: 'everything', overClass: null });
});

const runs = { seed: 7, numRuns: process.env.MASKWRIGHT_SOAK === '1' ? 200 : 6 };
const point = fc.record({ x: fc.integer({ min: -10, max: 410 }), y: fc.integer({ min: -10, max: 310 }) });
const points = fc.array(point, { minLength: 3, maxLength: 6 });

/** Round spots of all three classes over each other. */
const spots = fc
  .array(fc.record({ at: point, radius: fc.integer({ min: 4, max: 90 }), label: fc.constantFrom(1, 2, 3) }), {
    minLength: 6,
    maxLength: 14,
  })
  .map((all) =>
    crumbled(
      all.reduce(
        (map: TileMap, { at: { x, y }, radius, label }) => {
          const ring = ellipseRing({ x: x - radius, y: y - radius }, { x: x + radius, y: y + radius });
          return applyEdit(map, fillPolygon(map, [ring], label));
        },
        emptyTileMap(400, 300),
      ),
    ),
  );

/** With specks, gaps and holes all over. */
function crumbled(map: TileMap): TileMap {
  const labels = toLabelMap(map);
  for (let i = 0; i < labels.data.length; i += 37) labels.data[i] = (i / 37) % 4;
  return fromLabelMap(labels);
}

/** Presses at the first point, draws through the others and lets go; as one click where there is one. */
function draw(tool: Tool, way: readonly Point[], alt = false): void {
  const [first] = way;
  const last = way[way.length - 1];
  tool.onPointerDown(pointer(first.x, first.y, { alt }));
  for (const { x, y } of way.slice(1)) tool.onPointerMove(move(x, y, { alt }));
  tool.onPointerUp(pointer(last.x, last.y, { alt }));
}

function click(tool: Tool, way: readonly Point[]): void {
  for (const at of way) draw(tool, [at]);
}

/** Every tool and act of Paint, each used once. */
function uses(
  hand: MadeHand,
  from: TileMap,
): { name: string; tool: Tool; use(tool: Tool, way: readonly Point[]): void }[] {
  const region = regionActs.flatMap((act) =>
    (['region', 'class', 'shape'] as const).map((scope) => ({
      name: `${act} of a ${scope}`,
      tool: new PreviewTool('region', hand, regionJob(hand, { act: () => act, scope: () => scope, name: () => act })),
      use: scope === 'shape' ? draw : (tool: Tool, way: readonly Point[]) => draw(tool, way.slice(0, 1)),
    })),
  );
  const copied = (['all', 'region', 'shape'] as const).map((scope) => ({
    name: `copy of ${scope}`,
    tool: new PreviewTool(
      'copy',
      hand,
      copyJob(hand, {
        key: () => '',
        scope: () => scope,
        load: async () => ({ map: from, table: paintedLabels(), name: 'Copy' }),
      }),
    ),
    use: scope === 'shape' ? draw : (tool: Tool, way: readonly Point[]) => draw(tool, way.slice(0, 1)),
  }));
  const taking = (tool: Tool, way: readonly Point[]): void => draw(tool, way, true);
  return [
    { name: 'brush', tool: new BrushTool('brush', hand), use: draw },
    { name: 'eraser', tool: new BrushTool('eraser', hand), use: draw },
    { name: 'polygon', tool: new PolygonTool(hand), use: click },
    { name: 'lasso', tool: new LassoTool(hand), use: draw },
    { name: 'lasso with Alt', tool: new LassoTool(hand), use: taking },
    { name: 'rectangle', tool: new BoxTool('rectangle', hand), use: draw },
    { name: 'ellipse with Alt', tool: new BoxTool('ellipse', hand), use: taking },
    { name: 'fill', tool: new FillTool(hand), use: (tool, way) => draw(tool, way.slice(0, 1)) },
    { name: 'wand', tool: new WandTool(hand), use: draw },
    { name: 'wand with Alt', tool: new WandTool(hand), use: taking },
    { name: 'wire', tool: new WireTool(hand, { isLine: () => false }), use: click },
    { name: 'wire as a line', tool: new WireTool(hand, { isLine: () => true }), use: click },
    { name: 'smart brush', tool: new SmartBrushTool(hand), use: draw },
    { name: 'smart brush with Alt', tool: new SmartBrushTool(hand), use: taking },
    { name: 'superpixels', tool: new SuperpixelTool(hand), use: draw },
    ...region,
    ...copied,
  ];
}

describe('what is not to be painted over', () => {
  it('stays as it is whatever tool or act is used over it', async () => {
    const changedBy = new Set<string>();
    const names = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        spots,
        spots,
        points,
        fc.constantFrom('everything', 'unpainted', 'class'),
        fc.constantFrom(1, 2, 3),
        fc.subarray([1, 2, 3]),
        fc.constantFrom(null, 1, 2, 3),
        async (map, other, way, over, overClass, locked, boundary) => {
          setToolSettings({ over, overClass: classIdSchema.parse(overClass) });
          usePaint.setState({ locked: new Set(locked.map((id) => classIdSchema.parse(id))) });
          const hand = new MadeHand();
          hand.inHand = { id: 2, name: 'two', color: '#000000' };
          hand.locked = (label) => protectionFor(label, classes);
          hand.boundary = boundary;
          hand.loops = true;
          hand.width = 15;
          const kernels = new MadeKernels(madePicture((x, y) => 60 + 90 * Math.sin(x / 30) * Math.sin(y / 25)));
          hand.pixels = kernels;
          const { data } = toLabelMap(map);
          for (const { name, tool, use } of uses(hand, other)) {
            const target = new MadeTarget();
            target.map = map;
            hand.at = target;
            use(tool, way);
            await kernels.answerAll();
            tool.onKey?.({ act: 'close' });
            await kernels.answerAll();
            const after = toLabelMap(target.map).data;
            names.add(name);
            for (let i = 0; i < after.length; i++) {
              if (after[i] === data[i]) continue;
              changedBy.add(name);
              const isOpen =
                !locked.includes(data[i]) &&
                (over !== 'class' || data[i] === overClass) &&
                (over !== 'unpainted' || data[i] === 0 || after[i] === 0);
              if (!isOpen)
                throw new Error(`${name} made ${after[i]} of ${data[i]} at ${i % 400}, ${Math.floor(i / 400)}`);
            }
          }
        },
      ),
      runs,
    );
    // None of them passes because it does nothing at all.
    expect([...names].filter((name) => !changedBy.has(name))).toEqual([]);
  });

  it('is told of where nothing else lies under what was painted', async () => {
    const map = applyEdit(emptyTileMap(400, 300), fillPolygon(emptyTileMap(400, 300), [everywhere], 1));
    const way = [
      { x: 100, y: 100 },
      { x: 160, y: 100 },
      { x: 130, y: 150 },
    ];
    const painting = (hand: MadeHand) => uses(hand, map).filter(({ tool }) => !['region', 'copy'].includes(tool.id));
    const told = async (locked: Uint8Array | null): Promise<string[]> => {
      const hand = new MadeHand();
      hand.locked = () => locked;
      const kernels = new MadeKernels(madePicture(() => 100));
      hand.pixels = kernels;
      const names: string[] = [];
      for (const { name, tool, use } of painting(hand)) {
        const target = new MadeTarget();
        target.map = map;
        hand.at = target;
        hand.refusals = 0;
        use(tool, way);
        await kernels.answerAll();
        tool.onKey?.({ act: 'close' });
        await kernels.answerAll();
        const words = tool.words?.() ?? '';
        if (locked !== null) expect(words).not.toMatch(/^(?!Nothing).* painted[.,]|Filled with/);
        if (hand.refusals > 0 || words.includes('is not painted over')) names.push(name);
      }
      return names;
    };
    const one = new Uint8Array(256);
    one[1] = 1;
    expect(await told(one)).toEqual(painting(new MadeHand()).map(({ name }) => name));
    expect(await told(null)).toEqual([]);
  });
});
