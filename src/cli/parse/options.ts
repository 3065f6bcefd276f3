import { InvalidArgumentError } from '@commander-js/extra-typings';
import { Problem } from '../../shared/problem';

/** A number within bounds; said in words where it is not one. */
export function numberBetween(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isFinite(value) || value < min || value > max) {
      throw new InvalidArgumentError(`"${text}" is not a number from ${min} to ${max}.`);
    }
    return value;
  };
}

export function wholeNumberBetween(min: number, max: number): (text: string) => number {
  const parse = numberBetween(min, max);
  return (text) => {
    const value = parse(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError(`"${text}" is not a whole number.`);
    return value;
  };
}

export function oneOf<const Choice extends string>(...choices: readonly Choice[]): (text: string) => Choice {
  return (text) => {
    const choice = choices.find((candidate) => candidate === text);
    if (choice === undefined) throw new InvalidArgumentError(`"${text}" is not one of ${choices.join(', ')}.`);
    return choice;
  };
}

/** A wrong use that only shows after parsing; ends with status 2. */
export function wrongUse(message: string, hint: string): Problem {
  return new Problem('usage-options', message, hint);
}
