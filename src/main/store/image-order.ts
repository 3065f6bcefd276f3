import { imageStatuses } from '../../shared/images/status';
import type { ImageSort } from './records';

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
export function orderTerms(sort: ImageSort, isReversed = false): string {
  const [up, down] = isReversed ? ['DESC', 'ASC'] : ['ASC', 'DESC'];
  switch (sort) {
    case 'name':
      return `name_key ${up}, key ${up}`;
    case 'added':
      return `key ${down}`;
    case 'modified':
      return `modified_ms ${down}, key ${down}`;
    case 'size':
      return `width * height ${down}, name_key ${up}, key ${up}`;
    case 'painted':
      return `painted_pixels * 1.0 / (width * height) ${down}, name_key ${up}, key ${up}`;
    case 'status':
      return `CASE status ${statusCases} END ${up}, name_key ${up}, key ${up}`;
  }
}

const statusCases = imageStatuses.map((status, place) => `WHEN '${status}' THEN ${place}`).join(' ');
