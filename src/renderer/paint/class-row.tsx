import { ContextMenu } from '@base-ui/react/context-menu';
import { Eye, EyeOff, Lock, LockOpen } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { ProjectClassRow } from '../../shared/contract/classes';
import { IconButton } from '../components/button';
import { overlayRoot } from '../components/overlay-root';
import { recolorClass, renameClass } from './class-acts';
import { ClassMenuItems } from './class-menu';
import { ClassNameField } from './class-name-field';
import { closeClassField, editClass } from './class-panel-state';

interface ClassRowProps {
  entry: ProjectClassRow;
  /** From 1; the first nine are keys. */
  number: number;
  /** Its pixels in this image, in words. */
  share: string;
  /** The one row whose controls the Tab key reaches; arrows lead to the others. */
  isInHand: boolean;
  isHidden: boolean;
  isLocked: boolean;
  isEditing: boolean;
  isReadOnly: boolean;
  isDragged: boolean;
  onPick(): void;
  onHide(): void;
  onLock(): void;
  onKey(event: KeyboardEvent): void;
  onDragStart(event: PointerEvent): void;
}

/** One class: colour, key, name, share of this image, eye and lock. */
export function ClassRow(props: ClassRowProps): ReactNode {
  const { entry, isInHand, isHidden, isLocked, isEditing, isReadOnly } = props;
  const tabIndex = isInHand ? 0 : -1;
  const pick = useFocusAfter(isEditing);
  const row = (
    <li className="class-line" data-in-hand={isInHand} data-dragged={props.isDragged}>
      <input
        type="color"
        className="class-swatch"
        aria-label={`Colour of ${entry.name}`}
        title={`Colour of ${entry.name}`}
        value={entry.color}
        disabled={isReadOnly}
        tabIndex={tabIndex}
        onChange={(event) => recolorClass(entry.id, event.target.value)}
      />
      {isEditing ? (
        <ClassNameField
          label={`New name of ${entry.name}`}
          value={entry.name}
          onName={(name) => renameClass(entry.id, name)}
          onClose={closeClassField}
        />
      ) : (
        <ClassButton {...props} button={pick} />
      )}
      {!isEditing && (
        <>
          <IconButton
            icon={isHidden ? EyeOff : Eye}
            size="small"
            label={isHidden ? `Show ${entry.name}` : `Hide ${entry.name}`}
            data-on={isHidden}
            tabIndex={tabIndex}
            onClick={props.onHide}
          />
          <IconButton
            icon={isLocked ? Lock : LockOpen}
            size="small"
            label={isLocked ? `Unlock ${entry.name}` : `Lock ${entry.name}: nothing is painted over it`}
            data-on={isLocked}
            tabIndex={tabIndex}
            onClick={props.onLock}
          />
        </>
      )}
    </li>
  );
  if (isReadOnly) return row;
  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger render={row} />
      <ContextMenu.Portal container={overlayRoot()}>
        <ContextMenu.Positioner className="menu-positioner">
          <ContextMenu.Popup className="menu">
            <ClassMenuItems entry={entry} />
          </ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}

/** Takes the class in hand; a drag moves it in the list, a double click writes its name. */
function ClassButton(props: ClassRowProps & { button: RefObject<HTMLButtonElement | null> }): ReactNode {
  const { entry, number, share, isInHand, isReadOnly } = props;
  return (
    <button
      ref={props.button}
      type="button"
      className="class-pick"
      aria-pressed={isInHand}
      aria-keyshortcuts={number <= 9 ? String(number) : undefined}
      tabIndex={isInHand ? 0 : -1}
      onClick={props.onPick}
      onDoubleClick={() => !isReadOnly && editClass(entry.id)}
      onKeyDown={props.onKey}
      onPointerDown={props.onDragStart}
    >
      <span className="class-key" data-empty={number > 9}>
        {number <= 9 ? number : ''}
      </span>
      <span className="truncate" title={entry.name}>
        {entry.name}
      </span>
      <span className="class-share">{share}</span>
    </button>
  );
}

/** A field that closes while it has the focus gives it to the button in its place. */
function useFocusAfter(isEditing: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !isEditing && document.activeElement === document.body) button.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);
  return button;
}
