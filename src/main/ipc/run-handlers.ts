import type { runRequests } from '../../shared/contract/runs';
import { ObjectSizes } from '../runs/object-sizes';
import { runRow } from '../runs/run-row';
import { runRows, WindowEstimates, windowFacts, windowObjectPx } from '../runs/window-runs';
import type { Handlers } from './handler';
import { perOpening } from './per-opening';

export const runHandlers: Handlers<keyof typeof runRequests> = {
  'runs.list': (_input, { project, app }) => runRows(project.require().store, app.runs),
  'runs.events': ({ run, afterSeq }, { project }) => project.require().store.runs.events(run, afterSeq),
  'runs.facts': (_input, context) => windowFacts(context.project.require().store, context.app.engine, sizesOf(context)),
  'runs.objectSize': async (_input, context) => ({
    objectPx: await windowObjectPx(context.project.require().store, sizesOf(context)),
  }),
  'runs.estimate': ({ config }, context) => estimatesOf(context).of(context.project.require().store, config),
  'runs.start': async ({ config }, { project, app }) => ({
    run: await app.runs.start(project.requireWritable(), config),
  }),
  'runs.stop': ({ run }, { project, app }) => {
    app.runs.stop(project.require().facts, run);
    return null;
  },
  'runs.resume': async ({ run }, { project, app }) => {
    await app.runs.resume(project.requireWritable(), run);
    return null;
  },
  'runs.remove': async ({ run }, { project, app }) => {
    const { store, facts } = project.requireWritable();
    await store.runs.remove(run);
    app.tellProject(facts.folder, 'runs.removed', { run });
    return null;
  },
  'runs.note': async ({ run, notes }, { project, app }) => {
    const { store, facts } = project.requireWritable();
    app.tellProject(facts.folder, 'runs.changed', await runRow(await store.runs.change(run, { notes })));
    return null;
  },
  'runs.active': (_input, { app }) => app.runs.active,
  'runs.stopActive': ({ project, run }, { app }) => {
    app.runs.stop({ id: project }, run);
    return null;
  },
};

const sizesOf = perOpening(({ store }, { app }) => new ObjectSizes(store.labels, app.engine));

const estimatesOf = perOpening(
  (_open, { app: { engine, speeds, runs } }) => new WindowEstimates(engine, speeds, () => runs.active.length > 0),
);
