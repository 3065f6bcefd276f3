import { describe, expect, it } from 'vitest';
import { type PaneEvent, PaneInput } from '../../../../src/renderer/canvas/pane-input';
import type { CanvasPointer, Tool } from '../../../../src/renderer/canvas/tools/tool';

/** A pane of 200x100 whose middle shows image point (50, 50) at 200 %, and a tool that writes down what it is told. */
function pane() {
  const told: string[] = [];
  const pointers: CanvasPointer[] = [];
  const toolNamed = (id: string): Tool => {
    const note = (what: string) => (pointer: CanvasPointer) => {
      told.push(`${id} ${what}`);
      pointers.push(pointer);
    };
    return {
      id,
      cursor: () => ({ kind: 'css', cursor: 'default' }),
      onPointerDown: note('down'),
      onPointerMove: note('move'),
      onPointerUp: note('up'),
      onModifiers: note('modifiers'),
      onCancel: () => told.push(`${id} cancel`),
      onWheel: (pointer, notches) => {
        if (id === 'deaf') return false;
        pointers.push(pointer);
        told.push(`${id} wheel ${notches}`);
        return true;
      },
    };
  };
  const state = { tool: toolNamed('brush'), isSpaceHeld: false, hasImage: true };
  const input = new PaneInput({
    pane: () => ({ width: 200, height: 100 }),
    view: () => (state.hasImage ? { zoom: 2, centerX: 50, centerY: 50 } : null),
    tool: () => state.tool,
    isSpaceHeld: () => state.isSpaceHeld,
    panBy: (dx, dy) => told.push(`pan ${dx} ${dy}`),
    zoomBy: (factor, { x, y }) => told.push(`zoom ${factor.toFixed(2)} at ${x} ${y}`),
    toolChanged: () => {},
  });
  return { input, told, pointers, state, toolNamed };
}

function event(x: number, y: number, more: Partial<PaneEvent> = {}): PaneEvent {
  const keys = { shift: false, alt: false, mod: false };
  return { x, y, pointerId: 1, button: 0, buttons: 1, ...keys, pressure: 0.5, moves: [{ x, y }], ...more };
}

