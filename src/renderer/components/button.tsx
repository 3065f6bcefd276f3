import type { LucideIcon } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { Hint } from './hint';

interface ButtonProps extends Omit<ComponentProps<'button'>, 'type'> {
  kind?: 'primary' | 'plain';
  icon?: LucideIcon;
  /** Shown on hover, after what the button says. */
  keys?: string;
  isSubmit?: boolean;
  children: ReactNode;
}

/** A button with words; what it does is what it says. */
export function Button({ kind, icon: Icon, keys, isSubmit = false, children, ...rest }: ButtonProps): ReactNode {
  const button = (
    <button type={isSubmit ? 'submit' : 'button'} className="button" data-kind={kind} {...rest}>
      {Icon && <Icon size={16} aria-hidden="true" />}
      {children}
    </button>
  );
  return keys === undefined ? button : <Hint keys={keys}>{button}</Hint>;
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'children'> {
  icon: LucideIcon;
  /** The button's accessible name, shown on hover. */
  label: string;
  keys?: string;
  size?: 'small';
}

/** A button of one icon; its name appears on hover. */
export function IconButton({ icon: Icon, label, keys, size, ...rest }: IconButtonProps): ReactNode {
  return (
    <Hint text={label} keys={keys}>
      <button type="button" className="icon-button" data-size={size} aria-label={label} {...rest}>
        <Icon size={16} aria-hidden="true" />
      </button>
    </Hint>
  );
}
