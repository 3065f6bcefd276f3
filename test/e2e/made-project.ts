import type { Page } from 'playwright-core';
import { drop } from './window';

/** Makes a project in `folder` as a person does who drops a folder of `count` images on Start; ends in Images. */
export async function makeProject(
  page: Page,
  { images, folder, classes, count }: { images: string; folder: string; classes: readonly string[]; count: number },
): Promise<void> {
  await page.getByText('Drop a folder of images here').waitFor();
  await drop(page, [images]);
  await page.getByLabel('Folder').fill(folder);
  for (const [index, name] of classes.entries()) await page.getByLabel(`Name of class ${index + 1}`).fill(name);
  await page.getByRole('button', { name: 'Create project' }).click();
  await page.getByText(`${count} images added.`).waitFor();
}

/** Goes on from there to Paint, with the first image in hand. */
export async function showPaint(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await page.getByRole('contentinfo').getByText('tissue-1.png').waitFor();
}
