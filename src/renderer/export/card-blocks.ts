/** A part of a line: plain, or set as code. */
export interface Span {
  text: string;
  isCode: boolean;
}

/** What a model card is made of: the part of Markdown that it is written in. */
export type CardBlock = CardPart & {
  /** Where it begins in the text, from 0. */
  line: number;
};

type CardPart =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'list'; items: Span[][] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'code'; text: string };

/** Reads a model card into blocks, in order; lines that are none of the others are paragraphs. */
export function cardBlocks(markdown: string): CardBlock[] {
  const lines = markdown.split(/\r?\n/);
  const blocks: CardBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    const line = lines[at];
    const heading = /^(#{1,6}) (.*)$/.exec(line);
    if (line.startsWith('```')) {
      const end = lines.indexOf('```', at + 1);
      const last = end < 0 ? lines.length : end;
      blocks.push({ line: at, kind: 'code', text: lines.slice(at + 1, last).join('\n') });
      at = last + 1;
    } else if (heading !== null) {
      blocks.push({ line: at, kind: 'heading', level: heading[1].length, text: heading[2] });
      at++;
    } else if (line.startsWith('- ')) {
      const items = takeWhile(lines, at, (one) => one.startsWith('- '));
      blocks.push({ line: at, kind: 'list', items: items.map((item) => spans(item.slice(2))) });
      at += items.length;
    } else if (line.startsWith('|')) {
      const rows = takeWhile(lines, at, (one) => one.startsWith('|'));
      const [head, , ...body] = rows.map(cells);
      blocks.push({ line: at, kind: 'table', head, rows: body });
      at += rows.length;
    } else {
      if (line.trim() !== '') blocks.push({ line: at, kind: 'paragraph', spans: spans(line) });
      at++;
    }
  }
  return blocks;
}

/** The blocks below a heading, up to the next of its level; empty where there is none of that name. */
export function sectionOf(blocks: readonly CardBlock[], title: string): CardBlock[] {
  const start = blocks.findIndex((block) => block.kind === 'heading' && block.text === title);
  const heading = blocks[start];
  if (heading?.kind !== 'heading') return [];
  const after = blocks.slice(start + 1);
  const end = after.findIndex((block) => block.kind === 'heading' && block.level <= heading.level);
  return end < 0 ? after : after.slice(0, end);
}

/** The first lines of code of a card; null where it has none. */
export function codeOf(blocks: readonly CardBlock[]): string | null {
  const code = blocks.find((block) => block.kind === 'code');
  return code?.kind === 'code' ? code.text : null;
}

function spans(text: string): Span[] {
  return text
    .split('`')
    .map((part, index) => ({ text: part, isCode: index % 2 === 1 }))
    .filter((span) => span.text !== '');
}

/** Cells of a table row; `\|` is a bar within a cell. */
function cells(row: string): string[] {
  return row
    .replace(/^\|/, '')
    .replace(/\|\s*$/, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function takeWhile(lines: readonly string[], from: number, holds: (line: string) => boolean): string[] {
  const end = lines.findIndex((line, index) => index >= from && !holds(line));
  return lines.slice(from, end < 0 ? undefined : end);
}
