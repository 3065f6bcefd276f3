/** E.g. `The last strokes on a.png and b.png are not saved.` */
export function unsavedSentence(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  const more = names.length - shown.length;
  const list = more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(' and ');
  return `The last strokes on ${list} are not saved.`;
}
