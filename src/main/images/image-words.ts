import { imageAddress } from '../../shared/contract/channels';
import type { ImageDetails, ImageRow, ImageValues, WorkingSessionRow } from '../../shared/contract/images';
import type { ProjectId } from '../../shared/ids';
import { automaticWindow, type ChannelRange } from '../../shared/images/display-window';
import { needsPyramid, pyramidFacts } from '../../shared/images/pyramid-levels';
import { THUMBNAIL_PX, VIEW_PX } from '../image-address';
import type { ImageRecord, ProjectClass, WorkingSession } from '../store/records';

/** A record as the grid shows it. */
export function imageRow(record: ImageRecord, project: ProjectId): ImageRow {
  const { id, name, width, height, channels, channelChoice, depth, format, bytes, file } = record;
  const { status, split, isSplitLocked, strokes, activeMs } = record;
  const version = pictureVersion(record);
  return {
    id,
    name,
    width,
    height,
    channels,
    channelChoice,
    depth,
    format,
    bytes,
    addedAtMs: Date.parse(record.addedAt),
    modifiedMs: record.modifiedMs,
    status,
    split,
    isSplitLocked,
    strokes,
    activeMs,
    paintedPixels: record.painted.reduce((sum, { pixels }) => sum + pixels, 0),
    fileState: file,
    pixelSize: record.pixelSize,
    thumbnail: imageAddress(project, id, THUMBNAIL_PX, version),
    view: imageAddress(project, id, VIEW_PX, version),
    pyramid: needsPyramid(width, height) ? pyramidFacts(width, height) : null,
  };
}

/** Another text wherever the picture is another, since pictures are kept by their address. */
function pictureVersion({ sha256, channelChoice }: ImageRecord): string {
  const content = sha256.slice(0, 12);
  return channelChoice === null ? content : `${content}-${channelChoice.join('.')}`;
}

/** A record as the panel shows it, with the classes that were painted on it in the order of display. */
export function imageDetails(record: ImageRecord, classes: readonly ProjectClass[], project: ProjectId): ImageDetails {
  const pixels = new Map(record.painted.map((painted) => [painted.classId, painted.pixels]));
  return {
    ...imageRow(record, project),
    path: record.path,
    sha256: record.sha256,
    classes: classes
      .map(({ id, name, color }) => ({ name, color, pixels: pixels.get(id) ?? 0 }))
      .filter((painted) => painted.pixels > 0),
  };
}

/** @param channels at least one */
export function imageValues(channels: readonly ChannelRange[]): ImageValues {
  const { ranges, gamma } = automaticWindow(channels);
  const [{ lo, hi } = { lo: 0, hi: 0 }] = ranges;
  // A picture of one value has no width: half a step to either side shows it as grey.
  const range = hi > lo ? { lo, hi } : { lo: lo - 0.5, hi: lo + 0.5 };
  return {
    lo: Math.min(range.lo, ...channels.map(({ histogram }) => histogram.lo)),
    hi: Math.max(range.hi, ...channels.map(({ histogram }) => histogram.hi)),
    automatic: { ranges: [range], gamma },
  };
}

export function sessionRow(session: WorkingSession): WorkingSessionRow {
  const { id, program, openedAt, closedAt, strokes, imagesTouched, activeMinutes } = session;
  return {
    id,
    program,
    openedAtMs: Date.parse(openedAt),
    closedAtMs: closedAt === null ? null : Date.parse(closedAt),
    strokes,
    images: imagesTouched,
    activeMinutes,
  };
}
