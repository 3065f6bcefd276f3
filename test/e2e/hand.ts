import type { CDPSession, Page } from 'playwright-core';
import type { PlainPoint } from '../made/plain-labels';

/**
 * A hand at mouse and keyboard that does not wait for the window: its events are sent one after another, and come in that
 * order. Places are image pixels, seen at 100 %.
 */
export class Hand {
  #sent: Promise<unknown>[] = [];

  private constructor(
    private readonly session: CDPSession,
    /** Where the image's upper left corner is in the window. */
    private readonly corner: PlainPoint,
  ) {}

  /** Shows the image in hand at 100 %, in the middle of the canvas. @param image its size in pixels */
  static async at(page: Page, image: { width: number; height: number }): Promise<Hand> {
    const stage = page.locator('.canvas-stage');
    await stage.waitFor();
    await page.keyboard.press('f');
    await page.keyboard.press('z');
    const box = await stage.boundingBox();
    if (box === null) throw new Error('the canvas is not on the screen');
    // Whole pixels, as the canvas lays an image.
    const x = box.x + Math.round(Math.round(box.width) / 2 - image.width / 2);
    const y = box.y + Math.round(Math.round(box.height) / 2 - image.height / 2);
    return new Hand(await page.context().newCDPSession(page), { x, y });
  }

  /** Presses at the first place, goes to the others, and lets go at the last. */
  drag(way: readonly PlainPoint[]): void {
    for (const [index, at] of way.entries()) {
      if (index === 0) this.#mouse('mouseMoved', at, 0);
      this.#mouse(index === 0 ? 'mousePressed' : 'mouseMoved', at, 1);
    }
    const last = way.at(-1);
    if (last !== undefined) this.#mouse('mouseReleased', last, 0);
  }

  click(at: PlainPoint): void {
    this.drag([at]);
  }

  /** A key that writes a character, or Enter or Escape; `ctrl` with the key that undoes and the like. */
  key(key: string, { ctrl = false, shift = false } = {}): void {
    const modifiers = (ctrl ? 2 : 0) + (shift ? 8 : 0);
    const code = /^\d$/.test(key) ? `Digit${key}` : /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '';
    const event = {
      key,
      code,
      modifiers,
      windowsVirtualKeyCode: key.length === 1 ? key.toUpperCase().charCodeAt(0) : 0,
    };
    for (const type of ['rawKeyDown', 'keyUp'] as const) {
      this.#note(this.session.send('Input.dispatchKeyEvent', { type, ...event }));
    }
  }

  /** Until the window has met all events so far; those that it never will, since it ended, are not waited for. */
  async rest(): Promise<void> {
    const sent = this.#sent;
    this.#sent = [];
    await Promise.all(sent);
  }

  #mouse(type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', { x, y }: PlainPoint, buttons: 0 | 1): void {
    const at = { x: this.corner.x + x, y: this.corner.y + y };
    const isMove = type === 'mouseMoved';
    const button = isMove && buttons === 0 ? 'none' : 'left';
    const event = { type, ...at, button, buttons, clickCount: isMove ? 0 : 1 } as const;
    this.#note(this.session.send('Input.dispatchMouseEvent', event));
  }

  #note(event: Promise<unknown>): void {
    this.#sent.push(event.catch(() => undefined));
  }
}
