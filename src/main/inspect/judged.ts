import type { ImageId } from '../../shared/ids';
import type { NewJudgement } from '../store/records';

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Doubted = Place & { image: { id: ImageId }; labelId: number; predictedId: number };

/** Another network draws the region a little otherwise: so much of both bounds together has to be common. */
const SAME_PLACE = 0.3;

/** Whether a person said of this region, doubted for the same class, that its label is right. */
export function isJudged(doubt: Doubted, judgements: readonly NewJudgement[]): boolean {
  return judgements.some(
    (judgement) =>
      judgement.image === doubt.image.id &&
      judgement.labelId === doubt.labelId &&
      judgement.predictedId === doubt.predictedId &&
      commonShare(judgement, doubt) >= SAME_PLACE,
  );
}

/** Intersection over union of two rectangles. */
function commonShare(a: Place, b: Place): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const common = width * height;
  return common / (a.width * a.height + b.width * b.height - common);
}
