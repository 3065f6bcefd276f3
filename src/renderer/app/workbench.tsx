import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { useFrame } from './frame-state';

interface WorkbenchProps {
  /** The rail at the left; screens without tools leave it out. */
  tools?: ReactNode;
  panel: ReactNode;
  /** What the panel is, for screen readers. */
  panelName: string;
  children: ReactNode;
}

/** The panel's width, the same on every screen. */
let panelPx = 300;

/** How every screen of a project is laid out: tools, content, panel. */
export function Workbench({ tools, panel, panelName, children }: WorkbenchProps): ReactNode {
  const isPanelOpen = useFrame((state) => state.isPanelOpen);
  return (
    <div className="workbench">
      {tools !== undefined && <div className="tool-rail">{tools}</div>}
      <Group className="workbench-group">
        <Panel id="content" className="workbench-content" minSize={480}>
          {children}
        </Panel>
        {isPanelOpen && (
          <>
            <Separator className="workbench-edge" aria-label="Width of the panel" />
            <Panel
              id="panel"
              className="workbench-panel"
              minSize={260}
              maxSize={520}
              defaultSize={panelPx}
              groupResizeBehavior="preserve-pixel-size"
              onResize={({ inPixels }) => {
                panelPx = inPixels;
              }}
            >
              <aside className="panel" aria-label={panelName}>
                {panel}
              </aside>
            </Panel>
          </>
        )}
      </Group>
    </div>
  );
}
