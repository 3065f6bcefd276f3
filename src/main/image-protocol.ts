import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { protocol } from 'electron';
import { partText, type ShownPart } from '../shared/contract/shown-part';
import { type ImageAddress, parseImageAddress } from './image-address';
import type { RenditionQueue, RenditionRequest, TileRequest } from './rendition-queue';
import { windowProblem } from './window-problem';

/** The file behind an opaque id. */
export interface RenditionSource {
  path: string;
  sha256: string;
  /** Without it the first page, as the file has it. */
  part?: ShownPart | undefined;
}

export interface ImageProtocol {
  /** Null for an owner or an id that is not known (any more). */
  find(owner: string, id: string): Promise<RenditionSource | null>;
  renditions: RenditionQueue;
  tiles: RenditionQueue<TileRequest>;
  /** Origin whose scripts may read pictures, as the canvas does. */
  origin: string;
}

/** Serves renditions and tiles, and nothing else, by id. */
export function serveImages(images: ImageProtocol): void {
  protocol.handle('image', (request) => answer(images, request));
}

async function answer(images: ImageProtocol, request: Request): Promise<Response> {
  const address = parseImageAddress(request.url);
  const source = address === null ? null : await images.find(address.owner, address.id);
  if (address === null || source === null) return new Response(null, { status: 404 });
  const part = address.window === null ? source.part : { ...source.part, window: address.window };
  const etag = `"${source.sha256}-${nameOf(address)}${encodeURIComponent(partText(part))}"`;
  if (request.headers.get('If-None-Match') === etag)
    return new Response(null, { status: 304, headers: { ETag: etag } });
  try {
    const { file, bytes } = await pictureOf(images, address, { ...source, part }, request.signal);
    return new Response(bytes, { headers: headers(etag, file, images.origin) });
  } catch (error) {
    if (error instanceof DOMException) return new Response(null, { status: 404 });
    // The grid shows its own sign for a picture that cannot be made; a canvas reads the reason.
    const reason = JSON.stringify(windowProblem(error).toJSON());
    return new Response(reason, { status: 404, headers: { 'Access-Control-Allow-Origin': images.origin } });
  }
}

function pictureOf(
  { renditions, tiles }: ImageProtocol,
  address: ImageAddress,
  source: RenditionSource,
  signal: AbortSignal,
): Promise<ReadPicture> {
  if (address.kind === 'rendition') return read(renditions, { ...source, maxSidePx: address.maxSidePx }, signal);
  const { level, x, y } = address;
  return read(tiles, { ...source, level, x, y }, signal);
}

function nameOf(address: ImageAddress): string {
  return address.kind === 'rendition' ? `${address.maxSidePx}` : `tile-${address.level}-${address.x}-${address.y}`;
}

interface ReadPicture {
  file: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A cache that was emptied behind our back costs one more making. */
async function read<Wanted extends RenditionRequest | TileRequest>(
  queue: RenditionQueue<Wanted>,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<ReadPicture> {
  const file = await queue.find(wanted, signal);
  try {
    return { file, bytes: await readFile(file) };
  } catch {
    queue.forget(wanted);
    const again = await queue.find(wanted, signal);
    return { file: again, bytes: await readFile(again) };
  }
}

function headers(etag: string, file: string, origin: string): Record<string, string> {
  return {
    'Content-Type': extname(file) === '.png' ? 'image/png' : 'image/jpeg',
    'Cache-Control': 'private, max-age=31536000, immutable',
    ETag: etag,
    'Access-Control-Allow-Origin': origin,
    'X-Content-Type-Options': 'nosniff',
  };
}
