import type { ReactNode } from 'react';

interface FormRowProps {
  label: string;
  /** The field that the label names, where there is one. */
  fieldId?: string;
  hint?: string;
  /** What is wanting, said below the field. */
  gap?: string | undefined;
  children: ReactNode;
}

export function FormRow({ label, fieldId, hint, gap, children }: FormRowProps): ReactNode {
  return (
    <div className="form-row">
      {fieldId === undefined ? (
        <span className="form-label">{label}</span>
      ) : (
        <label className="form-label" htmlFor={fieldId}>
          {label}
        </label>
      )}
      <div className="form-field">
        {children}
        {hint !== undefined && <p className="form-hint">{hint}</p>}
        {gap !== undefined && (
          <p className="form-gap" role="alert">
            {gap}
          </p>
        )}
      </div>
    </div>
  );
}
