import { type OpenedLabels, TILES_A_MESSAGE } from '../../../shared/contract/labels';
import { isEmptyTile, TILE_SIDE, type TileMap, type TilePosition, tileKey } from '../../../shared/labels/tile-map';
import { Problem } from '../../../shared/problem';
import type { LabelClient } from './label-client';

interface Point {
  x: number;
  y: number;
}

export interface LoadedLabels {
  opened: OpenedLabels;
  map: TileMap;
}

export interface LoadingListener {
  onOpened(opened: OpenedLabels): void;
  /** What has arrived so far, whole at the end. */
  onTiles(map: TileMap, done: number): void;
}

/** Labels that change while they are read are read again, but not for ever. */
const MOST_READINGS = 5;

/**
 * Reads an image's labels: the list of its tiles, then the tiles in messages, those near `center` first.
 * @throws Problem
 */
export async function loadLabels(
  client: LabelClient,
  center: () => Point | null,
  listener: LoadingListener,
): Promise<LoadedLabels> {
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const opened = await client.open();
    listener.onOpened(opened);
    const map = await loadTiles(client, opened, center, listener);
    if (map !== null) return { opened, map };
  }
  throw new Problem(
    'labels-restless',
    'The labels of this image kept changing while they were read.',
    'Wait until what changes them is done, and try again.',
  );
}

/** Null where the labels changed meanwhile. */
async function loadTiles(
  client: LabelClient,
  { width, height, tiles, revision }: OpenedLabels,
  center: () => Point | null,
  listener: LoadingListener,
): Promise<TileMap | null> {
  let left = tiles;
  let map: TileMap = { width, height, tiles: new Map() };
  while (left.length > 0) {
    left = nearestFirst(left, center());
    const at = left.slice(0, TILES_A_MESSAGE);
    left = left.slice(TILES_A_MESSAGE);
    const reply = await client.tiles(at);
    if (reply.revision !== revision) return null;
    map = withTiles(map, at, reply.tiles);
    listener.onTiles(map, tiles.length - left.length);
  }
  return map;
}

/** Tiles at known places, for a step that changed more of them than one message holds; null where they changed again. */
export async function fetchTiles(
  client: LabelClient,
  map: TileMap,
  positions: readonly TilePosition[],
  revision: number,
): Promise<TileMap | null> {
  let now = map;
  for (let from = 0; from < positions.length; from += TILES_A_MESSAGE) {
    const at = positions.slice(from, from + TILES_A_MESSAGE);
    const reply = await client.tiles(at);
    if (reply.revision !== revision) return null;
    now = withTiles(now, at, reply.tiles);
  }
  return now;
}

/** The map with the tiles at `at` replaced; those that are not given are empty. */
export function withTiles(
  map: TileMap,
  at: readonly TilePosition[],
  given: readonly (TilePosition & { data: Uint8Array })[],
): TileMap {
  const tiles = new Map(map.tiles);
  for (const { tileX, tileY } of at) tiles.delete(tileKey(map.width, tileX, tileY));
  for (const { tileX, tileY, data } of given) {
    if (!isEmptyTile(data)) tiles.set(tileKey(map.width, tileX, tileY), data);
  }
  return { ...map, tiles };
}

function nearestFirst(positions: readonly TilePosition[], center: Point | null): TilePosition[] {
  if (center === null) return [...positions];
  const distance = ({ tileX, tileY }: TilePosition): number =>
    Math.max(Math.abs((tileX + 0.5) * TILE_SIDE - center.x), Math.abs((tileY + 0.5) * TILE_SIDE - center.y));
  return [...positions].sort((a, b) => distance(a) - distance(b));
}
