import { Problem } from '../problem';

/** What an image can be called by. */
export interface NamedImage {
  /** Path relative to the folder that was added, with forward slashes. */
  name: string;
  /** Absolute path, where it is known. */
  path?: string;
}

type NameMatch<T> =
  | { kind: 'found'; image: T }
  /** The name fits several images; all of them. */
  | { kind: 'ambiguous'; candidates: T[] }
  /** It fits none; images whose names come close, if there are any. */
  | { kind: 'unknown'; candidates: T[] };

/** Finds images by name; see {@link nameIndex}. */
export interface NameIndex<T> {
  /** Asked for a name, e.g. by `--image`. */
  match(name: string): NameMatch<T>;
  /** The same, but throws. @throws Problem `name-ambiguous`, `name-unknown` */
  require(name: string): T;
}

/**
 * Images by their names (definitions: Names). Tried in turn: absolute path; path relative to the folder that was added;
 * the same without extension; file name; stem. The first of these that fits any image decides, and it has to fit one
 * only. Masks find their images the same way: `sub/a.png` is the mask of `sub/a.tif`.
 */
export function nameIndex<T extends NamedImage>(images: Iterable<T>): NameIndex<T> {
  const all = [...images];
  const tiers = nameTiers.map(({ keyOf, keysOfName }) => {
    const byKey = new Map<string, T[]>();
    for (const image of all) {
      const key = keyOf(normal(image.name), image.path === undefined ? undefined : normal(image.path));
      if (key === undefined) continue;
      const same = byKey.get(key);
      if (same === undefined) byKey.set(key, [image]);
      else same.push(image);
    }
    return { byKey, keysOfName };
  });
  const match = (name: string): NameMatch<T> => {
    const asked = normal(name);
    for (const { byKey, keysOfName } of tiers) {
      const fitting = keysOfName(asked).flatMap((key) => byKey.get(key) ?? []);
      if (fitting.length === 1) return { kind: 'found', image: fitting[0] };
      if (fitting.length > 1) return { kind: 'ambiguous', candidates: fitting };
    }
    return { kind: 'unknown', candidates: nearNames(asked, all) };
  };
  return {
    match,
    require(name) {
      const found = match(name);
      if (found.kind === 'found') return found.image;
      throw nameProblem(name, found);
    },
  };
}

/** The sentence for a name that does not name one image. */
function nameProblem(name: string, match: Exclude<NameMatch<NamedImage>, { kind: 'found' }>): Problem {
  const listed = listNames(match.candidates);
  if (match.kind === 'ambiguous') {
    return new Problem(
      'name-ambiguous',
      `"${name}" fits ${match.candidates.length} images: ${listed}.`,
      'Name it by its path relative to the folder that was added.',
    );
  }
  return new Problem(
    'name-unknown',
    `No image of the project is called "${name}".`,
    listed === ''
      ? 'List the images to see their names; a path relative to the added folder, a file name or a stem will do.'
      : `Did you mean ${listed}?`,
  );
}

/** The first few names, and how many more there are. */
export function listNames(images: readonly NamedImage[], shown = 5): string {
  const names = images.slice(0, shown).map((image) => image.path ?? image.name);
  const more = images.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ');
}

/** Slashes forward, no leading `./`, accents composed: macOS hands out names with them taken apart. */
function normal(name: string): string {
  return name.normalize('NFC').replaceAll('\\', '/').replace(/^\.\//, '');
}

const withoutExtension = (path: string): string => path.replace(/(?<=[^/])\.[^./]+$/, '');
const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

interface NameTier {
  /** What an image is called in this tier. */
  keyOf: (name: string, path: string | undefined) => string | undefined;
  /** What is looked up for a name; without extension it may be a mask's, as it stands a stem with a dot in it. */
  keysOfName: (name: string) => string[];
}

const bothForms = (name: string): string[] => [...new Set([name, withoutExtension(name)])];

const nameTiers: readonly NameTier[] = [
  { keyOf: (_, path) => path, keysOfName: (name) => [name] },
  { keyOf: (name) => name, keysOfName: (name) => [name] },
  { keyOf: (name) => withoutExtension(name), keysOfName: bothForms },
  { keyOf: (name) => fileName(name), keysOfName: (name) => [fileName(name)] },
  { keyOf: (name) => withoutExtension(fileName(name)), keysOfName: (name) => bothForms(fileName(name)) },
];

function nearNames<T extends NamedImage>(asked: string, images: readonly T[]): T[] {
  const wanted = withoutExtension(fileName(asked)).toLowerCase();
  if (wanted === '') return [];
  return images
    .filter(({ name }) => {
      const stem = withoutExtension(fileName(name)).toLowerCase();
      return stem.includes(wanted) || (stem.length > 2 && wanted.includes(stem));
    })
    .slice(0, 5);
}
