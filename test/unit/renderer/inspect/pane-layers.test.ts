import { describe, expect, it } from 'vitest';
import { packColor } from '../../../../src/renderer/canvas/color-table';
import type { BytesLayer, CanvasLayer } from '../../../../src/renderer/canvas/layers';
import { kindsIn } from '../../../../src/renderer/inspect/kinds-in';
import { type PaneLook, paneLayers } from '../../../../src/renderer/inspect/pane-layers';
import { DIFFERENCE, NOT_LABELLED, RIGHT } from '../../../../src/shared/contract/inspect';
import { runIdSchema } from '../../../../src/shared/ids';

const channels = [{ color: '#808080' }, { color: '#e69f00' }];
const layer = { map: { width: 1, height: 1, data: new Uint8Array(1), scale: 1 } };

function look(opacity: number, threshold: PaneLook['threshold'] = null): PaneLook {
  return { channels, labels: null, opacity, threshold };
}

function bytesOf(layers: readonly CanvasLayer[]): BytesLayer {
  const found = layers.find((each) => each.kind === 'bytes');
  if (found === undefined) throw new Error('no bytes');
  return found;
}

describe('the layers of a pane', () => {
  it('are the image alone until the engine has answered', () => {
    expect(paneLayers({ kind: 'loss' }, null, look(0.5))).toEqual([{ kind: 'image' }]);
    expect(paneLayers({ kind: 'labels' }, null, look(0.5))).toEqual([{ kind: 'image' }]);
  });

  it('show a prediction in the colours of its classes, with the opacity asked for', () => {
    const { table, opacity, values } = bytesOf(paneLayers({ kind: 'prediction' }, layer, look(0.4)));
    expect([table[0], table[1], table[2]]).toEqual([packColor(0x80, 0x80, 0x80), packColor(0xe6, 0x9f, 0), 0]);
    expect([opacity, values]).toEqual([0.4, 'names']);
  });

  it('show a wrong pixel in the colour of what it was taken for, a right one clear, and darken what is not labelled', () => {
    const { table } = bytesOf(paneLayers({ kind: 'error' }, layer, look(1)));
    expect([table[1], table[RIGHT]]).toEqual([packColor(0xe6, 0x9f, 0), 0]);
    expect(table[NOT_LABELLED]).toBe(packColor(0, 0, 0, 140));
  });

  it('are the image alone where nothing in it is labelled and the view compares', () => {
    const none = { map: { ...layer.map, data: Uint8Array.of(NOT_LABELLED) } };
    for (const kind of ['error', 'loss', 'weighted-loss'] as const) {
      expect(paneLayers({ kind }, none, look(1))).toEqual([{ kind: 'image' }]);
    }
    expect(paneLayers({ kind: 'weight' }, none, look(1))).toHaveLength(2);
  });

  it('show what reaches the threshold of a class in its colour, and of other classes the probability itself', () => {
    const view = { kind: 'probability', channel: 1 } as const;
    const cut = bytesOf(paneLayers(view, layer, look(0.4, { channel: 1, value: 0.5 })));
    expect([cut.table[126], cut.table[127], cut.table[254]]).toEqual([
      0,
      packColor(0xe6, 0x9f, 0),
      packColor(0xe6, 0x9f, 0),
    ]);
    expect(cut.opacity).toBe(0.4);
    const other = bytesOf(paneLayers(view, layer, look(0.4, { channel: 0, value: 0.5 })));
    expect(other.values).toBe('scale');
  });

  it('show a difference of two runs in a colour for each way to differ, clear where they agree', () => {
    const { table, values } = bytesOf(
      paneLayers({ kind: 'difference', run: runIdSchema.parse('run-002') }, layer, look(1)),
    );
    expect(values).toBe('names');
    expect(table[RIGHT]).toBe(0);
    const colors = Object.values(DIFFERENCE).map((kind) => table[kind]);
    expect(new Set(colors).size).toBe(4);
    expect(colors).not.toContain(0);
  });

  it('never average a loss with pixels that have none', () => {
    for (const kind of ['loss', 'weighted-loss'] as const) {
      const { values, table } = bytesOf(paneLayers({ kind }, layer, look(1)));
      expect(values).toBe('scale-or-none');
      expect(table[NOT_LABELLED]).toBe(packColor(0, 0, 0, 140));
    }
  });
});

describe('the kinds in a map', () => {
  it('are its different bytes', () => {
    expect(kindsIn(Uint8Array.from([3, 255, 3, 0]))).toEqual(new Set([0, 3, 255]));
    expect(kindsIn(new Uint8Array())).toEqual(new Set());
  });
});
