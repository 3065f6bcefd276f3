import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../scripts/setup/fallback-archive.mjs';

describe('what is taken from the fallback archive', () => {
  it.each([
    ['Cypress/Cypress', 'dist/electron'],
    ['Cypress/locales/de.pak', 'dist/locales/de.pak'],
    ['Cypress/LICENSES.chromium.html', 'dist/LICENSES.chromium.html'],
    ['Cypress/resources/app/node_modules/better-sqlite3/build/Release/better_sqlite3.node', 'better_sqlite3.node'],
    ['Cypress/resources/app/index.js', undefined],
    ['Cypress/resources/app-update.yml', undefined],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['Cypress/', undefined],
    ['elsewhere/file', undefined],
  ])('%s', (name, place) => {
    expect(placeOf(name)).toBe(place);
  });
});
