/** An opening tag, or the text between two tags, of an XML document. */
export type XmlPart =
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string>; isEmpty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

const MAX_PARTS = 4_000_000;
const NAME = /^[A-Za-z_][\w.:-]*/;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The tags and texts of an XML document in order; names without their prefixes. Comments, declarations and CDATA marks
 * are passed over, entities of a document type are never expanded, and what is broken ends the walk.
 */
export function* xmlParts(xml: string): Generator<XmlPart> {
  let at = 0;
  for (let count = 0; count < MAX_PARTS; count++) {
    const open = xml.indexOf('<', at);
    const text = xml.slice(at, open < 0 ? xml.length : open).trim();
    if (text !== '') yield { kind: 'text', text: unescaped(text) };
    if (open < 0) return;
    const skipped = skipTo(xml, open);
    if (skipped !== undefined) {
      if (skipped < 0) return;
      at = skipped;
      continue;
    }
    const end = tagEnd(xml, open);
    if (end < 0) return;
    const part = readTag(xml.slice(open + 1, end));
    if (part === undefined) return;
    yield part;
    at = end + 1;
  }
}

/** @returns where a comment, CDATA section or declaration ends, -1 where it never does, undefined for a tag */
function skipTo(xml: string, open: number): number | undefined {
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
    ['<!', '>'],
  ] as const) {
    if (!xml.startsWith(start, open)) continue;
    const at = xml.indexOf(end, open + start.length);
    return at < 0 ? -1 : at + end.length;
  }
  return undefined;
}

/** The closing bracket of a tag: one inside of quotes is a letter. */
function tagEnd(xml: string, open: number): number {
  let quote = '';
  for (let at = open + 1; at < xml.length; at++) {
    const letter = xml[at] ?? '';
    if (quote !== '') {
      if (letter === quote) quote = '';
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (letter === '>') return at;
  }
  return -1;
}

function readTag(inner: string): XmlPart | undefined {
  const isClose = inner.startsWith('/');
  const body = isClose ? inner.slice(1) : inner;
  const full = NAME.exec(body)?.[0];
  if (full === undefined) return undefined;
  const name = full.slice(full.indexOf(':') + 1);
  if (isClose) return { kind: 'close', name };
  const attributes = new Map<string, string>();
  for (const [, key = '', double, single] of body.slice(full.length).matchAll(ATTRIBUTE)) {
    attributes.set(key, unescaped(double ?? single ?? ''));
  }
  return { kind: 'open', name, attributes, isEmpty: body.endsWith('/') };
}

function unescaped(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]+);/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return ENTITIES[entity] ?? whole;
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number.parseInt(entity.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
