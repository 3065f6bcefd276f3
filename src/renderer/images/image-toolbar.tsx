import { Menu } from '@base-ui/react/menu';
import { ChevronDown, FolderPlus, ImagePlus, Search } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { ImageFilter, ImageSort } from '../../shared/contract/images';
import { keysOf } from '../app/all-commands';
import { act } from '../app/client';
import { count } from '../app/words';
import { Hint } from '../components/hint';
import { overlayRoot } from '../components/overlay-root';
import { addFiles, addFolder } from './image-acts';
import { setQuery, useImages } from './images-state';

const filters: { filter: ImageFilter; words: string }[] = [
  { filter: 'all', words: 'All' },
  { filter: 'unpainted', words: 'To paint' },
  { filter: 'painted', words: 'Painted' },
  { filter: 'validation', words: 'Validation' },
  { filter: 'test', words: 'Test' },
  { filter: 'missing', words: 'Missing' },
  { filter: 'changed', words: 'Changed' },
];

/** These are always there; the others where they would show something. */
const steadyFilters = new Set<ImageFilter>(['all', 'unpainted', 'painted']);

const sorts: { sort: ImageSort; words: string }[] = [
  { sort: 'name', words: 'Sort: name' },
  { sort: 'added', words: 'Sort: date added' },
  { sort: 'painted', words: 'Sort: painted' },
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
      <FilterChips />
      <select
        className="field sort"
        aria-label="Sort"
        value={query.sort}
        onChange={(event) => act(() => setQuery({ sort: sortNamed(event.target.value) }))}
      >
        {sorts.map(({ sort, words }) => (
          <option key={sort} value={sort}>
            {words}
          </option>
        ))}
      </select>
      {!isReadOnly && <AddMenu />}
    </div>
  );
}

function FilterChips(): ReactNode {
  const counts = useImages((state) => state.counts);
  const present = useImages((state) => state.query.filter);
  const shown = filters.filter(
    ({ filter }) => steadyFilters.has(filter) || filter === present || (counts?.[filter] ?? 0) > 0,
  );
  return (
    <fieldset className="chips">
      <legend className="visually-hidden">Filter</legend>
      {shown.map(({ filter, words }) => (
        <button
          key={filter}
          type="button"
          className="chip"
          aria-pressed={present === filter}
          onClick={() => act(() => setQuery({ filter }))}
        >
          {words} {count(counts?.[filter] ?? 0)}
        </button>
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
