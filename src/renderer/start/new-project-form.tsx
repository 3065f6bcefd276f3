import { Plus, X } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Problem, type ProblemData } from '../../shared/problem';
import { act, ask } from '../app/client';
import { leaveProject } from '../app/project-acts';
import { counted } from '../app/words';
import { Button } from '../components/button';
import { ProblemNote } from '../components/problem-note';
import { ClassRows } from './class-rows';
import { FormRow } from './form-row';
import {
  classesHint,
  draftOf,
  gapsOf,
  isComplete,
  type NewProjectDraft,
  type NewProjectOffer,
  newClass,
  projectOf,
  withUnpainted,
} from './new-project';
import { useStart } from './start-state';

/** The few things that a project needs before its first stroke; all of them can be changed later but the folder. */
export function NewProjectForm({ offer }: { offer: NewProjectOffer }): ReactNode {
  const [draft, setDraft] = useState(() => draftOf(offer));
  const [isAsked, setAsked] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemData | null>(null);
  const firstField = useRef<HTMLInputElement>(null);
  useEffect(() => firstField.current?.select(), []);
  const closeOffer = useStart((state) => state.closeOffer);
  const change = (part: Partial<NewProjectDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const gaps = gapsOf(draft);
  const shown = isAsked ? gaps : { classes: new Map<number, string>() };

  const rename = async (name: string): Promise<void> => {
    change({ name });
    if (draft.isFolderChosen) return;
    const { folder } = await ask('projects.suggestFolder', { name });
    setDraft((before) => (before.name === name && !before.isFolderChosen ? { ...before, folder } : before));
  };
  const choose = async (): Promise<void> => {
    const { paths } = await ask('app.chooseFolder', { purpose: 'new-project' });
    if (paths[0] !== undefined) change({ folder: paths[0], isFolderChosen: true });
  };
  const create = async (): Promise<void> => {
    setBusy(true);
    try {
      await leaveProject();
      await ask('projects.create', projectOf(draft));
      closeOffer();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error.toJSON());
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    setProblem(null);
    if (isComplete(gaps)) act(create);
    else document.querySelector<HTMLElement>('.new-project [aria-invalid="true"]')?.focus();
  };

  return (
    <form
      className="new-project"
      aria-labelledby="new-project-title"
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => event.key === 'Escape' && closeOffer()}
    >
      <h2 id="new-project-title" className="form-title">
        New project
      </h2>
      <FormRow label="Name" fieldId="project-name" gap={shown.name}>
        <input
          id="project-name"
          className="field"
          ref={firstField}
          autoComplete="off"
          aria-invalid={shown.name !== undefined}
          value={draft.name}
          onChange={(event) => act(() => rename(event.target.value))}
        />
      </FormRow>
      <FormRow
        label="Folder"
        fieldId="project-folder"
        hint="For labels, runs and exports. Your images stay where they are."
        gap={shown.folder}
      >
        <div className="field-and-button">
          <input
            id="project-folder"
            className="field"
            autoComplete="off"
            spellCheck={false}
            aria-invalid={shown.folder !== undefined}
            value={draft.folder}
            onChange={(event) => change({ folder: event.target.value, isFolderChosen: true })}
          />
          <Button onClick={() => act(choose)}>Choose…</Button>
        </div>
      </FormRow>
      <FormRow label="Classes" hint={classesHint(draft)}>
        <ClassRows classes={draft.classes} gaps={shown.classes} onChange={(classes) => change({ classes })} />
        <Button
          kind="plain"
          icon={Plus}
          onClick={() => {
            flushSync(() => change({ classes: [...draft.classes, newClass(draft.classes)] }));
            document.querySelector<HTMLElement>('.class-rows > li:last-child input.field')?.focus();
          }}
        >
          Add a class
        </Button>
      </FormRow>
      <FormRow label="Unpainted">
        <UnpaintedChoice
          value={draft.unpainted}
          onChange={(unpainted) => setDraft((before) => withUnpainted(before, unpainted))}
        />
      </FormRow>
      {draft.imagePaths.length > 0 && (
        <FormRow label="Images">
          <ul className="path-list">
            {draft.imagePaths.slice(0, 4).map((path) => (
              <li key={path} className="truncate" title={path}>
                {path}
              </li>
            ))}
            {draft.imagePaths.length > 4 && <li>and {counted(draft.imagePaths.length - 4, 'more', 'more')}</li>}
          </ul>
        </FormRow>
      )}
      {problem !== null && <ProblemNote problem={problem} />}
      <div className="form-end">
        <Button kind="plain" icon={X} onClick={closeOffer}>
          Cancel
        </Button>
        <Button kind="primary" isSubmit disabled={isBusy}>
          Create project
        </Button>
      </div>
    </form>
  );
}

const choices = [
  {
    value: 'void' as const,
    words: 'Not used in training',
    hint: 'Only painted pixels teach, so an image may be painted in part. Right for a first project.',
  },
  {
    value: 'background' as const,
    words: 'Background',
    hint: 'Whatever is not painted is a class of its own, so no object may be left out.',
  },
];

function UnpaintedChoice({
  value,
  onChange,
}: {
  value: NewProjectDraft['unpainted'];
  onChange(value: NewProjectDraft['unpainted']): void;
}): ReactNode {
  return (
    <fieldset className="choices">
      <legend className="visually-hidden">What unpainted pixels mean</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type="radio"
            name="unpainted"
            checked={value === choice.value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.words}
            <span className="choice-hint">{choice.hint}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