describe('a pane', () => {
  it('tells the tool down, move and up, in image pixels', () => {
    const { input, told, pointers } = pane();
    expect(input.down(event(100, 50))).toBe(true);
    input.move(event(120, 40, { button: -1, moves: [110, 115, 120].map((x) => ({ x, y: 40 })) }));
    input.up(event(120, 40));
    expect(told).toEqual(['brush down', 'brush move', 'brush up']);
    expect(pointers[0]).toMatchObject({ x: 50, y: 50, screenX: 100, zoom: 2 });
    expect(pointers[1].moves).toEqual([
      { x: 55, y: 45 },
      { x: 57.5, y: 45 },
      { x: 60, y: 45 },
    ]);
  });

  it('pans with the middle button, and with Space held, and tells the tool nothing', () => {
    const { input, told, state } = pane();
    input.down(event(10, 10, { button: 1 }));
    input.move(event(15, 8, { button: -1 }));
    input.up(event(15, 8, { button: 1 }));
    state.isSpaceHeld = true;
    input.down(event(10, 10));
    state.isSpaceHeld = false;
    input.move(event(20, 10, { button: -1 }));
    input.up(event(20, 10));
    expect(told).toEqual(['pan 5 -2', 'pan 10 0']);
  });

  it('lets a stroke be ended by the button that began it only', () => {
    const { input, told } = pane();
    input.down(event(10, 10));
    expect(input.down(event(10, 10, { button: 2 }))).toBe(false);
    input.up(event(10, 10, { button: 2 }));
    input.up(event(10, 10, { button: 0, pointerId: 2 }));
    input.up(event(10, 10));
    expect(told).toEqual(['brush down', 'brush up']);
  });

  it('ends a stroke whose pointer was lost where it was last', () => {
    const { input, told, pointers } = pane();
    input.down(event(100, 50));
    input.move(event(140, 50, { button: -1 }));
    input.lose();
    input.lose();
    expect(told).toEqual(['brush down', 'brush move', 'brush up']);
    expect(pointers[2].x).toBe(70);
  });

  it('leaves a stroke to the tool that began it, whatever is in hand then', () => {
    const { input, told, state, toolNamed } = pane();
    input.down(event(10, 10));
    state.tool = toolNamed('eraser');
    input.move(event(12, 10, { button: -1 }));
    input.up(event(12, 10));
    input.move(event(14, 10, { button: -1, buttons: 0 }));
    expect(told).toEqual(['brush down', 'brush move', 'brush up', 'eraser move']);
  });

  it('gives a stroke up on Escape, and lets the button go unheard', () => {
    const { input, told } = pane();
    input.down(event(10, 10));
    input.cancel();
    input.up(event(10, 10));
    expect(told).toEqual(['brush down', 'brush cancel']);
  });

  it('zooms about the pointer by the wheel, and by a pinch in small steps', () => {
    const { input, told, state } = pane();
    state.tool = { ...state.tool, onPointerMove: () => {} };
    input.wheel(event(30, 40), { x: 0, y: -1, isPinch: false });
    input.wheel(event(30, 40), { x: 0, y: 0.1, isPinch: true });
    expect(told).toEqual(['zoom 1.25 at 30 40', 'zoom 0.90 at 30 40']);
  });

  it('pans sideways with Shift, and where two fingers go sideways', () => {
    const { input, told, state } = pane();
    state.tool = { ...state.tool, onPointerMove: () => {} };
    input.wheel(event(30, 40, { shift: true }), { x: 0, y: 1, isPinch: false });
    input.wheel(event(30, 40), { x: -1, y: 0.5, isPinch: false });
    expect(told).toEqual(['pan -80 0', 'pan 80 -40']);
  });

  it('offers the wheel with Ctrl to the tool too, and takes a pinch, which says Ctrl by itself, for a zoom', () => {
    const { input, told } = pane();
    const ctrl = event(30, 40, { mod: true });
    input.wheel(ctrl, { x: 0, y: 1, isPinch: true });
    expect(told.splice(0)[0]).toMatch(/^zoom/);
    input.modifiers({ shift: false, alt: false, mod: true });
    told.length = 0;
    input.wheel(ctrl, { x: 0, y: 1, isPinch: true });
    expect(told.splice(0)).toEqual(['brush wheel -1']);
    input.move(event(31, 40, { button: -1 }));
    told.length = 0;
    input.wheel(ctrl, { x: 0, y: 1, isPinch: true });
    expect(told[0]).toMatch(/^zoom/);
  });

  it('offers the wheel with Alt to the tool first, away from the person positive', () => {
    const { input, told, state, toolNamed } = pane();
    input.wheel(event(30, 40, { alt: true }), { x: 0, y: -2, isPinch: false });
    expect(told).toEqual(['brush wheel 2']);
    state.tool = { ...toolNamed('deaf'), onPointerMove: () => {} };
    input.wheel(event(30, 40, { alt: true }), { x: 0, y: -1, isPinch: false });
    expect(told.at(-1)).toBe('zoom 1.25 at 30 40');
  });

  it('tells of Shift while the pointer lies still over it, and not after it left', () => {
    const { input, told, pointers } = pane();
    input.move(event(100, 50, { button: -1, buttons: 0 }));
    input.modifiers({ shift: true, alt: false, mod: false });
    input.leave();
    input.modifiers({ shift: false, alt: false, mod: false });
    expect(told).toEqual(['brush move', 'brush modifiers']);
    expect(pointers[1]).toMatchObject({ x: 50, y: 50, shift: true });
  });

  it('begins nothing while there is no image', () => {
    const { input, told, state } = pane();
    state.hasImage = false;
    expect(input.down(event(10, 10))).toBe(false);
    input.move(event(10, 10, { button: -1 }));
    expect(told).toEqual([]);
  });
});
