import type { ImageFilter } from './records';

/** Digits beyond this many are compared as text. */
const LONGEST_NUMBER = 99;

/**
 * A key whose plain order is the natural one of names: case and accents aside, numbers by their value ("2" before "10"),
 * since each is led by its number of digits.
 */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\d+/g, (digits) => {
      const value = digits.replace(/^0+(?=\d)/, '');
      return String(Math.min(value.length, LONGEST_NUMBER)).padStart(2, '0') + value;
    });
}

/** Terms of ORDER BY; every one ends in the order of adding, so that no two images change places between pages. */
export function orderTerms(sort: NonNullable<ImageFilter['sort']>): string {
  switch (sort) {
    case 'name':
      return 'name_key, key';
    case 'added':
      return 'key DESC';
    case 'painted':
      return 'painted_pixels * 1.0 / (width * height) DESC, name_key, key';
  }
}
