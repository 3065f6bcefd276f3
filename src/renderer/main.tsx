import '@fontsource-variable/inter';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/frame.css';
import './styles/start.css';
import './styles/images.css';
import './styles/paint.css';
import './styles/filmstrip.css';
import './styles/canvas.css';
import './styles/weights.css';
import './styles/inspect.css';
import 'uplot/dist/uPlot.min.css';
import './styles/train.css';
import './styles/compare.css';
import './styles/export.css';
import '../shared/contract/client';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { act } from './app/client';
import { followSelection } from './app/current-image';
import { followMain } from './app/follow-main';
import { followWidth } from './app/frame-state';
import { followScreen } from './app/workspace';
import { followCompareForm } from './compare/compare-form';
import { followComparisons } from './compare/comparisons-state';
import { followExports } from './export/export-state';
import { followImages } from './images/images-state';
import { followSet } from './inspect/score-set';
import { followSearch } from './inspect/search-state';
import { followClasses } from './paint/classes-state';
import { followDocuments } from './paint/document/open-documents';
import { followPaintChoices } from './paint/kept-choices';
import { followRuns } from './train/runs-state';

const root = document.getElementById('root');
if (root !== null) {
  act(followMain);
  followWidth();
  followImages();
  followSelection();
  followScreen();
  followClasses();
  followPaintChoices();
  followDocuments();
  followRuns();
  followComparisons();
  followCompareForm();
  followSet();
  followSearch();
  followExports();
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
