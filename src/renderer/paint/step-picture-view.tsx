import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { StepPicture } from '../../shared/labels/step-picture';
import type { ColorTable } from '../canvas/color-table';
import { stepColors } from './step-picture-colors';
import type { StepPictureFeed } from './step-picture-feed';

/** The image under a step's picture, faint, so that the step stands out. */
const IMAGE_ALPHA = 0.55;

export interface StepGround {
  picture: HTMLImageElement;
  /** Size of the image itself. */
  width: number;
  height: number;
}

interface StepPictureViewProps {
  editId: number;
  feed: StepPictureFeed;
  colors: ColorTable;
  ground: StepGround | null;
  /** Shown until the picture is there, and where it cannot be had. */
  children: ReactNode;
}

/** What a step changed, over the part of the image around it. */
export function StepPictureView({ editId, feed, colors, ground, children }: StepPictureViewProps): ReactNode {
  const [shown, setShown] = useState<{ editId: number; picture: StepPicture | undefined } | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = shown?.editId === editId ? shown.picture : feed.kept(editId);
  useEffect(() => {
    if (feed.kept(editId) !== undefined) return;
    return feed.want(editId, () => setShown({ editId, picture: feed.kept(editId) }));
  }, [feed, editId]);
  useEffect(() => {
    const target = canvas.current;
    if (target !== null && picture !== undefined) draw(target, picture, colors, ground);
  }, [picture, colors, ground]);
  return picture === undefined ? (
    <span className="history-picture">{children}</span>
  ) : (
    <canvas ref={canvas} className="history-picture" width={picture.columns} height={picture.rows} />
  );
}

function draw(target: HTMLCanvasElement, picture: StepPicture, colors: ColorTable, ground: StepGround | null): void {
  const context = target.getContext('2d');
  if (context === null) return;
  const { columns, rows } = picture;
  context.clearRect(0, 0, columns, rows);
  if (ground !== null) {
    const across = ground.picture.naturalWidth / ground.width;
    const down = ground.picture.naturalHeight / ground.height;
    const { x, y, width, height } = picture;
    context.globalAlpha = IMAGE_ALPHA;
    context.drawImage(ground.picture, x * across, y * down, width * across, height * down, 0, 0, columns, rows);
    context.globalAlpha = 1;
  }
  const paint = new OffscreenCanvas(columns, rows);
  const data = new ImageData(new Uint8ClampedArray(stepColors(picture, colors).buffer), columns, rows);
  paint.getContext('2d')?.putImageData(data, 0, 0);
  context.drawImage(paint, 0, 0);
}
