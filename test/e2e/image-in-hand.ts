import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** The id of the image that the status line names, once main has kept that it is in hand: it hears of it after a rest. */
export async function imageInHand(page: Page): Promise<string> {
  let id = '';
  await expect
    .poll(async () => {
      const kept = await keptImage(page);
      const shown = await page.getByRole('contentinfo').textContent();
      id = kept?.id ?? '';
      return kept !== null && (shown ?? '').includes(kept.name);
    })
    .toBe(true);
  return id;
}

function keptImage(page: Page): Promise<{ id: string; name: string } | null> {
  return page.evaluate(async () => {
    const workspace = await window.maskwright.request('workspace.read', null);
    if (!workspace.ok || workspace.value.image === null) return null;
    const details = await window.maskwright.request('images.details', { id: workspace.value.image });
    return details.ok ? { id: details.value.id, name: details.value.name } : null;
  });
}
