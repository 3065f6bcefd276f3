import { Problem } from '../../shared/problem';

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

/** The images among files and folders (recursively). A file given by itself is listed whatever it is. */
export async function listImages(paths: readonly string[]): Promise<ListedImages> {
  throw new Problem('image-unsupported', `${paths.length} paths cannot be listed yet.`, 'Wait for the decoders.');
}
