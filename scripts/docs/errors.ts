import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ListedError {
  code: string;
  message: string;
  hint: string;
  file: string;
}

const PROBLEM = /new Problem\(\s*'([a-z0-9-]+)',/g;

/** Every error that a person can meet, read from the sources: code, sentence and hint as they stand there. */
export function listErrors(sources: string): ListedError[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name))
    .sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(sources, file), 'utf8');
    return [...text.matchAll(PROBLEM)].map((match) => {
      const [message, hint] = argumentTexts(text, match.index + match[0].length);
      return { code: match[1], message: message || '…', hint: hint || '…', file: file.replaceAll('\\', '/') };
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

/** The string literals of the next two arguments; alternatives are separated by a slash. */
function argumentTexts(source: string, start: number): [string, string] {
  const texts: string[][] = [[], [], []];
  let argument = 0;
  for (let at = start, depth = 1; at < source.length && depth > 0 && argument < 2; at++) {
    const char = source[at];
    if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char)) depth--;
    else if (char === ',' && depth === 1) argument++;
    else if (char === "'" || char === '"' || char === '`') {
      const { text, end } = readLiteral(source, at);
      texts[argument].push(text);
      at = end;
    }
  }
  return [texts[0].join(' / '), texts[1].join(' / ')];
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
