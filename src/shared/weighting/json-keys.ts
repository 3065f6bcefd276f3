/**
 * The first key that stands twice in one object of a JSON text, which `JSON.parse` lets pass silently; null where none
 * does. The text must be valid JSON.
 */
export function repeatedJsonKey(json: string): string | null {
  const objects: Set<string>[] = [];
  // A string (a key where a colon follows), or a bracket that opens or closes an object.
  for (const [token, text, colon] of json.matchAll(/("(?:[^"\\]|\\.)*")(\s*:)?|[{}]/g)) {
    if (token === '{') objects.push(new Set());
    else if (token === '}') objects.pop();
    else if (colon !== undefined) {
      const key: unknown = JSON.parse(text);
      const seen = objects.at(-1);
      if (typeof key !== 'string' || seen === undefined) continue;
      if (seen.has(key)) return key;
      seen.add(key);
    }
  }
  return null;
}
