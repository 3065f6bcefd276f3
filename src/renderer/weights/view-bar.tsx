import type { ReactNode } from 'react';
import { keysOf } from '../app/all-commands';
import { Hint } from '../components/hint';
import { OpacityRow } from '../components/opacity-row';
import { Segmented } from '../components/segmented';
import { setMode, setOpacity, useWeights } from './weights-state';

/** How the map is laid over the image, and how long it took. */
export function ViewBar(): ReactNode {
  const mode = useWeights((state) => state.mode);
  const opacity = useWeights((state) => state.opacity);
  const ms = useWeights((state) => state.preview?.reply.ms ?? null);
  return (
    <section className="floating-bar weights-bar" aria-label="How the map is shown">
      <Segmented
        label="Map and image"
        value={mode}
        choices={[
          { value: 'overlay', words: 'Overlay', hint: 'The map over the whole image', keys: keysOf('weights.swipe') },
          {
            value: 'swipe',
            words: 'Swipe',
            hint: 'The map at the left of a divider, image and labels at the right',
            keys: keysOf('weights.swipe'),
          },
          {
            value: 'beside',
            words: 'Side by side',
            hint: 'Two weightings of this image at the same zoom',
            keys: keysOf('weights.beside'),
          },
          { value: 'all', words: 'All images', hint: 'The maps of all images', keys: keysOf('weights.all') },
        ]}
        onChange={setMode}
      />
      {mode !== 'all' && (
        <OpacityRow
          hint="How much of the map is seen over the image."
          keys={keysOf('weights.moreOpaque')}
          opacity={opacity}
          onChange={setOpacity}
        />
      )}
      {ms !== null && (mode === 'overlay' || mode === 'swipe') && (
        <Hint text="Time that the engine took for this map">
          <span className="weights-time">{Math.max(1, Math.round(ms))} ms</span>
        </Hint>
      )}
    </section>
  );
}
