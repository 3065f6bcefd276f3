import type { ReactNode } from 'react';
import { Button } from '../components/button';
import { Segmented } from '../components/segmented';
import { BarToggle } from './bar-toggle';
import { giveKey, giveUpTool, useToolNow } from './tool-now';
import { setToolSettings, useToolSettings } from './tool-settings';

const directions = [
  { value: 'add', words: 'Add', hint: 'Shapes paint the class in hand. With Alt they take away.' },
  { value: 'take', words: 'Take away', hint: 'Shapes make pixels unpainted. With Alt they add.' },
] as const;

/** Whether shapes add or take away. */
export function DirectionChoice(): ReactNode {
  const isSubtracting = useToolSettings((state) => state.isSubtracting);
  return (
    <Segmented
      label="What shapes do"
      value={isSubtracting ? 'take' : 'add'}
      choices={directions}
      onChange={(direction) => setToolSettings({ isSubtracting: direction === 'take' })}
    />
  );
}

export function AdjustToggle({ hint }: { hint: string }): ReactNode {
  const isAdjusting = useToolSettings((state) => state.isAdjusting);
  return (
    <BarToggle
      words="Adjust first"
      hint={hint}
      isOn={isAdjusting}
      onChange={(isAdjusting) => setToolSettings({ isAdjusting })}
    />
  );
}

/** What ends that which is open on the image. */
export function OpenActs({ words = 'Paint it' }: { words?: string }): ReactNode {
  const isOpen = useToolNow((state) => state.isOpen);
  if (!isOpen) return null;
  return (
    <>
      <Button kind="primary" keys="Enter" onClick={() => giveKey({ act: 'close' })}>
        {words}
      </Button>
      <Button keys="Esc" onClick={giveUpTool}>
        Give up
      </Button>
    </>
  );
}

export function ShapeSettings({ tool, hint }: { tool: string; hint: string }): ReactNode {
  const isOpen = useToolNow((state) => state.isOpen);
  return (
    <>
      <DirectionChoice />
      {tool !== 'polygon' && (
        <AdjustToggle hint="What was drawn stays open: drag its points or sides, then click in it or press Enter." />
      )}
      {isOpen ? <OpenActs /> : <span className="paint-bar-hint">{hint}</span>}
    </>
  );
}
