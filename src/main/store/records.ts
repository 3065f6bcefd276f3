import type { ClassId, ImageId, ProjectId, RunId } from '../../shared/ids';
import type { FileState, Split } from '../../shared/images/facets';
import type { PixelSize } from '../../shared/images/pixel-size';
import type { ImageStatus } from '../../shared/images/status';
import type { ProblemData } from '../../shared/problem';
import type { RunConfig } from '../../shared/training/run-config';
import type { RunEvent, RunStatus, Scores } from '../../shared/training/run-events';

/** `write` holds the project's lock; `runs` writes runs beside an open writer; `read` writes nothing at all. */
export type StoreMode = 'write' | 'runs' | 'read';
export type Unpainted = 'void' | 'background';
export type { FileState, Split };

export interface ClassSettings {
  name: string;
  /** `#rrggbb`, lower case. */
  color: string;
}

export interface ProjectSettings {
  name: string;
  classes: readonly ClassSettings[];
  unpainted: Unpainted;
  /** Channels that networks read; 1, 3 or more. Default 3. */
  inputChannels?: number;
}

export interface ProjectRecord {
  id: ProjectId;
  name: string;
  folder: string;
  unpainted: Unpainted;
  inputChannels: number;
  /** ISO 8601, UTC; so are all times below. */
  createdAt: string;
  mode: StoreMode;
  /** What the person should know about how the project was opened (network share, runs that were interrupted). */
  notices: ProblemData[];
}

export interface ProjectClass extends ClassSettings {
  id: ClassId;
  /** 0, 1, 2 ... in the order of display. */
  position: number;
}

/** Removing a class is an edit of every image that holds it. */
export interface ClassRemoval {
  classId: ClassId;
  editId: number;
  images: ImageId[];
  pixels: number;
}

export interface ClassRestoration {
  restored: ProjectClass;
  /** Whose labels changed by it. */
  images: ImageId[];
}

/** The facts of a file as the image module found them. */
export interface ImageFacts {
  /** Absolute. */
  path: string;
  bytes: number;
  modifiedMs: number;
  /** 64 hexadecimal digits, of the file's bytes. */
  sha256: string;
  /** After the EXIF orientation is applied. */
  width: number;
  height: number;
  channels: number;
  depth: 8 | 16 | 32;
  orientation: number;
  format: string;
  /** Of the file, counted from 0; default the first. */
  page?: number;
  /** That the file has; default 1. */
  pages?: number;
  /** What a pixel measures; null, as without it: unknown. */
  pixelSize?: PixelSize | null;
}

export interface NewImage extends ImageFacts {
  /** Relative to the folder that was added, with forward slashes; a file added by itself has its file name. */
  name: string;
  /** Channels of the page that are the image's; `channels` stays how many the page has. Default: as others of as many. */
  channelChoice?: readonly number[] | null;
}

/** The images whose pages have so many channels, two at least. */
export interface ChannelGroup {
  channels: number;
  images: number;
  /** What they become: of the one added last, should they differ. */
  choice: number[] | null;
  /** The file of one of them. */
  path: string;
}

export interface ClassPixels {
  /** A class id, or 255 for void. */
  classId: number;
  pixels: number;
}

export interface ImageRecord extends NewImage {
  id: ImageId;
  /** That training and painting see: those chosen, or all of the page. */
  channels: number;
  page: number;
  pages: number;
  channelChoice: number[] | null;
  pixelSize: PixelSize | null;
  /**
   * `changed`: size or time on disk differ from what was recorded. `resized`: its content now has another size than its
   * label map; the labels are kept and not painted on.
   */
  file: FileState;
  status: ImageStatus;
  split: Split | null;
  /** Used for validation once and kept from training since. */
  isSplitLocked: boolean;
  /** Images of one group are never parted by a split. */
  group: string;
  /** Strokes, polygons and fills made on it by hand. */
  strokes: number;
  /** Time a person spent on it: between acts, a minute at most each. */
  activeMs: number;
  /** Counts the edits, undos and redos of this image. */
  labelRevision: number;
  /** The same of importance that was painted. */
  importanceRevision: number;
  /** Classes with at least one pixel, by id. */
  painted: ClassPixels[];
  addedAt: string;
}

/** `added` and `modified` newest first, `size` (pixels) and `painted` (share) largest first, else from the first on. */
export type ImageSort = 'name' | 'added' | 'modified' | 'size' | 'painted' | 'status';

export interface ImageFilter {
  /** Part of the name, whatever its case. */
  search?: string;
  isPainted?: boolean;
  status?: ImageStatus;
  /** null: images in no split. */
  split?: Split | null;
  /** One or any of several. */
  file?: FileState | readonly FileState[];
  classId?: number;
  /** Default `name`, in natural order (2 before 10). */
  sort?: ImageSort;
  isReversed?: boolean;
  offset?: number;
  limit?: number;
}

