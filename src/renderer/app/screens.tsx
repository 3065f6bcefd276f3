import type { ReactNode } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { ImagesScreen } from '../images/images-screen';
import { WeightsScreen } from '../weights/weights-screen';
import type { Screen } from './app-state';

interface ScreenEntry {
  screen: Screen;
  /** Whether the filmstrip lies below it. */
  hasStrip: boolean;
  Content(props: { project: OpenProjectFacts }): ReactNode;
}

/** What each screen of an open project shows. */
export const screens: readonly ScreenEntry[] = [
  { screen: 'images', hasStrip: false, Content: ImagesScreen },
  { screen: 'weights', hasStrip: true, Content: WeightsScreen },
];
