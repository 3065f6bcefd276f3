import { basename, dirname, extname } from 'node:path';

/**
 * A stem of its own for each input file, for the files written from it: the file's stem; where several share it, the
 * folder's name before it; where even these agree, a number after it. Compared without case, as some systems do.
 * @returns in the order of `files`
 */
export function outputStems(files: readonly string[]): string[] {
  const taken = new Set<string>();
  const stems = files.map(stemOf);
  const isShared = countedTwice(stems);
  return files.map((file, index) => {
    const stem = isShared.has(stems[index].toLowerCase()) ? `${basename(dirname(file))}-${stems[index]}` : stems[index];
    let name = stem;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem}-${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function stemOf(file: string): string {
  return basename(file, extname(file));
}

function countedTwice(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names.map((text) => text.toLowerCase())) {
    if (seen.has(name)) twice.add(name);
    seen.add(name);
  }
  return twice;
}
