import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ListedError {
  code: string;
  message: string;
  hint: string;
  file: string;
}

const RAISED = /new (?:Problem|SetupFailure)\(/g;

/**
 * Every error that a person can meet, read from the sources below a folder: code, sentence and hint as they stand there.
 * Where the code itself is handed in there is nothing to list.
 */
export function listErrors(sources: string): ListedError[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(sources, file), 'utf8');
    return [...text.matchAll(RAISED)].flatMap((match) => {
      const [codes, messages, hints] = argumentTexts(text, match.index + match[0].length, 3);
      const hint = hints.join(' / ') || '…';
      return codes.map((code, i) => {
        // Of several codes each has the sentence at its own place.
        const message = (messages.length === codes.length ? messages[i] : messages.join(' / ')) || '…';
        return { code, message, hint, file: file.replaceAll('\\', '/') };
      });
    });
  });
}

/** The page that lists them, by code. */
export function errorsPage(errors: readonly ListedError[]): string {
  const rows = [...errors]
    .sort((a, b) => a.code.localeCompare(b.code) || a.message.localeCompare(b.message))
    .map(({ code, message, hint }) => `| \`${code}\` | ${cell(message)} | ${cell(hint)} |`);
  return [
    '# What the program may say is wrong',
    'Each error has a stable code, a sentence that names the thing, and what to do. In the JSON of the command line they are `{code, message, hint, file}`. Made from the sources by `npm run docs`; `…` stands for what is filled in.',
    '',
    '| code | says | what to do |',
    '| --- | --- | --- |',
    ...new Set(rows),
    '',
  ].join('\n');
}

/** The string literals of each of the next arguments; several are alternatives. */
function argumentTexts(source: string, start: number, count: number): string[][] {
  const texts: string[][] = Array.from({ length: count }, () => []);
  let argument = 0;
  for (let at = start, depth = 1; at < source.length && depth > 0 && argument < count; at++) {
    const char = source[at];
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === ',' && depth === 1) argument++;
    else if (char === "'" || char === '"' || char === '`') {
      const { text, end } = readLiteral(source, at);
      // What a condition compares with is nothing that is said.
      if (!/[!=]==\s*$/.test(source.slice(Math.max(0, at - 10), at))) texts[argument].push(text);
      at = end;
    }
  }
  return texts;
}

/** The literal that begins at `start`, and where its closing quote stands. */
function readLiteral(source: string, start: number): { text: string; end: number } {
  const quote = source[start];
  let text = '';
  let at = start + 1;
  for (; at < source.length && source[at] !== quote; at++) {
    if (source[at] === '\\') text += source[++at];
    else if (quote === '`' && source.startsWith('${', at)) {
      text += '…';
      at = endOfFilling(source, at + 2);
    } else text += source[at];
  }
  return { text, end: at };
}

/** Where the brace closes that a `${` opened; literals inside may hold braces of their own. */
function endOfFilling(source: string, start: number): number {
  let at = start;
  for (let depth = 1; at < source.length; at++) {
    const char = source[at];
    if (char === "'" || char === '"' || char === '`') at = readLiteral(source, at).end;
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at;
  }
  return at;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
