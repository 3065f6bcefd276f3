import { Menu } from '@base-ui/react/menu';
import { Ellipsis, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProjectClassRow } from '../../shared/contract/classes';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { percent } from '../app/words';
import { IconButton } from '../components/button';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { Section } from '../components/section';
import { addClass } from './class-acts';
import { ClassList } from './class-list';
import { ClassMenuItems } from './class-menu';
import { ClassNameField } from './class-name-field';
import { closeClassField, editClass, useClassPanel } from './class-panel-state';
import { useClasses } from './classes-state';
import { setClassInHand, useClassInHand } from './document/paint-state';

interface ClassesSectionProps {
  project: OpenProjectFacts;
  /** Pixels of each label in the image in hand. */
  painted: ReadonlyMap<number, number>;
  imagePixels: number;
}

const unpaintedWords = {
  void: 'unpainted: not used in training',
  background: 'unpainted: background',
};

export function ClassesSection({ project, painted, imagePixels }: ClassesSectionProps): ReactNode {
  const classes = useClasses((state) => state.classes);
  const editing = useClassPanel((state) => state.editing);
  const entry = useClassInHand();
  let unpaintedPixels = imagePixels;
  for (const [, pixels] of painted) unpaintedPixels -= pixels;

  return (
    <Section
      title="Classes"
      actions={
        !project.isReadOnly && (
          <div className="section-acts">
            {entry !== null && <ClassMenu entry={entry} />}
            <IconButton icon={Plus} size="small" label="Add a class" onClick={() => editClass('new')} />
          </div>
        )
      }
    >
      {classes.length > 0 && (
        <ClassList classes={classes} painted={painted} imagePixels={imagePixels} isReadOnly={project.isReadOnly} />
      )}
      {editing === 'new' && (
        <div className="class-line class-line-new">
          <ClassNameField
            label="Name of the new class"
            value=""
            onName={async (name) => setClassInHand(await addClass(name))}
            onClose={closeClassField}
          />
        </div>
      )}
      {classes.length === 0 && editing !== 'new' && (
        <p className="section-words">
          A class is a kind of thing to paint, such as membrane. Add the first one with +.
        </p>
      )}
      {imagePixels > 0 && (
        <Hint text={unpaintedHint(project.unpainted)}>
          <p className="class-unpainted">
            <span className="truncate">{unpaintedWords[project.unpainted]}</span>
            <span>{percent(unpaintedPixels, imagePixels)}</span>
          </p>
        </Hint>
      )}
    </Section>
  );
}

function ClassMenu({ entry }: { entry: ProjectClassRow }): ReactNode {
  return (
    <Menu.Root>
      <Hint text={`More for ${entry.name}`}>
        <Menu.Trigger className="icon-button" data-size="small" aria-label={`More for ${entry.name}`}>
          <Ellipsis size={16} aria-hidden="true" />
        </Menu.Trigger>
      </Hint>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner className="menu-positioner" align="end" sideOffset={4}>
          <Menu.Popup className="menu">
            <ClassMenuItems entry={entry} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function unpaintedHint(unpainted: OpenProjectFacts['unpainted']): string {
  return unpainted === 'void'
    ? 'Training learns nothing from unpainted pixels. The project settings say what unpainted means.'
    : 'Training takes unpainted pixels for background. The project settings say what unpainted means.';
}
