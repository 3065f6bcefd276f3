import type { ImageNumbers } from '../../shared/training/numbers/image-numbers';
import type { SnapshotChannel } from '../../shared/training/snapshot';
import { useCurrentImage } from '../app/current-image';
import { useTrainedRun } from '../train/trained-runs';
import { useInspect } from './inspect-state';

export interface ShownNumbers {
  of: 'image' | 'set';
  /** Null while there are none. */
  numbers: ImageNumbers | null;
  channels: readonly SnapshotChannel[];
  /** Whether the set has been scored with the network in hand. */
  hasSet: boolean;
}

/** The numbers that were chosen to be looked at: of the image in hand, or of the set. */
export function useShownNumbers(): ShownNumbers {
  const image = useCurrentImage();
  const run = useTrainedRun();
  const of = useInspect((state) => state.numbersOf);
  const channels = useInspect((state) => state.channels);
  const checkpoint = useInspect((state) => state.checkpoint);
  const ofImage = useInspect((state) => (state.image?.image === image?.id ? state.image?.facts.numbers : null)) ?? null;
  const set = useInspect((state) => state.set);
  const ofSet =
    set.status === 'scored' && set.run === run?.id && set.checkpoint === checkpoint ? set.set.numbers : null;
  return { of, numbers: of === 'set' ? ofSet : ofImage, channels, hasSet: ofSet !== null };
}
