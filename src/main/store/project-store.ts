import type { ClassId, ComparisonId, ImageId, RunId } from '../../shared/ids';
import type { FacetGroup } from '../../shared/images/facets';
import type { LabelMap } from '../../shared/images/pixels';
import type { ImageStatus } from '../../shared/images/status';
import type { SplitPlan } from '../../shared/training/assign-splits';
import type { ComparisonPlan, PlannedRun } from '../../shared/training/compare/plan';
import type { FinestObjects } from '../../shared/training/finest-objects';
import type { RunConfig } from '../../shared/training/run-config';
import type { RunEvent } from '../../shared/training/run-events';
import type { ComparedEnd, ComparedImages, ComparedPlace, ComparisonRecord } from './comparison-records';
import type { ReportFiles } from './comparison-report';
import type { HistoryPage, HistoryStep, StepPictures } from './history-records';
import type { FoundFile, ReplacedFile, SplitChange, SplitCounts, SplitGroup, StatusGroup } from './image-changes';
import type { NearGroups } from './near-groups';
import type {
  AddedImages,
  ChannelGroup,
  Checkpoint,
  ClassRemoval,
  ClassRestoration,
  ClassSettings,
  CommittedEdit,
  EditKind,
  EditPart,
  EditTile,
  ImageFacts,
  ImageFilter,
  ImageRecord,
  Judgement,
  LabelTile,
  NewImage,
  NewJudgement,
  OpenedLabels,
  ProjectClass,
  ProjectRecord,
  ProjectStatistics,
  RunChange,
  RunImages,
  RunRecord,
  Split,
  StoredRunEvent,
  StoreMode,
  Unpainted,
  VerifiedImages,
  WorkingSession,
} from './records';

/**
 * An open project. All functions are synchronous and throw a Problem; in main they are called through the worker
 * (`startStore`), where each returns a promise. Writes are durable when they return.
 */
