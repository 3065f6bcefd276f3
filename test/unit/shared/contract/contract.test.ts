import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { isRequestName, parseInput, requests } from '../../../../src/shared/contract/index';

describe('the contract', () => {
  it('names every request area.verb', () => {
    const names = Object.keys(requests);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !/^[a-z]+\.[a-zA-Z]+$/.test(name))).toEqual([]);
  });

  it.each(['toString', '__proto__', 'constructor', 'images', '', 7, null])('knows no request %j', (name) => {
    expect(isRequestName(name)).toBe(false);
  });

  it('lets nothing but what the schema says through', () => {
    expect(parseInput('projects.open', { folder: '/p', readOnly: true, more: 1 })).toEqual({
      folder: '/p',
      readOnly: true,
    });
    expect(() => parseInput('projects.open', { folder: '', readOnly: true })).toThrow(ZodError);
    expect(() => parseInput('images.remove', { ids: ['../etc'] })).toThrow(ZodError);
    expect(() => parseInput('images.page', { offset: -1, limit: 10 })).toThrow(ZodError);
    expect(() => parseInput('engine.state', {})).toThrow(ZodError);
  });
});
