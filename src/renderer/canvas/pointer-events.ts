import type { PaneEvent, PaneInput, PaneWheel } from './pane-input';

const isMac = navigator.userAgent.includes('Mac');
/** CSS pixels of a notch of a mouse's wheel, of a line, of a page. */
const NOTCH_PX = 100;
const LINE_PX = 33;
const PAGE_PX = 400;

/**
 * Leads an element's pointer and wheel events to the pane's input. The returned function ends it, and a gesture that is
 * under way. @param onHover where the pointer is, device pixels from the upper left corner; null when it left
 */
export function listenToPointer(
  element: HTMLElement,
  input: PaneInput,
  onHover: (at: { x: number; y: number } | null) => void,
): () => void {
  let box = element.getBoundingClientRect();
  const measure = (): void => {
    box = element.getBoundingClientRect();
  };
  const place = ({ clientX, clientY }: MouseEvent): { x: number; y: number } => ({
    x: (clientX - box.left) * devicePixelRatio,
    y: (clientY - box.top) * devicePixelRatio,
  });
  const read = (event: MouseEvent, pointerId: number, pressure: number, moves: readonly MouseEvent[]): PaneEvent => ({
    ...place(event),
    pointerId,
    button: event.button,
    buttons: event.buttons,
    shift: event.shiftKey,
    alt: event.altKey,
    mod: isMac ? event.metaKey : event.ctrlKey,
    pressure,
    moves: moves.length > 0 ? moves.map(place) : [place(event)],
  });
  const readPointer = (event: PointerEvent): PaneEvent =>
    read(event, event.pointerId, event.pressure, event.getCoalescedEvents());

  const stop = new AbortController();
  const { signal } = stop;
  const on = <Name extends keyof HTMLElementEventMap>(
    name: Name,
    listener: (event: HTMLElementEventMap[Name]) => void,
  ): void => element.addEventListener(name, listener, { signal, passive: false });

  on('pointerenter', measure);
  on('pointerdown', (event) => {
    if (!event.isPrimary) return;
    measure();
    if (!input.down(readPointer(event))) return;
    element.setPointerCapture(event.pointerId);
    // A middle button would start scrolling. A field that was typed into would go on taking the tools' keys.
    event.preventDefault();
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  on('pointermove', (event) => {
    if (!event.isPrimary) return;
    // A second button while one is down comes as a move.
    const at = readPointer(event);
    onHover(at);
    if (event.button < 0) input.move(at);
    else if ((event.buttons & buttonBit(event.button)) === 0) input.up(at);
  });
  on('pointerup', (event) => event.isPrimary && input.up(readPointer(event)));
  on('pointercancel', (event) => event.isPrimary && input.lose());
  on('lostpointercapture', (event) => event.isPrimary && input.lose());
  on('pointerleave', (event) => {
    if (!event.isPrimary) return;
    input.leave();
    onHover(null);
  });
  on('contextmenu', (event) => event.preventDefault());
  on('auxclick', (event) => event.preventDefault());
  on('wheel', (event) => {
    event.preventDefault();
    const at = read(event, -1, 0, []);
    onHover(at);
    input.wheel(at, notchesOf(event));
  });
  const keys = (event: KeyboardEvent): void => {
    if (event.repeat || !['Shift', 'Alt', 'Control', 'Meta'].includes(event.key)) return;
    input.modifiers({ shift: event.shiftKey, alt: event.altKey, mod: isMac ? event.metaKey : event.ctrlKey });
  };
  window.addEventListener('keydown', keys, { signal });
  window.addEventListener('keyup', keys, { signal });
  return () => {
    input.lose();
    stop.abort();
  };
}

function notchesOf({ deltaX, deltaY, deltaMode, ctrlKey }: WheelEvent): PaneWheel {
  const unit = [1, LINE_PX, PAGE_PX][deltaMode] / NOTCH_PX;
  return { x: deltaX * unit, y: deltaY * unit, isPinch: ctrlKey };
}

/** The bit of `buttons` that `button` sets: left 1, middle 4, right 2. */
function buttonBit(button: number): number {
  return [1, 4, 2, 8, 16][button] ?? 0;
}
