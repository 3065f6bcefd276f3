import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ListedError {
  code: string;
  message: string;
  hint: string;
  file: string;
}

const LITERAL = String.raw`('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\`(?:[^\`\\]|\\.)*\`)`;
const PROBLEM = /new Problem\(\s*('[a-z0-9-]+'),\s*([\s\S]*?)\s*\)(?:;|,|\s*\n)/g;
const TEXT = new RegExp(LITERAL, 'g');

/** Every error that a person can meet, read from the sources: code, sentence and hint as they stand there. */
export function listErrors(sources: string): ListedError[] {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx)$/.test(name))
    .sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(sources, file), 'utf8');
    return [...text.matchAll(PROBLEM)].map((match) => {
      const code = (match[1] ?? '').slice(1, -1);
      const texts = [...(match[2] ?? '').matchAll(TEXT)].map((found) => readable(found[0]));
      return { code, message: texts[0] ?? '', hint: texts.slice(1).join(' / '), file: file.replaceAll('\\', '/') };
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

/** The literal's text, with what is filled in shown as an ellipsis. */
function readable(literal: string): string {
  return literal
    .slice(1, -1)
    .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')
    .replace(/\\(.)/g, '$1');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
