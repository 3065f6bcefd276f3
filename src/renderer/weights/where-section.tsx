import { type ReactNode, useState } from 'react';
import type { WeightPreviewReply } from '../../shared/contract/weights';
import { colorScale } from '../../shared/weighting/heatmap';
import type { Weighting } from '../../shared/weighting/schema';
import { ColorBar } from '../components/color-bar';
import { Hint } from '../components/hint';
import { RangeRow } from '../components/range-row';
import { Section } from '../components/section';
import { classRows, gainSentence, otherRows } from './class-rows';
import { barsPath, barWords, beyondPath, histogramSentence } from './histogram';
import { tickWords, weightWords } from './term-words';
import { isFlat, setLimits, useWeights } from './weights-state';

/** How the weights of this image are spread, over the pixels and over the classes. */
export function WhereSection(): ReactNode {
  const preview = useWeights((state) => state.preview);
  return (
    <Section title="Where the weight goes">
      {preview === null ? (
        <p className="weights-note">Shown with the map of an image.</p>
      ) : (
        <>
          {isFlat(preview.reply) ? (
            <p className="weights-note">Every pixel of this image weighs {weightWords(preview.reply.min)}.</p>
          ) : (
            <Histogram reply={preview.reply} weighting={preview.weighting} />
          )}
          <ClassTable reply={preview.reply} />
        </>
      )}
    </Section>
  );
}

interface HistogramProps {
  reply: WeightPreviewReply;
  weighting: Weighting;
}

function Histogram({ reply, weighting }: HistogramProps): ReactNode {
  const { histogram, min, max, mean } = reply;
  const { floor, strength } = weighting;
  const limits = useWeights((state) => state.limits);
  const [hovered, setHovered] = useState<number | null>(null);
  const bin = hovered !== null && hovered < histogram.length ? hovered : null;
  return (
    <div className="weight-histogram">
      <svg
        viewBox={`0 0 ${histogram.length} ${BARS_HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Histogram of the weights. ${histogramSentence(histogram, floor, strength)}`}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          setHovered(Math.min(histogram.length - 1, Math.floor((histogram.length * (event.clientX - left)) / width)));
        }}
        onPointerLeave={() => setHovered(null)}
      >
        <path d={barsPath(histogram, BARS_HEIGHT)} />
        <path className="weight-bars-beyond" d={beyondPath(limits, histogram.length, BARS_HEIGHT)} />
        {bin !== null && <path className="weight-bar-hovered" d={`M${bin} 0h1v${BARS_HEIGHT}h-1z`} />}
      </svg>
      <ColorBar label="weight per pixel" table={viridis} low={tickWords(floor)} high={tickWords(floor + strength)} />
      <RangeRow
        label="Colours"
        hint="Which weights the colours are spread over. For looking only: training reads the weights as they are."
        endNames={['Weight of the darkest colour', 'Weight of the brightest colour']}
        value={[tidy(floor + strength * limits[0]), tidy(floor + strength * limits[1])]}
        min={floor}
        max={tidy(floor + strength)}
        step={strength / 100}
        digits={2}
        onSettled={([low, high]) => setLimits([(low - floor) / strength, (high - floor) / strength])}
      />
      <Hint text="The height grows with the square root of the number of pixels, so that rare heavy ones can be seen.">
        <p className="weights-note weight-caption">
          {bin === null
            ? `here from ${weightWords(min)} to ${weightWords(max)}, mean ${weightWords(mean)}`
            : barWords(histogram, bin, floor, strength)}
        </p>
      </Hint>
    </div>
  );
}

/** Weights as they are written in a field. */
function tidy(weight: number): number {
  return Number(weight.toFixed(4));
}

const BARS_HEIGHT = 48;
const viridis = colorScale('viridis');

function ClassTable({ reply }: { reply: WeightPreviewReply }): ReactNode {
  const { perClass } = reply;
  const gain = gainSentence(perClass);
  if (perClass.length === 0) {
    return <p className="weights-note">No pixel of this image is labelled yet, so there are no classes to compare.</p>;
  }
  return (
    <>
      {gain !== null && <p className="weights-note selectable">{gain}</p>}
      <table className="class-table weight-table">
        <thead>
          <tr>
            <th scope="col">class</th>
            <th scope="col">pixels</th>
            <th scope="col">weight</th>
            <th scope="col">mean</th>
          </tr>
        </thead>
        <tbody>
          {classRows(perClass).map(({ name, color, pixels, weight, mean }) => (
            <tr key={name}>
              <th scope="row">
                <span className="swatch-small" style={{ background: color }} />
                <span className="truncate">{name}</span>
              </th>
              <td>{pixels}</td>
              <td>{weight}</td>
              <td>{mean}</td>
            </tr>
          ))}
        </tbody>
        <tbody className="weight-table-others">
          {otherRows(reply).map(({ name, hint, pixels, weight, mean }) => (
            <tr key={name}>
              <th scope="row">
                <Hint text={hint}>
                  <span className="truncate">{name}</span>
                </Hint>
              </th>
              <td>{pixels}</td>
              <td>{weight}</td>
              <td>{mean}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
