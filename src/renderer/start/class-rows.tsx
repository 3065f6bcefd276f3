import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { IconButton } from '../components/button';
import type { NewProjectDraft } from './new-project';

interface ClassRowsProps {
  classes: NewProjectDraft['classes'];
  gaps: ReadonlyMap<number, string>;
  onChange(classes: NewProjectDraft['classes']): void;
}

export function ClassRows({ classes, gaps, onChange }: ClassRowsProps): ReactNode {
  const list = useRef<HTMLUListElement>(null);
  const change = (key: number, part: { name?: string; color?: string }): void =>
    onChange(classes.map((row) => (row.key === key ? { ...row, ...part } : row)));
  // The button goes with its row; the keyboard stays at a neighbour.
  const remove = (key: number, index: number): void => {
    const names = list.current?.querySelectorAll<HTMLInputElement>('input.field');
    names?.[index === 0 ? 1 : index - 1]?.focus();
    onChange(classes.filter((row) => row.key !== key));
  };
  return (
    <ul className="class-rows" ref={list}>
      {classes.map(({ key, name, color }, index) => (
        <li key={key}>
          <div className="class-row">
            <input
              type="color"
              className="swatch"
              aria-label={`Colour of class ${index + 1}`}
              value={color}
              onChange={(event) => change(key, { color: event.target.value })}
            />
            <input
              className="field"
              aria-label={`Name of class ${index + 1}`}
              aria-invalid={gaps.has(key)}
              placeholder={index === 0 ? 'e.g. membrane' : undefined}
              autoComplete="off"
              value={name}
              onChange={(event) => change(key, { name: event.target.value })}
            />
            {classes.length > 1 && (
              <IconButton
                icon={X}
                size="small"
                label={`Remove class ${index + 1}`}
                onClick={() => remove(key, index)}
              />
            )}
          </div>
          {gaps.has(key) && (
            <p className="form-gap" role="alert">
              {gaps.get(key)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
