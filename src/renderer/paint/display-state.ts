import type { Workspace } from '../../shared/contract/workspace';
import { keep, useWorkspace } from '../app/workspace';

type Display = Workspace['display'];

const asItIs = { brightness: 1, contrast: 1, gamma: 1 };

/** How the picture is looked at on Paint; kept with the project. */
export function useDisplay(): Display {
  return useWorkspace(({ display }) => display);
}

export function displayNow(): Display {
  return useWorkspace.getState().display;
}

export function setDisplay(part: Partial<Display>): void {
  keep({ display: { ...displayNow(), ...part } });
}

export function resetDisplay(): void {
  setDisplay(asItIs);
}

export function isAsItIs({ brightness, contrast, gamma }: Display): boolean {
  return brightness === asItIs.brightness && contrast === asItIs.contrast && gamma === asItIs.gamma;
}
