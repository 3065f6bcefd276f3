import { Menu } from '@base-ui/react/menu';
import { Check, ListFilter } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ImageQuery } from '../../shared/contract/images';
import { act } from '../app/client';
import { count } from '../app/words';
import { overlayRoot } from '../components/overlay-root';
import { setQuery, useImages } from './images-state';

const splits = ['training', 'validation', 'test', 'none'] as const;
const files = ['missing', 'changed'] as const;
const splitNames = { training: 'Training', validation: 'Validation', test: 'Test', none: 'In no split' };
const fileNames = { missing: 'File missing', changed: 'File changed' };

/** Split, class and file of the images that are shown; what is chosen stands in the button. */
export function FilterMenu(): ReactNode {
  const query = useImages((state) => state.query);
  const counts = useImages((state) => state.counts);
  const classes = useImages((state) => state.statistics?.classes ?? noClasses);
  const chosen = chosenWords(query, classes);
  return (
    <Menu.Root>
      <Menu.Trigger className="chip" data-chosen={chosen !== ''}>
        <ListFilter size={14} aria-hidden="true" />
        {chosen === '' ? 'Filter' : chosen}
      </Menu.Trigger>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner className="menu-positioner" align="start" sideOffset={4}>
          <Menu.Popup className="menu filter-menu">
            <Choices title="Split">
              <Choice words="Any" isChosen={query.split === null} part={{ split: null }} />
              {splits.map((split) => (
                <Choice
                  key={split}
                  words={splitNames[split]}
                  images={counts?.split[split]}
                  isChosen={query.split === split}
                  part={{ split }}
                />
              ))}
            </Choices>
            <Choices title="Class present">
              <Choice words="Any" isChosen={query.classId === null} part={{ classId: null }} />
              {classes.map(({ id, name, images, color }) => (
                <Choice
                  key={id}
                  words={name}
                  color={color}
                  images={images}
                  isChosen={query.classId === id}
                  part={{ classId: id }}
                />
              ))}
            </Choices>
            <Choices title="File">
              <Choice words="Any" isChosen={query.file === null} part={{ file: null }} />
              {files.map((file) => (
                <Choice
                  key={file}
                  words={fileNames[file]}
                  images={counts?.file[file]}
                  isChosen={query.file === file}
                  part={{ file }}
                />
              ))}
            </Choices>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

const noClasses: readonly { id: number; name: string; color: string; images: number }[] = [];

function Choices({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <Menu.Group>
      <Menu.GroupLabel className="menu-label">{title}</Menu.GroupLabel>
      {children}
    </Menu.Group>
  );
}

interface ChoiceProps {
  words: string;
  isChosen: boolean;
  images?: number | undefined;
  color?: string;
  part: Partial<ImageQuery>;
}

function Choice({ words, isChosen, images, color, part }: ChoiceProps): ReactNode {
  return (
    <Menu.CheckboxItem
      className="menu-item"
      checked={isChosen}
      closeOnClick
      onCheckedChange={() => act(() => setQuery(part))}
    >
      <span className="filter-check">{isChosen && <Check size={14} aria-hidden="true" />}</span>
      {color !== undefined && <span className="swatch-small" style={{ background: color }} />}
      <span className="truncate">{words}</span>
      {images !== undefined && <span className="filter-count">{count(images)}</span>}
    </Menu.CheckboxItem>
  );
}

/** `Validation, membrane` */
function chosenWords({ split, classId, file }: ImageQuery, classes: typeof noClasses): string {
  const parts: string[] = [];
  if (split !== null) parts.push(splitNames[split]);
  const found = classes.find(({ id }) => id === classId);
  if (found !== undefined) parts.push(found.name);
  if (file !== null) parts.push(fileNames[file]);
  return parts.join(', ');
}
