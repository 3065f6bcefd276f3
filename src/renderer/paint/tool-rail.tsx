import { Toolbar } from '@base-ui/react/toolbar';
import { Fragment, type ReactNode } from 'react';
import { keysOf } from '../app/all-commands';
import { Hint } from '../components/hint';
import { setTool, usePaint } from './document/paint-state';
import { toolEntries } from './paint-tools';

/** The tools, one in hand; the Tab key reaches the rail once, arrows lead through it. */
export function ToolRail(): ReactNode {
  const inHand = usePaint((state) => state.tool);
  return (
    <Toolbar.Root className="paint-tools" orientation="vertical" aria-label="Tools">
      {toolEntries.map(({ tool, name, icon: Icon, hint, endsGroup }) => {
        const keys = keysOf(`paint.${tool}`);
        return (
          <Fragment key={tool}>
            <Hint text={`${name}. ${hint}`} keys={keys} side="right">
              <Toolbar.Button
                className="tool"
                aria-label={name}
                aria-pressed={tool === inHand}
                aria-keyshortcuts={keys}
                onClick={() => setTool(tool)}
              >
                <Icon size={20} aria-hidden="true" />
                <span className="tool-key" aria-hidden="true">
                  {keys}
                </span>
              </Toolbar.Button>
            </Hint>
            {endsGroup && <span className="tool-line" />}
          </Fragment>
        );
      })}
    </Toolbar.Root>
  );
}
