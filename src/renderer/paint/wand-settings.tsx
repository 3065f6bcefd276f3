import type { ReactNode } from 'react';
import { AmountSlider } from './amount-slider';
import { BarToggle } from './bar-toggle';
import { AdjustToggle, DirectionChoice, OpenActs } from './shape-settings';
import { useToolNow } from './tool-now';
import { setToolSettings, useToolSettings } from './tool-settings';

export function InViewToggle(): ReactNode {
  const isInView = useToolSettings((state) => state.isInView);
  return (
    <BarToggle
      words="In view"
      hint="Goes no further than what is on the screen, and looks at it as closely as that shows it. Off: as far as the image goes, at most 4096 pixels a side."
      isOn={isInView}
      onChange={(isInView) => setToolSettings({ isInView })}
    />
  );
}

export function WandSettings({ hint }: { hint: string }): ReactNode {
  const { isOpen, words } = useToolNow();
  return (
    <>
      <AmountSlider of="tolerance" />
      <InViewToggle />
      <DirectionChoice />
      {!isOpen && (
        <AdjustToggle hint="What the wand finds stays open: change the tolerance, then click in it or press Enter." />
      )}
      <OpenActs />
      {isOpen && words !== '' ? (
        <span className="paint-bar-hint paint-bar-found paint-bar-extra">{words}</span>
      ) : (
        <span className="paint-bar-hint paint-bar-extra">{hint}</span>
      )}
    </>
  );
}
