import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { type ImageId, imageIdSchema } from '../../shared/ids';
import { type ImageStatus, ownStatus } from '../../shared/images/status';
import { Problem } from '../../shared/problem';
import { type NameIndex, nameIndex } from '../../shared/training/names';
import { imageChanges } from './change-images';
import { type ChannelGroups, makeChannelGroups } from './channel-groups';
import type { FoundFile, StatusGroup } from './image-changes';
import { nameKey } from './image-order';
import type { ImageRow, ImageRows } from './image-rows';
import { makeImageStates } from './image-states';
import type { ProjectStore } from './project-store';
import type { AddedImages, FileState, ImageFacts, NewImage, VerifiedImages } from './records';
import type { SessionActs } from './session-area';
import { pragmaNumber } from './sqlite';
import type { StoreContext } from './store-context';

export function makeImages(
  context: StoreContext,
  rows: ImageRows,
  acts: SessionActs,
): Omit<ProjectStore['images'], 'finestObjects'> {
  const { db } = context;
  const channelGroups = makeChannelGroups(context);
  const insert = db.prepare<unknown[]>(
    `INSERT INTO images (id, path, name, name_key, bytes, modified_ms, sha256, width, height, channels, depth, orientation, format,
     added_at, split_group, page, pages, channel_choice, pixel_size)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const relocate = db.prepare<unknown[]>(
    `UPDATE images SET path = ?, name = ?, name_key = ?, bytes = ?, modified_ms = ?, file = 'present', removed_at = NULL WHERE key = ?`,
  );
  const takeOver = db.prepare<unknown[]>(
    `UPDATE images SET path = ?, bytes = ?, modified_ms = ?, sha256 = ?, channels = ?, depth = ?, orientation = ?,
     format = ?, file = ?, pages = ?, pixel_size = ?, channel_choice = ?, perceptual_hash = NULL WHERE key = ?`,
  );
  const setFile = db.prepare<[FileState, number]>('UPDATE images SET file = ? WHERE key = ?');
  const moveTo = db.prepare<[string, number, number, number]>(
    `UPDATE images SET path = ?, bytes = ?, modified_ms = ?, file = 'present' WHERE key = ?`,
  );
  const unhashed = db.prepare<[], { id: ImageId }>(
    'SELECT id FROM images WHERE perceptual_hash IS NULL AND removed_at IS NULL ORDER BY key',
  );
  const setHash = db.prepare<[string, number]>('UPDATE images SET perceptual_hash = ? WHERE key = ?');

  let named: { version: string; index: NameIndex<ImageRow> } | null = null;
  const states = makeImageStates(context);
  const change = imageChanges(context, acts);
  /** Kept between calls, since a folder of masks asks once a file; other connections' commits count as changes. */
  const names = (): NameIndex<ImageRow> => {
    const version = `${pragmaNumber(db, 'data_version')}.${context.changes.images}`;
    if (named?.version !== version) named = { version, index: nameIndex(rows.list({})) };
    return named.index;
  };

  const addOne = (image: NewImage, result: AddedImages, choiceOf: ReturnType<ChannelGroups['chooser']>): void => {
    const existing = rows.byContent(image.sha256, image.page ?? 0);
    if (existing === null) {
      const id = imageIdSchema.parse(randomBytes(8).toString('hex'));
      const { path, name, bytes, modifiedMs, sha256, width, height, channels, depth, orientation, format } = image;
      const at = context.now().toISOString();
      insert.run(
        id,
        path,
        name,
        nameKey(name),
        bytes,
        modifiedMs,
        sha256,
        width,
        height,
        channels,
        depth,
        orientation,
        format,
        at,
        // Pages of one file share its content.
        sha256,
        image.page ?? 0,
        image.pages ?? 1,
        jsonOf(image.channelChoice === undefined ? choiceOf(channels) : image.channelChoice),
        jsonOf(image.pixelSize),
      );
      result.added.push(...rows.records([rows.get(id)]));
      return;
    }
    const isMoved = existing.path !== image.path && !existsSync(existing.path);
    if (existing.removed_at === null && !isMoved) {
      result.skipped.push({ path: image.path, existing: existing.id, problem: duplicate(image, existing).toJSON() });
      return;
    }
    relocate.run(image.path, image.name, nameKey(image.name), image.bytes, image.modifiedMs, existing.key);
    result.restored.push(existing.id);
    result.added.push(...rows.records([rows.get(existing.id)]));
  };

  const verify = (ids?: readonly ImageId[]): VerifiedImages => {
    const targets = ids === undefined ? rows.list({}) : ids.map((id) => rows.get(id));
    const result: VerifiedImages = { checked: targets.length, missing: [], changed: [], altered: 0 };
    for (const row of targets) {
      const state = fileState(row);
      if (state === 'missing') result.missing.push(row.id);
      if (state === 'changed') result.changed.push(row.id);
      if (state === row.file || context.mode !== 'write') continue;
      context.changes.images++;
      setFile.run(state, row.key);
      result.altered++;
    }
    return result;
  };

  const chooseStatus = (ids: readonly ImageId[], status: ImageStatus): StatusGroup[] => {
    const before = new Map<ImageStatus, ImageId[]>();
    const changed = states
      .of(ids)
      .map((row) => ({ row, isChosen: status === ownStatus(row.painted_pixels) ? 0 : 1 }))
      .filter(({ row, isChosen }) => row.status !== status || row.status_chosen !== isChosen);
    for (const choice of [0, 1]) {
      const keys = changed.filter(({ isChosen }) => isChosen === choice).map(({ row }) => row.key);
      states.set(keys, 'status = ?, status_chosen = ?', status, choice);
    }
    for (const { row } of changed) {
      const same = before.get(row.status);
      if (same === undefined) before.set(row.status, [row.id]);
      else same.push(row.id);
    }
    return [...before].map(([was, of]) => ({ status: was, ids: of }));
  };

  const refresh = (id: ImageId, facts: ImageFacts): void => {
    const row = rows.get(id);
    const other = rows.byContent(facts.sha256, row.page);
    if (other !== null && other.key !== row.key && other.removed_at === null) throw duplicate(facts, other);
    const isResized = facts.width !== row.width || facts.height !== row.height;
    const { path, bytes, modifiedMs, channels, depth, orientation, format } = facts;
    const file: FileState = isResized ? 'resized' : 'present';
    // A resized image keeps the hash of the content that its labels belong to: training finds that it differs.
    const sha256 = isResized ? row.sha256 : facts.sha256;
    takeOver.run(
      path,
      bytes,
      modifiedMs,
      sha256,
      channels,
      depth,
      orientation,
      format,
      file,
      facts.pages ?? 1,
      jsonOf(facts.pixelSize),
      channels === row.channels ? row.channel_choice : jsonOf(channelGroups.chooser()(channels)),
      row.key,
    );
  };

  const move = ({ id, path, bytes, modifiedMs }: FoundFile): void => {
    moveTo.run(path, bytes, modifiedMs, rows.get(id).key);
  };

  const setRemovedAll = (ids: readonly ImageId[], at: string | null): number => {
    const changed = states.of(ids, true).filter(({ removed_at: was }) => (was === null) !== (at === null));
    states.set(
      changed.map(({ key }) => key),
      'removed_at = ?',
      at,
    );
    return changed.length;
  };

  return {
    add: (images) =>
      change(() => {
        const result: AddedImages = { added: [], skipped: [], restored: [] };
        const choiceOf = channelGroups.chooser();
        for (const image of images) addOne(image, result, choiceOf);
        return result;
      }, 'program'),
    channelGroups: () => context.read(() => channelGroups.list()),
    chooseChannels: (channels, choice) => change(() => channelGroups.choose(channels, choice)),
    unhashed: () => context.read(() => unhashed.all().map(({ id }) => id)),
    keepHashes: (hashes) =>
      change(() => {
        for (const { id, hash } of hashes) setHash.run(hash, rows.get(id).key);
      }, 'program'),
    remove: (ids) => change(() => setRemovedAll(ids, context.now().toISOString())),
    restore: (ids) => change(() => setRemovedAll(ids, null)),
    get: (id) => context.read(() => rows.records([rows.get(id)])[0]),
    list: (filter = {}) => context.read(() => rows.records(rows.list(filter))),
    ids: (filter = {}) => context.read(() => rows.ids(filter)),
    count: (filter = {}) => context.read(() => rows.count(filter)),
    placeOf: (id, filter = {}) =>
      context.read(() => {
        const place = rows.keys(filter).indexOf(rows.get(id).key);
        return place < 0 ? null : place;
      }),
    facets: (filter = {}) => context.read(() => rows.facets(filter)),
    setStatus: (ids, status) => change(() => chooseStatus(ids, status)),
    byName: (name) => context.read(() => rows.records([rows.get(names().require(name).id)])[0]),
    verify: (ids) => (context.mode === 'write' ? context.write(() => verify(ids)) : context.read(() => verify(ids))),
    refresh: (id, facts) =>
      change(() => {
        refresh(id, facts);
        return rows.records([rows.get(id)])[0];
      }),
    relink: (found, replaced = []) =>
      change(() => {
        for (const file of found) move(file);
        const refused: ImageId[] = [];
        for (const { id, facts } of replaced) {
          const other = rows.byContent(facts.sha256, rows.get(id).page);
          if (other !== null && other.id !== id && other.removed_at === null) refused.push(id);
          else refresh(id, facts);
        }
        return { refused };
      }),
  };
}

function jsonOf(value: object | null | undefined): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function duplicate(image: ImageFacts, existing: ImageRow): Problem {
  return new Problem(
    'image-duplicate',
    `${image.path} has the same content as ${existing.name}, which the project has already.`,
    'Nothing needs to be done; the project keeps one of them.',
    image.path,
  );
}

/** A resized image stays so until its file changes again or is refreshed. */
function fileState(row: ImageRow): FileState {
  const stat = statSync(row.path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return 'missing';
  // Copying and archiving programs keep times to the millisecond at best.
  if (stat.size !== row.bytes || Math.abs(stat.mtimeMs - row.modified_ms) >= 1) return 'changed';
  return row.file === 'resized' ? 'resized' : 'present';
}
