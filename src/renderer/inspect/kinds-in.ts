/** The different bytes of a map. */
export function kindsIn(data: Uint8Array): ReadonlySet<number> {
  const seen = new Uint8Array(256);
  for (let i = 0; i < data.length; i++) seen[data[i]] = 1;
  return new Set([...seen.keys()].filter((kind) => seen[kind] === 1));
}
