import { Toolbar } from '@base-ui/react/toolbar';
import { ChartLine, Scale } from 'lucide-react';
import type { ReactNode } from 'react';
import { keysOf } from '../app/all-commands';
import { Hint } from '../components/hint';
import { showTrainView, useComparisons } from './comparisons-state';

const views = [
  { view: 'runs', name: 'Runs', hint: 'Curves and scores of single runs.', icon: ChartLine, command: 'compare.runs' },
  {
    view: 'compare',
    name: 'Compare',
    hint: 'Whether one weighting does better than another, over several seeds.',
    icon: Scale,
    command: 'compare.show',
  },
] as const;

/** What the Train screen shows: single runs, or comparisons. */
export function TrainRail(): ReactNode {
  const shown = useComparisons((state) => state.view);
  return (
    <Toolbar.Root className="paint-tools" orientation="vertical" aria-label="Views">
      {views.map(({ view, name, hint, icon: Icon, command }) => (
        <Hint key={view} text={`${name}. ${hint}`} keys={keysOf(command)} side="right">
          <Toolbar.Button
            className="tool"
            aria-label={name}
            aria-pressed={view === shown}
            aria-keyshortcuts={keysOf(command)}
            onClick={() => showTrainView(view)}
          >
            <Icon size={20} aria-hidden="true" />
          </Toolbar.Button>
        </Hint>
      ))}
    </Toolbar.Root>
  );
}
