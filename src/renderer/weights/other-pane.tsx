import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { ImageRow } from '../../shared/contract/images';
import type { SmallMap } from '../../shared/contract/weights';
import type { ProblemData } from '../../shared/problem';
import type { Weighting } from '../../shared/weighting/schema';
import { weightingSummary } from '../../shared/weighting/words';
import { ask } from '../app/client';
import { latestWins } from '../app/latest-wins';
import { CanvasPane } from '../canvas/canvas-pane';
import type { CanvasLayer } from '../canvas/layers';
import { MoveTool } from '../canvas/tools/move-tool';
import { ChoiceRow } from '../components/choice-row';
import { limitedTable } from './color-limits';
import { useOwnPresets } from './own-presets';
import { presetList } from './preset-of';
import { weightWords } from './term-words';
import { useWeights } from './weights-state';

const hand = new MoveTool();
/** The map of an image of up to 16 megapixels comes whole. */
const MOST_PIXELS = 2 ** 24;

/** A second weighting of the same image beside the one in hand, at the same zoom and in the same colours. */
export function OtherPane({ image }: { image: ImageRow }): ReactNode {
  const opacity = useWeights((state) => state.opacity);
  const limits = useWeights((state) => state.limits);
  const table = useMemo(() => limitedTable(limits), [limits]);
  const own = useOwnPresets((state) => state.presets);
  const entries = useMemo(
    () => [...presetList, ...own.map((preset) => ({ ...preset, id: `own ${preset.name}` }))],
    [own],
  );
  const [chosen, setChosen] = useState('none');
  const entry = entries.find(({ id }) => id === chosen) ?? entries[0];
  const { map, problem } = useMap(image, entry.weighting);
  const layers = useMemo((): CanvasLayer[] => {
    const picture: CanvasLayer = { kind: 'image' };
    return map === null ? [picture] : [picture, { kind: 'bytes', map: map.map, table, values: 'scale', opacity }];
  }, [map, table, opacity]);
  const { floor, strength } = entry.weighting;
  return (
    <CanvasPane image={image} layers={layers} tool={hand} label={`Another weighting of ${image.name}`}>
      <section className="floating-bar other-bar" aria-label="The weighting beside">
        <ChoiceRow
          label="Beside"
          value={entry.id}
          choices={entries.map(({ id, name }) => ({ value: id, words: name }))}
          onChange={setChosen}
        />
      </section>
      <aside className="weight-legend" aria-label="The weighting beside">
        {problem?.message ?? weightingSummary(entry.weighting)}
        {map !== null && (
          <div className="legend-reading">
            <span>mean weight</span>
            <span className="legend-weight">{weightWords(floor + strength * map.mean)}</span>
          </div>
        )}
      </aside>
    </CanvasPane>
  );
}

/** The importance map, on the scale 0..1 whatever floor and strength are. */
function useMap(image: ImageRow, weighting: Weighting): { map: SmallMap | null; problem: ProblemData | null } {
  const [answer, setAnswer] = useState<{ map: SmallMap | null; problem: ProblemData | null }>(nothing);
  const maps = useMemo(
    () =>
      latestWins({
        ask: (input: { id: ImageRow['id']; weighting: Weighting }) => {
          const plain = { ...input.weighting, floor: 0, strength: 1 };
          return ask('weights.small', { image: input.id, weighting: plain, pixels: MOST_PIXELS });
        },
        onAnswer: (map) => setAnswer({ map, problem: null }),
        onFailure: (problem) => setAnswer({ map: null, problem }),
        patienceMs: Number.POSITIVE_INFINITY,
      }),
    [],
  );
  useEffect(() => {
    setAnswer(nothing);
    maps.want({ id: image.id, weighting });
    return maps.forget;
  }, [maps, image.id, weighting]);
  return answer;
}

const nothing = { map: null, problem: null };
