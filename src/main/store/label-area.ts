import { crc32 } from 'node:zlib';
import { isEmptyTile, TILE_BYTES, type TilePosition, tileMapOf, toLabelMap } from '../../shared/labels/tile-map';
import { EditParts } from './edit-parts';
import { checkEdit, resized, stale } from './edit-problems';
import type { EditRow, EditRows } from './edit-rows';
import { makeHistory } from './history-area';
import type { ImageRow, ImageRows } from './image-rows';
import type { ProjectStore } from './project-store';
import type { AfterTile, CommittedEdit, EditKind, EditTile, LabelFacts, LabelTile } from './records';
import type { SessionActs } from './session-area';
import { StepPictureMaker } from './step-pictures';
import type { StoreContext } from './store-context';
import { type PackedTile, packTile, tileDelta } from './tile-codec';
import type { TileRows } from './tile-rows';

export interface LabelParts {
  images: ImageRows;
  tiles: TileRows;
  edits: EditRows;
  acts: SessionActs;
  /** Follows an edit that removed or restored a class, undone or redone. */
  followClass(edit: EditRow): void;
  /** @throws Problem class-unknown where a label is no class of the project */
  checkClass(classId: number): void;
}

interface ChangedTile {
  tile: AfterTile;
  after: PackedTile;
  delta: PackedTile;
}

/** Edits that count as a stroke of the hand. */
const handKinds: ReadonlySet<EditKind> = new Set(['stroke', 'polygon', 'fill']);

function actOf(kind: EditKind): 'stroke' | 'by-hand' | 'by-program' {
  if (handKinds.has(kind)) return 'stroke';
  return kind === 'import' ? 'by-program' : 'by-hand';
}

export function makeLabels(context: StoreContext, parts: LabelParts): ProjectStore['labels'] {
  const { images, tiles, edits, acts } = parts;
  // Written anew for every tile.
  const delta = new Uint8Array(TILE_BYTES);
  const held = new Uint8Array(TILE_BYTES);
  const waiting = new EditParts();

  const checkClasses = (gains: Int32Array): void => {
    for (let classId = 1; classId < 255; classId++) if (gains[classId] > 0) parts.checkClass(classId);
  };

  const readTiles = (image: ImageRow): LabelTile[] => Array.from(tiles.all(image), (row) => tiles.unpack(image, row));

  const factsOf = (key: number, labelRevision: number): LabelFacts => ({
    labelRevision,
    painted: images.painted(key),
    canUndo: edits.newest(key) !== null,
    canRedo: edits.nextUndone(key) !== null,
  });

  const readSome = (image: ImageRow, at: readonly TilePosition[]): LabelTile[] =>
    at
      .map(({ tileX, tileY }) => ({ tileX, tileY, data: tiles.read(image, { tileX, tileY }) }))
      .filter(({ data }) => !isEmptyTile(data));

  const commit = <Tile extends AfterTile>(
    image: ImageRow,
    changes: readonly Tile[],
    beforeOf: (tile: Tile) => Uint8Array,
    { kind, label }: { kind: EditKind; label: string },
  ): CommittedEdit => {
    if (image.file === 'resized') throw resized(image);
    checkEdit(image, changes);
    const gains = new Int32Array(256);
    const changed: ChangedTile[] = [];
    let changedPixels = 0;
    for (const tile of changes) {
      const before = beforeOf(tile);
      const pixels = tileDelta(before, tile.after, delta, gains);
      if (pixels === 0) continue;
      changedPixels += pixels;
      const after = packTile(tile.after);
      // On a tile that was empty the delta is the tile itself, and compressing it is what a commit costs most.
      changed.push({ tile, after, delta: isEmptyTile(before) ? after : packTile(delta) });
    }
    if (changed.length === 0) return { editId: null, changedPixels, ...factsOf(image.key, image.label_revision) };
    checkClasses(gains);
    edits.dropUndone(image.key);
    const edit = edits.begin(kind, label, null, context.now().toISOString());
    edits.addImage(edit, image);
    for (const { tile, after, delta: packed } of changed) {
      edits.addTile(edit, image, tile, packed);
      tiles.write(image, tile, after);
    }
    tiles.count(image, gains);
    acts.note(image.key, image.id, actOf(kind));
    return { editId: edit, changedPixels, ...factsOf(image.key, image.label_revision + 1) };
  };

  const history = makeHistory({
    images,
    edits,
    acts,
    followClass: parts.followClass,
    checkClasses,
    factsOf,
    readTile: tiles.read,
  });
  const pictures = new StepPictureMaker(edits, tiles);

  return {
    read: (id) =>
      context.read(() => {
        const image = images.get(id);
        return toLabelMap(tileMapOf(image.width, image.height, readTiles(image)));
      }),
    tiles: (id, at) =>
      context.read(() => {
        const image = images.get(id);
        return at === undefined ? readTiles(image) : readSome(image, at);
      }),
    open: (id) =>
      context.read(() => {
        const image = images.get(id);
        const { key, name, width, height, file } = image;
        return { ...factsOf(key, image.label_revision), name, width, height, file, tiles: tiles.positions(image) };
      }),
    tilesNow: (id, at) =>
      context.read(() => {
        const image = images.get(id);
        return { labelRevision: image.label_revision, tiles: readSome(image, at) };
      }),
    commit: (id, changes, kind, label = '') =>
      context.write(() => {
        const image = images.get(id);
        const expected = (tile: EditTile): Uint8Array => {
          if (crc32(tile.before) !== tiles.checksum(image, tile)) throw stale(image);
          return tile.before;
        };
        return commit(image, changes, expected, { kind, label });
      }),
    commitPart: (id, part) =>
      context.write(() => {
        const image = images.get(id);
        const changes = waiting.add(image, part);
        if (changes === null) return { editId: null, changedPixels: 0, ...factsOf(image.key, image.label_revision) };
        return commit(image, changes, (tile) => tiles.read(image, tile, held), part);
      }),
    undo: (id) => context.write(() => history.undo(images.get(id))),
    redo: (id) => context.write(() => history.redo(images.get(id))),
    stepTo: (id, editId) => context.write(() => history.stepTo(images.get(id), editId)),
    history: (id, from = null, limit = 100) => context.read(() => history.page(images.get(id), from, limit)),
    stepPictures: (id, editIds) => context.read(() => pictures.take(images.get(id), editIds)),
  };
}
