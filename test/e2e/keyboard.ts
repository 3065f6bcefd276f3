import type { Page } from 'playwright-core';

/** No screen has more stops than this. */
const MOST_STOPS = 120;

export interface Focused {
  /** Accessible name; empty where nothing holds the focus. */
  name: string;
  tag: string;
  role: string | null;
  /** Whether an outline shows where the focus is: on it, close around it, or on what it points at. */
  isSeen: boolean;
}

/** What holds the keyboard. */
export function focused(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) {
      return { name: '', tag: 'body', role: null, isSeen: false };
    }
    const named = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? element.labels : null;
    const name =
      element.getAttribute('aria-label') ??
      (named.length > 0
        ? named.map((id) => document.getElementById(id)?.textContent).join(' ')
        : (labels?.[0]?.textContent ?? element.textContent ?? ''));
    const pointedAt = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const around = [element, element.parentElement, element.parentElement?.parentElement, pointedAt];
    const isSeen = around.some((one) => {
      if (!one) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    });
    return { name: name.trim(), tag: element.tagName.toLowerCase(), role: element.getAttribute('role'), isSeen };
  });
}

/** Presses Tab until a control of that name, and tag or role, holds the focus. @throws where none is reached */
export async function tabTo(page: Page, name: string | RegExp, kind?: string): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    const isNamed = typeof name === 'string' ? at.name === name : name.test(at.name);
    if (isNamed && (kind === undefined || at.tag === kind || at.role === kind)) return;
    passed.push(at.name);
  }
  throw new Error(`Tab does not lead to "${name}", only to ${[...new Set(passed)].join(', ')}`);
}

/** Goes once round the screen by Tab: what was never reached, and where the focus could not be seen. */
export async function unreached(page: Page): Promise<{ never: string[]; unseen: string[] }> {
  const unseen: string[] = [];
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('[data-reached]')) one.removeAttribute('data-reached');
  });
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const { name, isSeen } = await focused(page);
    if (name !== '' && !isSeen) unseen.push(name);
    const isRound = await page.evaluate(() => {
      const was = document.activeElement?.hasAttribute('data-reached') ?? false;
      document.activeElement?.setAttribute('data-reached', '');
      return was;
    });
    if (isRound) break;
  }
  const never = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, [tabindex]')]
      .filter((one) => one.tabIndex >= 0 && !one.matches(':disabled, [aria-hidden="true"]') && one.checkVisibility())
      .filter((one) => !one.hasAttribute('data-reached'))
      .map((one) => one.outerHTML.slice(0, 160)),
  );
  return { never, unseen };
}
