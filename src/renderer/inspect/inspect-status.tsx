import type { ReactNode } from 'react';
import { ImageStatus } from '../components/image-status';
import { useInspect } from './inspect-state';

/** The status line on Inspect: image, pixel, what the pixel was taken for, and zoom. */
export function InspectStatus(): ReactNode {
  const reading = useInspect((state) => state.reading);
  const channels = useInspect((state) => state.channels);
  return (
    <ImageStatus
      at={({ x, y }) => {
        if (reading === null || reading.x !== Math.floor(x) || reading.y !== Math.floor(y)) return null;
        return channels[reading.at.prediction]?.name ?? null;
      }}
    />
  );
}
