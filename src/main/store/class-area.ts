import { type ClassId, classIdSchema } from '../../shared/ids';
import { TILE_BYTES } from '../../shared/labels/tile-map';
import { Problem } from '../../shared/problem';
import { classInUse, removedClass, tooMany, unknownClass } from './class-problems';
import type { EditRow, EditRows } from './edit-rows';
import type { ImageRow } from './image-rows';
import type { ProjectStore } from './project-store';
import type { ClassRemoval, ClassRestoration, ClassSettings, LabelTile, ProjectClass } from './records';
import type { SessionActs } from './session-area';
import type { StoreContext } from './store-context';
import { packTile, tileDelta } from './tile-codec';
import type { TileRows } from './tile-rows';

interface ClassRow {
  id: ClassId;
  name: string;
  color: string;
  position: number;
  removed_at: string | null;
}

export interface ClassParts {
  tiles: TileRows;
  edits: EditRows;
  acts: SessionActs;
}

export interface Classes {
  area: ProjectStore['classes'];
  /** @throws Problem class-unknown */
  check(classId: number): void;
  /** Keeps the class's row in step with an edit that removed or restored it. */
  follow(edit: EditRow): void;
}

export function makeClasses(context: StoreContext, { tiles, edits, acts }: ClassParts): Classes {
  const { db } = context;
  const list = db.prepare<[], ClassRow>('SELECT * FROM classes WHERE removed_at IS NULL ORDER BY position, id');
  const byId = db.prepare<[number], ClassRow>('SELECT * FROM classes WHERE id = ?');
  const lastId = db.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM classes');
  const insert = db.prepare<[number, string, string, number]>(
    'INSERT INTO classes (id, name, color, position) VALUES (?, ?, ?, ?)',
  );
  const update = db.prepare<[string, string, number]>('UPDATE classes SET name = ?, color = ? WHERE id = ?');
  const place = db.prepare<[number, number]>('UPDATE classes SET position = ? WHERE id = ?');
  const setRemoved = db.prepare<[string | null, number]>('UPDATE classes SET removed_at = ? WHERE id = ?');
  const imagesWith = db.prepare<[number], ImageRow>(
    `SELECT images.* FROM image_classes JOIN images ON images.key = image_classes.image WHERE class = ?
     ORDER BY images.key`,
  );

  /** Written anew for every tile. */
  const delta = new Uint8Array(TILE_BYTES);

  const all = (): ProjectClass[] => list.all().map(({ id, name, color }, position) => ({ id, name, color, position }));
  const known = (id: number, withRemoved = false): ClassRow => {
    const row = byId.get(id);
    if (row === undefined) throw unknownClass(id);
    if (row.removed_at !== null && !withRemoved) throw removedClass(row);
    return row;
  };
  const now = (id: ClassId): ProjectClass => {
    const found = all().find((entry) => entry.id === id);
    if (found === undefined) throw unknownClass(id);
    return found;
  };
  const change = (id: ClassId, settings: Partial<ClassSettings>): ProjectClass => {
    const { name, color } = checkedClass({ ...known(id), ...settings }, all(), id);
    update.run(name, color, id);
    return now(id);
  };

  /** One edit over the images; `repaint` gives a tile's new labels, or null to leave it. */
  const editImages = (
    images: readonly ImageRow[],
    edit: number,
    tilesOf: (image: ImageRow) => LabelTile[],
    repaint: (image: ImageRow, tile: LabelTile) => Uint8Array | null,
  ): void => {
    for (const image of images) {
      const gains = new Int32Array(256);
      edits.dropUndone(image.key);
      edits.addImage(edit, image);
      for (const tile of tilesOf(image)) {
        const after = repaint(image, tile);
        if (after === null || tileDelta(tile.data, after, delta, gains) === 0) continue;
        edits.addTile(edit, image, tile, packTile(delta));
        tiles.write(image, tile, packTile(after));
      }
      tiles.count(image, gains);
      acts.note(image.key, null, 'by-hand');
    }
  };

  const remove = (id: ClassId): ClassRemoval => {
    const row = known(id);
    const at = context.now().toISOString();
    setRemoved.run(at, id);
    const images = imagesWith.all(id);
    // Kept even where no image holds the class: `restore` must not find an earlier removal in its place.
    const edit = edits.begin('remove-class', `Remove ${row.name}`, id, at);
    let pixels = 0;
    editImages(
      images,
      edit,
      (image) => Array.from(tiles.all(image), (stored) => tiles.unpack(image, stored)),
      (_, { data }) => {
        if (!data.includes(id)) return null;
        const after = data.slice();
        for (let i = 0; i < after.length; i++) {
          if (after[i] !== id) continue;
          after[i] = 0;
          pixels++;
        }
        return after;
      },
    );
    return { classId: id, editId: edit, images: images.map((image) => image.id), pixels };
  };

  const restore = (id: ClassId): ClassRestoration => {
    const row = known(id, true);
    if (row.removed_at === null) return { restored: now(id), images: [] };
    checkedClass(row, all(), id);
    setRemoved.run(null, id);
    const removal = edits.newestOfClass('remove-class', id);
    const images = removal === null ? [] : edits.images(removal.id);
    if (removal === null || images.length === 0) return { restored: now(id), images: [] };
    const edit = edits.begin('restore-class', `Restore ${row.name}`, id, context.now().toISOString());
    const deltas = new Map<string, Uint8Array>();
    editImages(
      images,
      edit,
      (image) => {
        deltas.clear();
        return Array.from(edits.tiles(removal.id, image), (stored) => {
          deltas.set(`${stored.x},${stored.y}`, edits.delta(image, stored));
          return { tileX: stored.x, tileY: stored.y, data: new Uint8Array(0) };
        }).map((at) => ({ ...at, data: tiles.read(image, at) }));
      },
      (_, tile) => {
        // Where the removal's delta is not 0 it is the class itself, since it made the pixel 0.
        const removed = deltas.get(`${tile.tileX},${tile.tileY}`);
        return tile.data.map((label, i) => (label === 0 && removed?.[i] === id ? id : label));
      },
    );
    return { restored: now(id), images: images.map((image) => image.id) };
  };

  const area: ProjectStore['classes'] = {
    list: () => context.read(all),
    add: (settings) =>
      context.write(() => {
        const present = all();
        const { name, color } = checkedClass(settings, present, null);
        const id = classIdSchema.safeParse((lastId.get()?.id ?? 0) + 1);
        if (!id.success) throw tooMany();
        insert.run(id.data, name, color, present.length);
        // Positions are counted again, since removals leave gaps.
        [...present.map((entry) => entry.id), id.data].forEach((each, position) => {
          place.run(position, each);
        });
        return now(id.data);
      }),
    rename: (id, name) => context.write(() => change(id, { name })),
    recolor: (id, color) => context.write(() => change(id, { color })),
    reorder: (ids) =>
      context.write(() => {
        const present = new Set<number>(all().map((entry) => entry.id));
        if (ids.length !== present.size || new Set(ids).size !== ids.length || !ids.every((id) => present.has(id))) {
          throw new Problem(
            'class-order-invalid',
            'The new order does not name each class of the project once.',
            'List the classes and order those.',
          );
        }
        ids.forEach((id, position) => {
          place.run(position, id);
        });
        return all();
      }),
    remove: (id) => context.write(() => remove(id)),
    restore: (id) => context.write(() => restore(id)),
  };

  return {
    area,
    check: (classId) => {
      known(classId);
    },
    follow: (edit) => {
      if (edit.class === null) return;
      const isGone = (edit.kind === 'remove-class') === (edit.undone === 0);
      const row = known(edit.class, true);
      const holders = isGone ? imagesWith.all(edit.class) : [];
      if (holders.length > 0) throw classInUse(row, holders);
      if (!isGone) checkedClass(row, all(), null);
      setRemoved.run(isGone ? context.now().toISOString() : null, edit.class);
    },
  };
}

/** @throws Problem class-invalid, class-name-taken */
export function checkedClass(
  settings: ClassSettings,
  present: readonly { id: ClassId | null; name: string }[],
  self: ClassId | null,
): ClassSettings {
  const name = settings.name.trim();
  const color = settings.color.toLowerCase();
  if (name === '' || !/^#[0-9a-f]{6}$/.test(color)) {
    throw new Problem(
      'class-invalid',
      `"${settings.name}" with the colour "${settings.color}" is no class.`,
      'A class needs a name and a colour such as #e69f00.',
    );
  }
  if (
    present.some((entry) => (self === null || entry.id !== self) && entry.name.toLowerCase() === name.toLowerCase())
  ) {
    throw new Problem('class-name-taken', `The project has a class named "${name}" already.`, 'Choose another name.');
  }
  return { name, color };
}
