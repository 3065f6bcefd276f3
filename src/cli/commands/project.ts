import type { Command } from '@commander-js/extra-typings';
import Table from 'cli-table3';
import type { ProjectStore } from '../../main/store/project-store';
import { type ProjectShown, projectCreatedSchema, projectShownSchema } from '../../shared/contract/results/projects';
import type { ImageId } from '../../shared/ids';
import type { CommandContext } from '../command-context';
import { createProject, withProject } from '../open';
import { parseChannels, parseClasses, parseUnpainted } from '../parse/project-options';
import { counted } from '../reporter';

export function addProject(program: Command, context: CommandContext): void {
  const project = program.command('project').description('Make a project, or show what is in one.');

  project
    .command('create')
    .description("Make a project's folder and database.")
    .argument('<project>', 'folder to make')
    .requiredOption('--name <name>', 'name of the project')
    .requiredOption(
      '--classes <list>',
      'classes with their colours, e.g. membrane:#e69f00,nucleus:#56b4e9',
      parseClasses,
    )
    .option('--unpainted <meaning>', 'what unpainted pixels are: void (ignored) or background', parseUnpainted, 'void')
    .option('--channels <number>', 'channels that networks read: 1 or 3', parseChannels, 3)
    .action(async (folder, options) => {
      const made = await createProject(folder, {
        name: options.name,
        classes: options.classes,
        unpainted: options.unpainted,
        inputChannels: options.channels,
      });
      const { id, name, folder: where } = made.project.read();
      made.project.close();
      context.reporter.result(
        projectCreatedSchema,
        { id, name, folder: where },
        `Made the project ${name} in ${where}.`,
      );
    });

  project
    .command('show')
    .description('Classes, images, labelled pixels, runs and the last working session of a project.')
    .argument('<project>', "the project's folder")
    .action((folder) =>
      withProject(folder, 'read', 'project show', (store) => {
        const { id, name, folder: where, unpainted, inputChannels } = store.project.read();
        const counts = store.project.statistics();
        const runs = store.runs.list();
        const isResumable = (status: string): boolean => ['stopped', 'interrupted', 'failed'].includes(status);
        const shown: ProjectShown = projectShownSchema.parse({
          id,
          name,
          folder: where,
          unpainted,
          inputChannels,
          classes: counts.classes,
          images: {
            total: counts.images,
            labelled: counts.paintedImages,
            pixels: counts.totalPixels,
            labelledPixels: counts.paintedPixels,
          },
          runs: {
            total: runs.length,
            finished: runs.filter((run) => run.status === 'finished').length,
            resumable: runs.filter((run) => isResumable(run.status)).length,
          },
          lastSession: lastSession(store),
        });
        context.reporter.result(projectShownSchema, shown, describeProject(shown));
      }),
    );
}

/** Where was I? */
function lastSession(store: ProjectStore): ProjectShown['lastSession'] {
  const [last] = store.sessions.list(1);
  if (last === undefined) return null;
  const { program, openedAt, closedAt, strokes, imagesTouched, activeMinutes } = last;
  const lastImage = last.lastImage === null ? null : nameOf(store, last.lastImage);
  return { program, openedAt, closedAt, strokes, imagesTouched, activeMinutes, lastImage };
}

/** Null for an image that was removed since. */
function nameOf(store: ProjectStore, image: ImageId): string | null {
  try {
    return store.images.get(image).name;
  } catch {
    return null;
  }
}

function describeProject(shown: ProjectShown): string {
  const table = new Table({ head: ['class', 'images', 'pixels'], style: { head: [], border: [] } });
  for (const entry of shown.classes) table.push([entry.name, entry.images, entry.pixels]);
  const { images, runs, lastSession: last } = shown;
  return [
    `${shown.name} (${shown.folder})`,
    `${counted(images.total, 'image')}, ${images.labelled} with labels; ${images.labelledPixels} of ${images.pixels} pixels labelled; unpainted is ${shown.unpainted}`,
    table.toString(),
    `${counted(runs.total, 'run')}, ${runs.finished} finished, ${runs.resumable} that can be resumed`,
    ...(last === null ? [] : [describeSession(last)]),
  ].join('\n');
}

function describeSession(last: NonNullable<ProjectShown['lastSession']>): string {
  const { program, openedAt, strokes, imagesTouched, activeMinutes, lastImage } = last;
  const at = `${openedAt.slice(0, 10)} ${openedAt.slice(11, 16)} UTC`;
  const where = lastImage === null ? '' : `, last at ${lastImage}`;
  return `last worked on by ${program}, ${at}: active minutes ${activeMinutes}, strokes ${strokes}, images touched ${imagesTouched}${where}`;
}
