import { currentImage } from '../app/current-image';
import { MoveTool } from '../canvas/tools/move-tool';
import type { ToolShape } from '../canvas/tools/tool';
import { useInspect } from './inspect-state';

const MARK_COLOR = '#ffffff';
/** Around the region, so that its border is seen. */
const MARGIN_PX = 1;

/** The hand, with the region that is looked at outlined. */
export class RegionHand extends MoveTool {
  shapes(): readonly ToolShape[] {
    const { mark } = useInspect.getState();
    if (mark === null || mark.image !== currentImage()?.id) return [];
    const [left, top] = [mark.x - MARGIN_PX, mark.y - MARGIN_PX];
    const right = mark.x + mark.width + MARGIN_PX;
    const bottom = mark.y + mark.height + MARGIN_PX;
    const corners = [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: bottom },
      { x: left, y: bottom },
    ];
    // Not filled: what lies in it is what there is to see.
    const points = [...corners, corners[0]];
    return [{ kind: 'path', points, isClosed: false, isDashed: true, color: MARK_COLOR }];
  }

  watch(onChange: () => void): () => void {
    return useInspect.subscribe(({ mark }, before) => {
      if (mark !== before.mark) onChange();
    });
  }
}
