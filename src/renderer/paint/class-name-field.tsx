import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { CLASS_NAME_MAX } from '../../shared/contract/projects';
import { Problem } from '../../shared/problem';

interface ClassNameFieldProps {
  label: string;
  value: string;
  /** @throws Problem where the name cannot be taken; the field stays open and says why */
  onName(name: string): Promise<unknown>;
  onClose(): void;
}

/** A class's name while it is written: Enter takes it, Escape leaves it as it was. */
export function ClassNameField({ label, value, onName, onClose }: ClassNameFieldProps): ReactNode {
  const [name, setName] = useState(value);
  const [gap, setGap] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const isTaking = useRef(false);
  useEffect(() => field.current?.select(), []);

  const take = async (): Promise<void> => {
    const trimmed = name.trim();
    if (trimmed === '' || trimmed === value) {
      onClose();
      return;
    }
    // Enter takes the name and moves the focus: once is enough.
    if (isTaking.current) return;
    isTaking.current = true;
    try {
      await onName(trimmed);
      onClose();
    } catch (error) {
      setGap(error instanceof Problem ? error.message : String(error));
      field.current?.focus();
    } finally {
      isTaking.current = false;
    }
  };
  const press = (event: KeyboardEvent): void => {
    // The row below has keys of its own; those with Alt go to another screen.
    if (!event.altKey) event.stopPropagation();
    if (event.key === 'Enter') void take();
    if (event.key === 'Escape') onClose();
  };

  return (
    <>
      <input
        ref={field}
        className="field class-name-field"
        aria-label={label}
        aria-invalid={gap !== null}
        aria-describedby={gap === null ? undefined : 'class-name-gap'}
        placeholder="e.g. membrane"
        autoComplete="off"
        maxLength={CLASS_NAME_MAX}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
          setGap(null);
        }}
        onKeyDown={press}
        onBlur={() => gap === null && void take()}
      />
      {gap !== null && (
        <p id="class-name-gap" className="class-name-gap" role="alert">
          {gap}
        </p>
      )}
    </>
  );
}
