import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listErrors } from '../../../../scripts/docs/errors';
import { shortReason } from '../../../../src/renderer/images/short-reason';

const reasonOf = (code: string): string => shortReason({ code, message: '', hint: '' });
const raised = listErrors(resolve(import.meta.dirname, '../../../../src/engine/images'));

describe('the short reason of a file that was not added', () => {
  it('is there for every error of reading and listing images', () => {
    const codes = new Set(raised.map(({ code }) => code));
    expect(codes.size).toBeGreaterThan(8);
    expect([...codes].filter((code) => reasonOf(code) === 'see why')).toEqual([]);
  });

  it('points to the whole sentence where there is none', () => {
    expect(reasonOf('something-new')).toBe('see why');
  });
});
