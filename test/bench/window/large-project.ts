import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { launchParameters, type OpenedWindow } from '../../e2e/window';
import { watchWork } from './watched-work';

const commandFile = resolve(import.meta.dirname, '../../../out/main/cli.js');

/** The app's folders of a benchmark. */
export interface Place {
  data: string;
  cache: string;
}

/** Runs the built command line. @throws where it fails, with what it says */
export function command(place: Place, ...args: string[]): void {
  const { executablePath, env } = launchParameters(place);
  const run = spawnSync(executablePath, [commandFile, ...args], {
    encoding: 'utf8',
    env: { ...env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' },
  });
  if (run.status !== 0) throw new Error(`${args.join(' ')}: ${run.stderr}`);
}

/** Makes the project `large` in a folder from the images in its `images`; returns the project's folder. */
export function makeLargeProject(place: Place, folder: string): string {
  const project = join(folder, 'large');
  command(place, 'project', 'create', project, '--name', 'Large', '--classes', 'ground:#56b4e9,line:#e69f00');
  command(place, 'images', 'add', project, join(folder, 'images'));
  return project;
}

/** Gives the window 1600 x 1000, takes the first image in hand, and watches canvases that are made from now on. */
export async function watchFirstImage({ app, page }: OpenedWindow): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1600, 1000));
  await page.getByRole('gridcell').first().click();
  await watchWork(page);
}

export async function showPaint(page: Page): Promise<void> {
  await page.locator('.tab', { hasText: 'Paint' }).click();
  await page.locator('.canvas-stage').waitFor();
}
