import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { ProjectClassRow } from '../../shared/contract/classes';
import type { ClassId } from '../../shared/ids';
import { act } from '../app/client';
import { percent } from '../app/words';
import { placeClass, removeClass } from './class-acts';
import { landingPlace, movedItem } from './class-order';
import { useClassPanel } from './class-panel-state';
import { ClassRow } from './class-row';
import { setClassInHand, toggleHidden, toggleLocked, useClassInHand, usePaint } from './document/paint-state';

interface ClassListProps {
  classes: readonly ProjectClassRow[];
  /** Pixels of each class in this image, and of the image. */
  painted: ReadonlyMap<number, number>;
  imagePixels: number;
  isReadOnly: boolean;
}

interface Drag {
  id: ClassId;
  from: number;
  to: number;
}

/** Pixels that a pressed pointer may tremble before a click becomes a drag. */
const DRAG_AFTER_PX = 4;

/** The classes as rows: one is in hand, arrows lead from row to row, a drag or Alt and an arrow moves one. */
export function ClassList({ classes, painted, imagePixels, isReadOnly }: ClassListProps): ReactNode {
  const classInHand = useClassInHand()?.id;
  const hidden = usePaint((state) => state.hidden);
  const locked = usePaint((state) => state.locked);
  const editing = useClassPanel((state) => state.editing);
  const list = useRef<HTMLUListElement>(null);
  const { drag, start } = useDrag(list, classes);
  const shown = drag === null ? classes : movedItem(classes, drag.from, drag.to);

  const focusRow = (place: number): void => {
    const next = classes[place];
    if (next === undefined) return;
    setClassInHand(next.id);
    list.current?.querySelectorAll<HTMLButtonElement>('.class-pick')[place]?.focus();
  };
  const press = (place: number, id: ClassId, event: KeyboardEvent): void => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    // With Alt the arrows are commands, which move the class.
    if (step !== undefined && !event.altKey) {
      event.preventDefault();
      focusRow(place + step);
    } else if (event.key === 'Delete' && !isReadOnly) {
      event.preventDefault();
      act(() => removeClass(id));
    }
  };

  return (
    <ul className="class-list" aria-label="Classes" ref={list}>
      {shown.map((entry, index) => {
        const { id } = entry;
        const place = classes.indexOf(entry);
        return (
          <ClassRow
            key={id}
            entry={entry}
            number={index + 1}
            share={percent(painted.get(id) ?? 0, imagePixels)}
            isInHand={id === classInHand}
            isHidden={hidden.has(id)}
            isLocked={locked.has(id)}
            isEditing={editing === id}
            isReadOnly={isReadOnly}
            isDragged={drag?.id === id}
            onPick={() => setClassInHand(id)}
            onHide={() => toggleHidden(id)}
            onLock={() => toggleLocked(id)}
            onKey={(event) => press(place, id, event)}
            onDragStart={(event) => !isReadOnly && start(event, id, place)}
          />
        );
      })}
    </ul>
  );
}

/** Follows a pressed pointer over the list; letting go puts the class where it is seen, Escape where it was. */
function useDrag(
  list: { readonly current: HTMLElement | null },
  classes: readonly ProjectClassRow[],
): { drag: Drag | null; start(event: PointerEvent, id: ClassId, from: number): void } {
  const [drag, setDrag] = useState<Drag | null>(null);
  const start = (event: PointerEvent, id: ClassId, from: number): void => {
    if (event.button !== 0) return;
    const startY = event.clientY;
    let to: number | null = null;
    const end = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', drop);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', cancel, true);
      setDrag(null);
    };
    const move = (moved: globalThis.PointerEvent): void => {
      const box = list.current?.getBoundingClientRect();
      if (box === undefined || (to === null && Math.abs(moved.clientY - startY) < DRAG_AFTER_PX)) return;
      to = landingPlace(moved.clientY - box.top, box.height / classes.length, classes.length);
      setDrag({ id, from, to });
    };
    const drop = (): void => {
      const target = to;
      end();
      if (target !== null) act(() => placeClass(id, target));
    };
    const cancel = (pressed: globalThis.KeyboardEvent): void => {
      if (pressed.key !== 'Escape') return;
      pressed.stopPropagation();
      end();
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', drop);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', cancel, true);
  };
  return { drag, start };
}
