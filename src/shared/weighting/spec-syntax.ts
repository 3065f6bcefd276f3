/** A value as written: quoted ones are text, whatever they look like. */
export interface SpecValue {
  text: string;
  isQuoted: boolean;
}

/** One `source*share:key=value,...` of the short form, nothing interpreted yet. */
export interface SpecTerm {
  source: string;
  share: string | null;
  pairs: { key: string; value: SpecValue | null }[];
}

/** SPEC = term { "+" term } of the short form. Quotes, as in JSON, protect the separators inside a value. */
export function splitSpec(spec: string): SpecTerm[] {
  // A sign inside a number, as in 1e+2, separates nothing: no source begins with a digit.
  return split(spec, (char, next) => char === '+' && !/\d/.test(next)).map((text) => {
    const [head, parameters] = cut(text, ':');
    const [source, share] = cut(head, '*');
    const written = parameters === null ? [] : split(parameters, (char) => char === ',');
    const pairs = written.map((pair) => {
      const [key, value] = cut(pair, '=');
      return { key, value: value === null ? null : specValue(value) };
    });
    return { source, share, pairs };
  });
}

/** A list of specs: split at `;`, or at `,` where no item has parameters. Empty items at the end are dropped. */
export function splitSpecList(text: string): string[] {
  const isComma = positions(text, (char) => char === ';' || char === ':').length === 0;
  const items = split(text, (char) => char === (isComma ? ',' : ';'));
  while (items.length > 1 && items.at(-1) === '') items.pop();
  return items;
}

/** A text as a value: quoted where it holds a separator or a space, or would be read as a number. */
export function quoteValue(text: string): string {
  return /^[^\s"+,;]+$/.test(text) && !isNumeric(text) ? text : JSON.stringify(text);
}

/** Decimal numbers only: no hexadecimal, no Infinity. */
export function isNumeric(text: string): boolean {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}

function specValue(text: string): SpecValue {
  if (text.startsWith('"')) {
    try {
      const parsed: unknown = JSON.parse(text);
      if (typeof parsed === 'string') return { text: parsed, isQuoted: true };
    } catch {
      // A quote that does not close belongs to the value, which its schema then judges.
    }
  }
  return { text, isQuoted: false };
}

/** Text before and after the first separator; null where there is none. */
function cut(text: string, separator: string): [string, string | null] {
  const [position] = positions(text, (char) => char === separator);
  if (position === undefined) return [text.trim(), null];
  return [text.slice(0, position).trim(), text.slice(position + 1).trim()];
}

function split(text: string, isSeparator: (char: string, next: string) => boolean): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const position of positions(text, isSeparator)) {
    parts.push(text.slice(start, position).trim());
    start = position + 1;
  }
  parts.push(text.slice(start).trim());
  return parts;
}

/** Where separators stand outside quotes. */
function positions(text: string, isSeparator: (char: string, next: string) => boolean): number[] {
  const found: number[] = [];
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (isQuoted && char === '\\') i++;
    else if (char === '"') isQuoted = !isQuoted;
    else if (!isQuoted && isSeparator(char, text[i + 1] ?? '')) found.push(i);
  }
  return found;
}
