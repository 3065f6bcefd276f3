import type { ReactNode } from 'react';
import { colorScale } from '../../shared/weighting/heatmap';
import { readsPainted } from '../../shared/weighting/words';
import { keysOf } from '../app/all-commands';
import { goTo } from '../app/app-state';
import { useWorkspace } from '../app/workspace';
import { ColorBar } from '../components/color-bar';
import { Section } from '../components/section';
import { Segmented } from '../components/segmented';
import { SliderRow } from '../components/slider-row';
import { whyNoMore, withSource } from '../weights/edit-terms';
import { replaceWeighting } from '../weights/weights-state';
import { percentOf, setImportancePercent, setPlane, usePlane } from './document/plane-state';

/** Whether strokes are of classes or of importance. */
export function PlaneChoice(): ReactNode {
  const plane = usePlane((state) => state.plane);
  return (
    <div className="plane-choice">
      <Segmented
        label="What is painted"
        value={plane}
        choices={[
          { value: 'labels', words: 'Classes', hint: 'Paint what each pixel is', keys: keysOf('paint.importance') },
          {
            value: 'importance',
            words: 'Importance',
            hint: 'Paint where training should look more closely, beside the classes',
            keys: keysOf('paint.importance'),
          },
        ]}
        onChange={setPlane}
      />
    </div>
  );
}

const inferno = colorScale('inferno');

/** What the importance brush paints, and whether training reads it. */
export function ImportanceSection(): ReactNode {
  const importance = usePlane((state) => state.importance);
  const weighting = useWorkspace((state) => state.weighting);
  const isRead = readsPainted(weighting);
  const isFull = whyNoMore(weighting) !== null;
  const show = (): void => {
    if (!isRead && !isFull)
      replaceWeighting(withSource(weighting, 'painted'), 'Painted importance added to the weighting.');
    goTo('weights');
  };
  return (
    <Section title="Importance">
      <SliderRow
        label="Value"
        hint="What the brush and the shapes paint; the eraser takes importance away."
        value={percentOf(importance)}
        min={1}
        max={100}
        step={1}
        unit="%"
        keys={`${keysOf('paint.lessImportance')} ${keysOf('paint.moreImportance')}`}
        onChange={setImportancePercent}
      />
      <ColorBar label="importance" table={inferno} low="0 %" middle="50 %" high="100 %" />
      <p className="weights-note">
        {isRead ? 'The weighting in hand reads it.' : 'The weighting in hand does not read it yet.'}{' '}
        <button type="button" className="link" onClick={show}>
          {isRead || isFull ? 'See the weights' : 'Add it as a source'}
        </button>
      </p>
    </Section>
  );
}
