const listeners = new Set<() => void>();

/** Hears when keys, buttons or late answers changed what a tool shows; the returned function ends it. */
export function watchTool(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tellTool(): void {
  for (const listener of listeners) listener();
}
