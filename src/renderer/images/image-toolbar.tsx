import { Menu } from '@base-ui/react/menu';
import {
  ArrowDownNarrowWide,
  ArrowUpWideNarrow,
  ChevronDown,
  FolderPlus,
  ImagePlus,
  LayoutGrid,
  List,
  Search,
} from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ImageSort } from '../../shared/contract/images';
import type { ImageStatus } from '../../shared/images/status';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { count } from '../app/words';
import { IconButton } from '../components/button';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { FilterMenu } from './filter-menu';
import { addFiles, addFolder } from './image-acts';
import { setQuery, useImages } from './images-state';

const statuses: { status: ImageStatus | null; words: string }[] = [
  { status: null, words: 'All' },
  { status: 'to-do', words: 'To do' },
  { status: 'in-progress', words: 'In progress' },
  { status: 'done', words: 'Done' },
  { status: 'left-out', words: 'Left out' },
];

const sorts: { sort: ImageSort; words: string }[] = [
  { sort: 'name', words: 'Sort: name' },
  { sort: 'added', words: 'Sort: date added' },
  { sort: 'modified', words: 'Sort: date of the file' },
  { sort: 'size', words: 'Sort: size' },
  { sort: 'painted', words: 'Sort: labelled share' },
  { sort: 'status', words: 'Sort: status' },
];

export function ImageToolbar({ isReadOnly }: { isReadOnly: boolean }): ReactNode {
  const query = useImages((state) => state.query);
  return (
    <div className="images-bar" role="toolbar" aria-label="Search, filter and add">
      <Hint keys={keysOf('images.search')}>
        <label className="search">
          <Search size={16} aria-hidden="true" />
          <input
            id="image-search"
            type="search"
            aria-label="Search by name"
            placeholder="Name"
            value={query.search}
            onChange={(event) => act(() => setQuery({ search: event.target.value }))}
            onKeyDown={leaveSearch}
          />
        </label>
      </Hint>
      <StatusChips />
      <FilterMenu />
      <select
        className="field sort"
        aria-label="Sort"
        value={query.sort}
        onChange={(event) => act(() => setQuery({ sort: sortNamed(event.target.value), isReversed: false }))}
      >
        {sorts.map(({ sort, words }) => (
          <option key={sort} value={sort}>
            {words}
          </option>
        ))}
      </select>
      <OrderToggle />
      <ViewToggle />
      {!isReadOnly && <AddMenu />}
    </div>
  );
}

function StatusChips(): ReactNode {
  const counts = useImages((state) => state.counts);
  const present = useImages((state) => state.query.status);
  // Where nothing is left out, the chip says nothing.
  const shown = statuses.filter(
    ({ status }) => status !== 'left-out' || present === status || (counts?.status[status] ?? 0) > 0,
  );
  return (
    <fieldset className="chips">
      <legend className="visually-hidden">Status</legend>
      {shown.map(({ status, words }) => (
        <button
          key={words}
          type="button"
          className="chip"
          aria-pressed={present === status}
          onClick={() => act(() => setQuery({ status }))}
        >
          {words} {count(counts?.status[status ?? 'any'] ?? 0)}
        </button>
      ))}
    </fieldset>
  );
}

function OrderToggle(): ReactNode {
  const isReversed = useImages((state) => state.query.isReversed);
  return (
    <IconButton
      icon={isReversed ? ArrowUpWideNarrow : ArrowDownNarrowWide}
      label={isReversed ? 'In the usual order again' : 'Reverse the order'}
      aria-pressed={isReversed}
      onClick={() => act(() => setQuery({ isReversed: !isReversed }))}
    />
  );
}

const views = [
  { view: 'grid', name: 'Show as a grid', icon: LayoutGrid },
  { view: 'list', name: 'Show as a list', icon: List },
] as const;

function ViewToggle(): ReactNode {
  const present = useImages((state) => state.view);
  return (
    <fieldset className="view-toggle">
      <legend className="visually-hidden">View</legend>
      {views.map(({ view, name, icon: Icon }) => (
        <Hint key={view} text={name}>
          <button
            type="button"
            className="view-choice"
            aria-label={name}
            aria-pressed={present === view}
            onClick={() => useImages.setState({ view })}
          >
            <Icon size={16} aria-hidden="true" />
          </button>
        </Hint>
      ))}
    </fieldset>
  );
}

function AddMenu(): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger className="button" data-kind="primary">
        <ImagePlus size={16} aria-hidden="true" />
        Add images
        <ChevronDown size={16} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal container={overlayRoot()}>
        <Menu.Positioner className="menu-positioner" align="end" sideOffset={4}>
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" onClick={() => act(addFiles)}>
              <ImagePlus size={16} aria-hidden="true" /> Images…
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => act(addFolder)}>
              <FolderPlus size={16} aria-hidden="true" /> A folder…
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** Escape empties the search, then leaves it; Enter and the down arrow go to the images. */
function leaveSearch(event: KeyboardEvent<HTMLInputElement>): void {
  const { key, currentTarget } = event;
  if (key === 'Escape' && currentTarget.value !== '') {
    event.preventDefault();
    act(() => setQuery({ search: '' }));
  } else if (key === 'Escape' || key === 'Enter' || key === 'ArrowDown') {
    event.preventDefault();
    document.getElementById('image-grid')?.focus();
  }
}

function sortNamed(value: string): ImageSort {
  return sorts.find(({ sort }) => sort === value)?.sort ?? 'name';
}
