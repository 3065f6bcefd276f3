import type { ReactNode } from 'react';
import type { OpenProjectFacts } from '../../shared/contract/projects';
import { ExportScreen } from '../export/export-screen';
import { ImagesScreen } from '../images/images-screen';
import { SelectedWords } from '../images/selected-words';
import { InspectScreen } from '../inspect/inspect-screen';
import { InspectStatus } from '../inspect/inspect-status';
import { PaintScreen } from '../paint/paint-screen';
import { PaintStatus } from '../paint/saved-state';
import { TrainScreen } from '../train/train-screen';
import { TrainStatus } from '../train/train-status';
import { WeightsScreen } from '../weights/weights-screen';
import { WeightsStatus } from '../weights/weights-status';
import type { Screen } from './app-state';

interface ScreenEntry {
  screen: Screen;
  /** Whether the filmstrip lies below it. */
  hasStrip: boolean;
  Content(props: { project: OpenProjectFacts }): ReactNode;
  /** At the right end of the status line: what is in hand. */
  StatusEnd?(): ReactNode;
}

/** What each screen of an open project shows. */
const screens: readonly ScreenEntry[] = [
  { screen: 'images', hasStrip: false, Content: ImagesScreen, StatusEnd: SelectedWords },
  { screen: 'paint', hasStrip: true, Content: PaintScreen, StatusEnd: PaintStatus },
  { screen: 'weights', hasStrip: true, Content: WeightsScreen, StatusEnd: WeightsStatus },
  { screen: 'train', hasStrip: false, Content: TrainScreen, StatusEnd: TrainStatus },
  { screen: 'inspect', hasStrip: true, Content: InspectScreen, StatusEnd: InspectStatus },
  { screen: 'export', hasStrip: false, Content: ExportScreen },
];

/** The entry of the present screen; undefined on Start. */
export function entryOf(screen: Screen): ScreenEntry | undefined {
  return screens.find((candidate) => candidate.screen === screen);
}
