import type { OpenParts } from '../projects/window-project';
import type { Remote } from '../store/client-types';
import type { ProjectStore } from '../store/project-store';
import type { WindowContext } from '../window-context';

/**
 * What an area's handlers work with while a project is open: one an opening, made when it is first asked for, and gone
 * with the project's store. @throws Problem `no-project` where none is open
 */
export function perOpening<Made>(
  make: (open: OpenParts, context: WindowContext) => Made,
): (context: WindowContext) => Made {
  const made = new WeakMap<Remote<ProjectStore>, { value: Made }>();
  return (context) => {
    const open = context.project.require();
    const known = made.get(open.store) ?? { value: make(open, context) };
    made.set(open.store, known);
    return known.value;
  };
}