export interface AddedImages {
  added: ImageRecord[];
  /** Not added, or found again after a removal; each says why. */
  skipped: { path: string; existing: ImageId; problem: ProblemData }[];
  /** Had been removed from the project; back with their labels. Also listed in `added`. */
  restored: ImageId[];
}

export interface VerifiedImages {
  checked: number;
  missing: ImageId[];
  changed: ImageId[];
  /** How many are recorded otherwise than before, those that came back among them. */
  altered: number;
}

/** One 256x256 tile of a label map, row-major; tiles at the right and lower edge are full size and 0 outside. */
export interface LabelTile {
  tileX: number;
  tileY: number;
  data: Uint8Array;
}

/** A tile as an edit leaves it. */
export interface AfterTile {
  tileX: number;
  tileY: number;
  after: Uint8Array;
}

export interface EditTile extends AfterTile {
  before: Uint8Array;
}

export type EditKind = 'stroke' | 'polygon' | 'fill' | 'import' | 'remove-class' | 'restore-class' | 'other';

/** What is known of an image's labels without their pixels. */
export interface LabelFacts {
  labelRevision: number;
  painted: ClassPixels[];
  canUndo: boolean;
  canRedo: boolean;
}

export interface OpenedLabels extends LabelFacts {
  name: string;
  width: number;
  height: number;
  file: FileState;
  /** Tiles that hold something. */
  tiles: { tileX: number; tileY: number }[];
}

/**
 * An edit, or a part of one that is too large for one message. Parts are numbered from 0 and hold different tiles;
 * nothing is saved before the last.
 */
export interface EditPart {
  part: number;
  isLast: boolean;
  /** The label revision that the edit was made on. */
  revision: number;
  kind: EditKind;
  label: string;
  tiles: readonly AfterTile[];
}

export interface CommittedEdit extends LabelFacts {
  /** null where the edit changed no pixel: nothing was kept. */
  editId: number | null;
  changedPixels: number;
}

export interface ProjectStatistics {
  images: number;
  paintedImages: number;
  missingImages: number;
  /** Whose files hold something else of the same size than was added. */
  changedImages: number;
  totalPixels: number;
  paintedPixels: number;
  classes: { id: number; name: string; color: string; images: number; pixels: number }[];
  splits: { training: number; validation: number; test: number; none: number };
  statuses: Record<ImageStatus, number>;
  /** Mean time on an image that is done, or on one begun where none is; null where none was timed. */
  msPerImage: number | null;
  runs: number;
}

/** Which images teach and which judge, as the split rules decided. */
export interface RunImages {
  training: readonly ImageId[];
  validation: readonly ImageId[];
}

interface RunBest {
  step: number;
  meanIou: number | null;
}

export interface RunRecord {
  id: RunId;
  status: RunStatus;
  folder: string;
  config: RunConfig;
  /** SHA-256 of snapshot.json. */
  snapshotSha256: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** Steps done, of all. */
  step: number;
  totalSteps: number | null;
  best: RunBest | null;
  metrics: RunMetrics | null;
  /** Why it ended. */
  reason: string | null;
  problem: ProblemData | null;
  notes: string;
  isStarred: boolean;
  /** Place in the queue, counted from 0; null where it does not wait there. */
  queuePlace: number | null;
}

interface RunMetrics {
  trainingLoss: number | null;
  validationLoss: number | null;
  scores: Scores | null;
}

export interface RunChange {
  /** One that ends it sets the time of its end as well. */
  status?: RunStatus;
  /** Why it ended. */
  reason?: string;
  problem?: ProblemData;
  notes?: string;
  isStarred?: boolean;
  /** The process that trains now; a run whose process is gone counts as interrupted on the next opening. */
  pid?: number;
}

export interface StoredRunEvent {
  seq: number;
  at: string;
  event: RunEvent;
}

export interface Checkpoint {
  kind: 'last' | 'best';
  step: number;
  savedAt: string;
}

export interface WorkingSession {
  id: number;
  program: string;
  openedAt: string;
  closedAt: string | null;
  strokes: number;
  imagesTouched: number;
  /** Minutes of the clock with at least one act. */
  activeMinutes: number;
  lastImage: ImageId | null;
}

/** A region of an image whose label a person said is right, and what a network took it for. Class ids, 0 the background. */
export interface NewJudgement {
  image: ImageId;
  x: number;
  y: number;
  width: number;
  height: number;
  labelId: number;
  predictedId: number;
}

export interface Judgement extends NewJudgement {
  id: number;
}
