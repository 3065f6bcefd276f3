import { shell } from 'electron';
import type { comparisonRequests } from '../../shared/contract/comparisons';
import { comparisonRow } from '../comparisons/comparison-row';
import type { Handlers } from './handler';

export const comparisonHandlers: Handlers<keyof typeof comparisonRequests> = {
  'comparisons.list': async (_input, { project }) => {
    const { store, facts } = project.require();
    return (await store.comparisons.list()).map((record) => comparisonRow(record, facts.name));
  },
  'comparisons.start': async (plan, { project, app }) => ({
    comparison: await app.comparisons.start(project.requireWritable(), plan),
  }),
  'comparisons.resume': async ({ comparison }, { project, app }) => {
    await app.comparisons.resume(project.requireWritable().facts, comparison);
    return null;
  },
  'comparisons.stop': (_input, { app }) => {
    app.comparisons.stop();
    return null;
  },
  'comparisons.remove': async ({ comparison }, { project, app }) => {
    const { store, facts } = project.requireWritable();
    await store.comparisons.remove(comparison);
    app.tellProject(facts.folder, 'comparisons.removed', { comparison });
    return null;
  },
  'comparisons.openReport': async ({ comparison }, { project }) => {
    const { page } = await project.requireWritable().store.comparisons.writeReport(comparison);
    await shell.openPath(page);
    return null;
  },
  'comparisons.active': (_input, { app }) => app.comparisons.active,
};
