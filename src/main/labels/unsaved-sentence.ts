/** E.g. `The last strokes on a.png and b.png are not saved.` */
export function unsavedSentence(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  const more = names.length - shown.length;
  const last = more > 0 ? `${more} more` : shown.pop();
  const list = shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
  return `The last strokes on ${list} are not saved.`;
}
