import type { ReactNode } from 'react';
import type { EngineState } from '../../shared/contract/engine';
import { Hint } from '../components/hint';
import { SavedState } from '../paint/saved-state';
import { useApp } from './app-state';
import { act, ask } from './client';
import { engineWords } from './engine-words';
import { entryOf } from './screens';

/** What the program computes on, what just happened to it, and what is in hand. */
export function StatusBar(): ReactNode {
  const { engine, facts, screen, project } = useApp();
  const entry = project.status === 'open' ? entryOf(screen) : undefined;
  const isReadOnly = project.status === 'open' && project.project.isReadOnly;
  return (
    <footer className="status-bar">
      <EngineWords engine={engine} />
      {project.status === 'open' && <SavedState />}
      {isReadOnly && <span className="status-warn">Open for reading only</span>}
      <span className="status-end">
        {entry?.StatusEnd ? <entry.StatusEnd /> : facts !== null && `Maskwright ${facts.version}`}
      </span>
    </footer>
  );
}

function EngineWords({ engine }: { engine: EngineState }): ReactNode {
  const { tone, words, notes } = engineWords(engine);
  const line = (
    <span className="engine">
      <span className="dot" data-tone={tone} aria-hidden="true" />
      <span className="truncate">{words}</span>
    </span>
  );
  return (
    <div className="status-start" role="status" aria-label="Engine">
      {notes === '' ? line : <Hint text={notes}>{line}</Hint>}
      {engine.status === 'ready' && engine.notice !== null && <span className="truncate">{engine.notice}</span>}
      {engine.status === 'failed' && (
        <button type="button" className="link" onClick={() => act(() => ask('engine.restart', null))}>
          Start it again
        </button>
      )}
    </div>
  );
}
