import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../components/button';
import type { NewProjectDraft } from './new-project';

interface ClassRowsProps {
  classes: NewProjectDraft['classes'];
  gaps: ReadonlyMap<number, string>;
  onChange(classes: NewProjectDraft['classes']): void;
}

export function ClassRows({ classes, gaps, onChange }: ClassRowsProps): ReactNode {
  const change = (key: number, part: { name?: string; color?: string }): void =>
    onChange(classes.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <ul className="class-rows">
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
                onClick={() => onChange(classes.filter((row) => row.key !== key))}
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
