import { constants } from 'node:fs';
import { access, open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { Problem, systemCode } from '../../shared/problem';
import { asImageProblem } from './problems';
import { SIGNATURE_BYTES, signatureFormat } from './signature';

export interface ListedImages {
  /** Absolute paths, sorted naturally (img2 before img10), each once. */
  files: string[];
  /** For each file its path relative to the folder that was given, with forward slashes; a file given itself: its name. */
  names: ReadonlyMap<string, string>;
  /** How many files in the folders are not images. */
  ignored: number;
  /** Paths that could not be listed: missing, not permitted, a project's own folder, a folder without images. */
  problems: Problem[];
}

/** Marks a project's folder, whose own files (renditions, exports) are nobody's images. */
const PROJECT_FILE = 'project.sqlite';
const EXTENSIONS = new Set(['.png', '.jpg', '.jpeg', '.jfif', '.tif', '.tiff', '.gif', '.bmp', '.webp']);
/** Pictures of telephones, cameras, microscopes and scanners that nothing here reads: they are listed, so that it is said. */
const UNREAD_EXTENSIONS = new Set(
  'heic heif avif jxl jp2 j2k dng cr2 cr3 nef arw raf orf rw2 psd dcm czi nd2 lif oib oif svs vsi ims'
    .split(' ')
    .map((extension) => `.${extension}`),
);

/**
 * The images among files and folders (recursively). A file given by itself is listed whatever it is; in folders those
 * are that are named like images or begin like one, so that a broken or foreign image is reported later and a text is not.
 * Hidden files and project folders are left out; links are followed, each folder once.
 */
export async function listImages(paths: readonly string[]): Promise<ListedImages> {
  const listing: Listing = { names: new Map(), found: 0, ignored: 0, problems: [], visited: new Set() };
  for (const given of paths) {
    const path = resolve(given);
    try {
      const status = await stat(path);
      if (status.isDirectory()) await listFolder(path, listing);
      else if (!listing.names.has(path)) listing.names.set(path, basename(path));
    } catch (error) {
      listing.problems.push(asImageProblem(error, path));
    }
  }
  const { names, ignored, problems } = listing;
  return { files: [...names.keys()].sort(compareNaturally), names, ignored, problems };
}

/** Order in which people count: by folder, numbers by value, case aside; equal ones by code unit. */
export function compareNaturally(a: string, b: string): number {
  const left = a.split(/[\\/]/);
  const right = b.split(/[\\/]/);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = collator.compare(left[i] ?? '', right[i] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0);
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

interface Listing {
  names: Map<string, string>;
  /** Images met in folders, repeated ones counted again. */
  found: number;
  ignored: number;
  problems: Problem[];
  /** Real paths, against loops through links. */
  visited: Set<string>;
}

async function listFolder(root: string, listing: Listing): Promise<void> {
  if (await exists(join(root, PROJECT_FILE))) {
    const hint = 'Choose the folder in which the images themselves lie.';
    listing.problems.push(
      new Problem('images-in-project', `${root} is a project, not a folder of images.`, hint, root),
    );
    return;
  }
  const isKnown = listing.visited.has(await realpath(root));
  const before = listing.found + listing.problems.length;
  const pending = [root];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    try {
      const real = await realpath(folder);
      if (listing.visited.has(real)) continue;
      listing.visited.add(real);
      for (const name of await readdir(folder)) {
        if (name.startsWith('.')) continue;
        await visit(join(folder, name), root, listing, pending);
      }
    } catch (error) {
      listing.problems.push(folderProblem(error, folder));
    }
  }
  if (!isKnown && listing.found + listing.problems.length === before) {
    const hint = 'Choose a folder with PNG, JPEG, TIFF, WebP, GIF or BMP files.';
    listing.problems.push(new Problem('images-none', `${root} holds no images.`, hint, root));
  }
}

async function visit(path: string, root: string, listing: Listing, pending: string[]): Promise<void> {
  const status = await stat(path).catch(() => undefined);
  if (status?.isDirectory()) {
    if (!(await exists(join(path, PROJECT_FILE)))) pending.push(path);
  } else if (status?.isFile()) {
    if (await looksLikeImage(path)) {
      listing.found++;
      if (!listing.names.has(path)) listing.names.set(path, relative(root, path).split(sep).join('/'));
    } else {
      listing.ignored++;
    }
  }
}

async function looksLikeImage(path: string): Promise<boolean> {
  const extension = extname(path).toLowerCase();
  if (EXTENSIONS.has(extension) || UNREAD_EXTENSIONS.has(extension)) return true;
  try {
    const file = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(SIGNATURE_BYTES), 0, SIGNATURE_BYTES, 0);
      return signatureFormat(buffer.subarray(0, bytesRead)) !== undefined;
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
}

function folderProblem(error: unknown, folder: string): Problem {
  const code = systemCode(error);
  if (code === 'EACCES' || code === 'EPERM') {
    return new Problem('image-unreadable', `${folder} may not be read.`, 'Give yourself the right to read it.', folder);
  }
  return asImageProblem(error, folder);
}

async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  );
}
