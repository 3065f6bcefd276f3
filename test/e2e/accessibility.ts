import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { type OpenedWindow, setTheme } from './window';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the present screen, one line a rule; empty where it finds nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The page's own policy forbids the checker as well: it is put in by the debugger, where the policy does not reach.
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: `${source};void 0` });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      JSON.stringify(violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | '))))`,
    awaitPromise: true,
  });
  await session.detach();
  return typeof result.value === 'string' ? JSON.parse(result.value) : [`axe did not run: ${result.description}`];
}

/** The same in either theme; each line begins with what is on the screen, in words, and the theme. */
export async function faultsInThemes(opened: OpenedWindow, shown: string): Promise<string[]> {
  const faults: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    await setTheme(opened, theme);
    faults.push(...(await accessibilityFaults(opened.page)).map((fault) => `${shown}, ${theme}: ${fault}`));
  }
  return faults;
}
