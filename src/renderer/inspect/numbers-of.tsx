import type { ReactNode } from 'react';
import { Segmented } from '../components/segmented';
import { useInspect } from './inspect-state';
import type { ShownNumbers } from './shown-numbers';

/** Whether numbers are of the image in hand or of the whole set. */
export function NumbersOf({ shown }: { shown: ShownNumbers }): ReactNode {
  return (
    <>
      <Segmented
        label="Numbers of"
        value={shown.of}
        choices={[
          { value: 'image', words: 'This image' },
          { value: 'set', words: 'Validation images', hint: 'All of them together, once they were scored.' },
        ]}
        onChange={(numbersOf) => useInspect.setState({ numbersOf })}
      />
      {shown.numbers === null && (
        <p className="inspect-words">
          {shown.of === 'set'
            ? 'Score the validation images first.'
            : 'Nothing is labelled, or its scores are on the way.'}
        </p>
      )}
    </>
  );
}
