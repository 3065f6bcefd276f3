import { CLASS_NAME_MAX, type NewProject, PROJECT_NAME_MAX } from '../../shared/contract/projects';
import { freeClassColor } from '../../shared/labels/class-colors';

/** The form as it is being filled in. */
export interface NewProjectDraft {
  name: string;
  folder: string;
  /** The folder follows the name until the person chose one. */
  isFolderChosen: boolean;
  /** `key` keeps a row itself while others come and go. */
  classes: { key: number; name: string; color: string }[];
  unpainted: 'void' | 'background';
  imagePaths: string[];
}

export interface NewProjectOffer {
  name: string;
  folder: string;
  imagePaths: string[];
}

/** Two classes, since one alone cannot be told from anything; most first projects have a thing and its background. */
export function draftOf({ name, folder, imagePaths }: NewProjectOffer): NewProjectDraft {
  const first = newClass([]);
  const classes = [first, { ...newClass([first]), name: BACKGROUND }];
  return { name, folder, isFolderChosen: false, classes, unpainted: 'void', imagePaths };
}

const BACKGROUND = 'background';

/** What unpainted pixels mean. A class named background comes and goes with it, so that there are never two of them. */
export function withUnpainted(draft: NewProjectDraft, unpainted: NewProjectDraft['unpainted']): NewProjectDraft {
  const others = draft.classes.filter(({ name }) => name.trim().toLowerCase() !== BACKGROUND);
  if (unpainted === 'background') return { ...draft, unpainted, classes: others.length === 0 ? draft.classes : others };
  if (draft.classes.length > 1) return { ...draft, unpainted };
  return { ...draft, unpainted, classes: [...draft.classes, { ...newClass(draft.classes), name: BACKGROUND }] };
}

/** What the form says below its classes. */
export function classesHint({ classes, unpainted }: Pick<NewProjectDraft, 'classes' | 'unpainted'>): string {
  if (classes.length === 1 && unpainted === 'void') {
    return 'One class alone cannot be told from anything: add a second one, or let unpainted pixels be background.';
  }
  return 'What will be told apart. More can be added later.';
}

/** A further row, in the first colour that is not taken. */
export function newClass(classes: NewProjectDraft['classes']): NewProjectDraft['classes'][number] {
  const key = 1 + Math.max(0, ...classes.map((row) => row.key));
  return { key, name: '', color: freeClassColor(classes.map(({ color }) => color)) };
}

/** What is still wanting, by field; empty when the project can be made. */
export interface DraftGaps {
  name?: string;
  folder?: string;
  /** By row key. */
  classes: Map<number, string>;
}

export function gapsOf(draft: NewProjectDraft): DraftGaps {
  const gaps: DraftGaps = { classes: new Map() };
  if (draft.name.trim() === '') gaps.name = 'Give the project a name.';
  else if (draft.name.trim().length > PROJECT_NAME_MAX)
    gaps.name = `Give it a shorter name, of at most ${PROJECT_NAME_MAX} characters.`;
  if (draft.folder.trim() === '') gaps.folder = 'Choose a folder for the project.';
  else if (!isWholePath(draft.folder.trim())) gaps.folder = "Give the folder's whole path, or choose it.";
  const seen = new Set<string>();
  for (const { key, name } of draft.classes) {
    const plain = name.trim().toLowerCase();
    if (plain === '') gaps.classes.set(key, 'Give the class a name.');
    else if (plain.length > CLASS_NAME_MAX)
      gaps.classes.set(key, `Give it a shorter name, of at most ${CLASS_NAME_MAX} characters.`);
    else if (seen.has(plain)) gaps.classes.set(key, `There is a class named ${name.trim()} already.`);
    seen.add(plain);
  }
  return gaps;
}

export function isComplete(gaps: DraftGaps): boolean {
  return gaps.name === undefined && gaps.folder === undefined && gaps.classes.size === 0;
}

/** From a root, a drive or a server on: a window has no folder that another path could start from. */
function isWholePath(path: string): boolean {
  return /^(\/|[a-z]:[\\/]|\\\\)/i.test(path);
}

export function projectOf(draft: NewProjectDraft): NewProject {
  return {
    folder: draft.folder.trim(),
    name: draft.name.trim(),
    classes: draft.classes.map(({ name, color }) => ({ name: name.trim(), color })),
    unpainted: draft.unpainted,
    imagePaths: draft.imagePaths,
  };
}
