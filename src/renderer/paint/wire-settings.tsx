import type { ReactNode } from 'react';
import { Segmented } from '../components/segmented';
import { SizeSlider } from './brush-settings';
import { DirectionChoice, OpenActs } from './shape-settings';
import { useToolNow } from './tool-now';
import { setToolSettings, useToolSettings } from './tool-settings';

const forms = [
  { value: 'area', words: 'Area', hint: 'What the wire goes around; it leads back to its first anchor.' },
  { value: 'line', words: 'Line', hint: 'The wire itself, as wide as the size says.' },
] as const;

export function WireSettings({ hint }: { hint: string }): ReactNode {
  const isWireLine = useToolSettings((state) => state.isWireLine);
  const isOpen = useToolNow((state) => state.isOpen);
  return (
    <>
      <Segmented
        label="What of the wire is painted"
        value={isWireLine ? 'line' : 'area'}
        choices={forms}
        onChange={(form) => setToolSettings({ isWireLine: form === 'line' })}
      />
      {isWireLine && <SizeSlider tool="wire" />}
      <DirectionChoice />
      {isOpen ? <OpenActs /> : <span className="paint-bar-hint paint-bar-extra">{hint}</span>}
    </>
  );
}
