import { Problem } from '../problem';
import type { PixelSize } from './pixel-size';

/** What is known of a page before it is decoded. */
export interface FilePage {
  width: number;
  height: number;
  channels: number;
  depth: 8 | 16 | 32;
}

/** An inspected file, as far as images are made of it. */
export interface PagedFile {
  format: string;
  orientation: number;
  sha256: string;
  bytes: number;
  modifiedMs: number;
  /** At least one. */
  pages: readonly FilePage[];
  pixelSize: PixelSize | null;
}

/** What becomes of a file of several pages: an image of each, or of the first alone. */
export type PageChoice = 'all' | 'first';

/** One page of a file, as the store keeps it. */
export interface PageFacts extends FilePage {
  path: string;
  bytes: number;
  modifiedMs: number;
  sha256: string;
  orientation: number;
  format: string;
  page: number;
  pages: number;
  pixelSize: PixelSize | null;
}

/** @param page counted from 0 @throws Problem image-part-missing */
export function pageFacts(file: PagedFile, path: string, page = 0): PageFacts {
  const found = file.pages[page];
  if (found === undefined) throw pageMissing(path, file.pages.length, page);
  const { format, orientation, sha256, bytes, modifiedMs, pixelSize } = file;
  const { width, height, channels, depth } = found;
  const pages = file.pages.length;
  return {
    path,
    format,
    orientation,
    sha256,
    bytes,
    modifiedMs,
    pixelSize,
    width,
    height,
    channels,
    depth,
    page,
    pages,
  };
}

/** The images that a file is, in the order of its pages. @param name of the file within what was added */
export function imagesOfFile(
  file: PagedFile,
  path: string,
  name: string,
  choice: PageChoice,
): (PageFacts & { name: string })[] {
  if (choice === 'first' || file.pages.length === 1) return [{ ...pageFacts(file, path), name }];
  return file.pages.map((_, page) => ({ ...pageFacts(file, path, page), name: pageName(name, page) }));
}

/** A reading of files that is done once for each, also where it fails: an image of every page of a stack asks for it. */
export function oncePerFile<File>(read: (path: string) => Promise<File>): (path: string) => Promise<File> {
  const readings = new Map<string, Promise<File>>();
  return (path) => {
    const reading = readings.get(path) ?? read(path);
    readings.set(path, reading);
    return reading;
  };
}

/** `stack.tif [3]` is the third page. @param page counted from 0 */
export function pageName(file: string, page: number): string {
  return `${file} [${page + 1}]`;
}

/** The name of the file that a page is of. */
export function nameWithoutPage(name: string): string {
  return name.replace(/ \[\d+\]$/, '');
}

function pageMissing(path: string, pages: number, page: number): Problem {
  return new Problem(
    'image-part-missing',
    `${path} has ${pages} ${pages === 1 ? 'page' : 'pages'} now, and the image was its page ${page + 1}.`,
    'Put the file back that was there, or remove the image from the project.',
    path,
  );
}