export interface ProjectStore {
  project: {
    read(): ProjectRecord;
    change(settings: { name?: string; unpainted?: Unpainted; inputChannels?: number }): ProjectRecord;
    /** Another text after any change of the project, by whichever program: what was read before may be out of date. */
    version(): string;
    statistics(): ProjectStatistics;
    /** Copies the database to `backups/`, keeps the newest three; returns the copy's path. */
    backUp(): string;
    /** Ends the working session, gives the lock back. Closing twice does nothing. */
    close(): void;
  };
  classes: {
    /** In the order of display. */
    list(): ProjectClass[];
    add(settings: ClassSettings): ProjectClass;
    rename(id: ClassId, name: string): ProjectClass;
    recolor(id: ClassId, color: string): ProjectClass;
    /** @param ids all classes of the project in their new order */
    reorder(ids: readonly ClassId[]): ProjectClass[];
    /** Sets the class's pixels to unpainted in all images: one edit, undone by `labels.undo` or `restore`. */
    remove(id: ClassId): ClassRemoval;
    /** Brings a removed class back, with those of its pixels that nothing was painted over since. */
    restore(id: ClassId): ClassRestoration;
  };
  images: {
    /** Adds in one transaction. The same content twice is one image. */
    add(images: readonly NewImage[]): AddedImages;
    /** Those whose look is not known yet, in the order they were added. */
    unhashed(): ImageId[];
    /** Keeps how images look: perceptual hashes of 16 hexadecimal digits. */
    keepHashes(hashes: readonly { id: ImageId; hash: string }[]): void;
    /** Images by how many channels their pages have, from two on. */
    channelGroups(): ChannelGroup[];
    /**
     * Has all images whose pages have so many channels become these of them, counted from 0; null: as their files have them.
     * Gives how many are read otherwise now. @throws Problem channel-choice-invalid
     */
    chooseChannels(channels: number, choice: readonly number[] | null): number;
    /** Takes images out of the project; their labels stay in the database, so that `restore` brings them back. */
    remove(ids: readonly ImageId[]): number;
    restore(ids: readonly ImageId[]): number;
    get(id: ImageId): ImageRecord;
    list(filter?: ImageFilter): ImageRecord[];
    /** The ids of `list`, for choosing a range or all. */
    ids(filter?: ImageFilter): ImageId[];
    count(filter?: ImageFilter): number;
    /** Where an image stands in the order of `list`; null where the filter leaves it out. */
    placeOf(id: ImageId, filter?: ImageFilter): number | null;
    /** How many images of the filter are in each combination of status, split and file state. */
    facets(filter?: Pick<ImageFilter, 'search' | 'classId'>): FacetGroup[];
    /** A status that is what the image has by itself follows its painting again; another stays. Gives what was before. */
    setStatus(ids: readonly ImageId[], status: ImageStatus): StatusGroup[];
    /** By path, file name or stem (definitions: Names); refuses a name that fits none or several. */
    byName(name: string): ImageRecord;
    /** The labelled objects of images, of the class that has the smallest; null where none can be told. */
    finestObjects(ids: readonly ImageId[]): FinestObjects | null;
    /** Compares size and time on disk with what was recorded. @param ids default all */
    verify(ids?: readonly ImageId[]): VerifiedImages;
    /** Takes over what a file holds now: moved, touched or replaced. Another size makes it `resized`. */
    refresh(id: ImageId, facts: ImageFacts): ImageRecord;
    /**
     * Files found at other places, all in one transaction; `replaced` ones as by `refresh`. Refused are those whose content
     * another image of the project has.
     */
    relink(found: readonly FoundFile[], replaced?: readonly ReplacedFile[]): { refused: ImageId[] };
  };
  labels: {
    /** The whole map, one byte a pixel. */
    read(id: ImageId): LabelMap;
    /** All stored tiles, or those asked for; an absent tile is all 0 and left out. */
    tiles(id: ImageId, at?: readonly { tileX: number; tileY: number }[]): LabelTile[];
    /** Revision, counts and which tiles hold something, from one moment. */
    open(id: ImageId): OpenedLabels;
    /** The tiles asked for, and the revision that they belong to. */
    tilesNow(
      id: ImageId,
      at: readonly { tileX: number; tileY: number }[],
    ): { labelRevision: number; tiles: LabelTile[] };
    /** One transaction: tiles, history, counts, session. Refuses an edit whose `before` is not what is stored. */
    commit(id: ImageId, tiles: readonly EditTile[], kind: EditKind, label?: string): CommittedEdit;
    /**
     * The same for an edit that says on which revision it was made instead of what was there; another is refused. The
     * last part writes all of them in one transaction; before it nothing is saved, and a new part 0 takes their place.
     */
    commitPart(id: ImageId, part: EditPart): CommittedEdit;
    /**
     * Takes back the image's newest edit, in all images that it touched; null where there is none. Tiles are given for
     * this image only.
     */
    undo(id: ImageId): HistoryStep | null;
    redo(id: ImageId): HistoryStep | null;
    /**
     * Undoes or does again, in one transaction, until the edit is the newest that stands; null: until none does. What
     * touched other images on the way is undone in them as well, or nothing is. Null where it is the newest already.
     * @throws Problem step-gone, edit-not-last, edit-not-next
     */
    stepTo(id: ImageId, editId: number | null): HistoryStep | null;
    /** Oldest first. @param from place of the first, the oldest edit's is 0; null: the newest @param limit default 100 */
    history(id: ImageId, from?: number | null, limit?: number): HistoryPage;
    /** Small pictures of what edits did to the image; works a short time, then says whether it made them all. */
    stepPictures(id: ImageId, editIds: readonly number[]): StepPictures;
  };
  /** Importance from 0 to 255 that was painted, with a history of its own; it has no classes and so no counts. */
  importance: ProjectStore['labels'];
  splits: {
    /** Locked images are not put into training: their ids come back in `refused`. */
    set(ids: readonly ImageId[], split: Split | null): SplitChange;
    /** Puts all images that are not left out into splits; locked ones stay. @throws Problem split-plan-invalid */
    assign(plan: SplitPlan): { counts: SplitCounts; before: SplitGroup[] };
    /** Has `assign` keep together images whose looks are near, or only those of one file. */
    groupNear(byLook: boolean): NearGroups;
    /** What `assign` would give. */
    preview(plan: SplitPlan): SplitCounts;
    /** Only images that validate or test can be locked: the others come back in `refused`. */
    lock(ids: readonly ImageId[], isLocked: boolean): { changed: ImageId[]; refused: ImageId[] };
  };
  runs: {
    /** Row, folder and snapshot (`snapshot.json`, `labels.bin`); status `preparing`, this process as its process. */
    create(config: RunConfig, images: RunImages): RunRecord;
    /**
     * A new run from what another began with: its snapshot, and what was done to it while it ran as rules of the same steps.
     * @param ref as of `get`
     */
    repeat(ref: string): RunRecord;
    /** Has a run that was just made wait at the end of the queue. */
    enqueue(id: RunId): RunRecord;
    /** Runs that wait, the next one first. */
    queue(): RunRecord[];
    /** Puts a waiting run to a place in the queue, 0 for the next. Returns all that wait. */
    moveInQueue(id: RunId, place: number): RunRecord[];
    /** A folder with a snapshot that belongs to no run, for trying a configuration; to be dropped. */
    draft(config: RunConfig, images: RunImages): string;
    dropDraft(folder: string): void;
    /** Newest first. */
    list(limit?: number): RunRecord[];
    /** @param ref a run's id, `latest`, or `best` (highest mean IoU) */
    get(ref: string): RunRecord;
    change(id: RunId, change: RunChange): RunRecord;
    /**
     * Takes a run for the process that goes on with it; of two that try, one is refused.
     * @throws Problem `run-finished`, `run-in-progress`
     */
    take(id: RunId, pid: number): RunRecord;
    /** Appends events in one transaction; status, metrics, best and checkpoints follow from them. */
    record(id: RunId, events: readonly RunEvent[]): RunRecord;
    events(id: RunId, afterSeq?: number): StoredRunEvent[];
    checkpoints(id: RunId): Checkpoint[];
    /** Removes row, events and folder. Refuses a run that is in progress. */
    remove(id: RunId): void;
  };
  judgements: {
    /** Keeps that the label of a region is right although a network doubts it. */
    add(judgement: NewJudgement): Judgement;
    /** Takes one back; nothing where it is gone already. */
    remove(id: number): void;
    /** All, in the order in which they were made. */
    list(): Judgement[];
  };
  comparisons: {
    /**
     * Freezes images and labels for all runs of a plan; this process works on it. Scored on the test images if there are
     * any. @throws Problem comparison-plan-invalid, comparison-nothing-to-score
     */
    create(plan: ComparisonPlan, images: ComparedImages): ComparisonRecord;
    /** Newest first. */
    list(): ComparisonRecord[];
    /** @param ref a comparison's id, or `latest` */
    get(ref: string): ComparisonRecord;
    /** Takes it for the process that goes on with it. @throws Problem comparison-in-progress */
    take(id: ComparisonId, pid: number): ComparisonRecord;
    /** Nobody works on it any more. */
    release(id: ComparisonId): void;
    /** A run as `runs.create` makes one, of what was frozen; takes the place of an earlier one. */
    startRun(id: ComparisonId, run: PlannedRun): RunRecord;
    end(id: ComparisonId, run: ComparedPlace, end: ComparedEnd): ComparisonRecord;
    /** Writes the report of what is done so far. @param folder default the comparison's own, which is then in `report` */
    writeReport(id: ComparisonId, folder?: string): ReportFiles;
    /** Removes the comparison with its report; its runs stay. */
    remove(id: ComparisonId): void;
  };
  sessions: {
    /** Starts the working session of this opening; edits count towards it from here on. */
    open(program: string): WorkingSession;
    /** An act that is not an edit (looking at an image): the present minute counts as active, and time on the image. */
    touch(imageId?: ImageId): void;
    close(): WorkingSession | null;
    /** Newest first. */
    list(limit?: number): WorkingSession[];
  };
}

export interface OpenOptions {
  mode: StoreMode;
  /** Said to a second writer: `Maskwright`, `maskwright train`. */
  program?: string;
}
