import type { PaintChoices } from '../../shared/contract/paint-choices';
import { onOtherProject } from '../app/app-state';
import { keep, useWorkspace } from '../app/workspace';
import { firstPaintState, usePaint } from './document/paint-state';
import { firstToolSettings, useToolSettings } from './tool-settings';

/** Takes what was in hand when the project was left, and has what changes from then on kept with it. */
export function followPaintChoices(): void {
  let isTaking = false;
  onOtherProject(() => {
    isTaking = true;
    take(useWorkspace.getState().paint);
    isTaking = false;
  });
  const keepChanged = (): void => {
    if (!isTaking) keep({ paint: choices() });
  };
  usePaint.subscribe(keepChanged);
  useToolSettings.subscribe(keepChanged);
}

function take(kept: PaintChoices | null): void {
  if (kept === null) {
    usePaint.setState(firstPaintState);
    useToolSettings.setState(firstToolSettings);
    return;
  }
  const { tool, classInHand, sizes, shape, hidden, locked, opacity, ...settings } = kept;
  usePaint.setState({
    tool,
    classInHand,
    sizes,
    shape,
    hidden: new Set(hidden),
    locked: new Set(locked),
    opacity,
  });
  useToolSettings.setState(settings);
}

function choices(): PaintChoices {
  const { hidden, locked, ...state } = usePaint.getState();
  return { ...state, ...useToolSettings.getState(), hidden: [...hidden], locked: [...locked] };
}
