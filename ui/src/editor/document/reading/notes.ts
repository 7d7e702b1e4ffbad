/** Where footnotes show: behind the paragraph or table in which their first sign stands. Pure. */

/** Places footnotes behind blocks. `signs` are the notes that each block has signs for, in their order. */
export function placeNotes<T>(
  signs: readonly (readonly string[])[],
  notes: ReadonlyMap<string, T>,
  isLive: (note: T) => boolean,
): { behind: T[][]; unsigned: T[] } {
  const placed = new Set<string>();
  const behind = signs.map((ids) => {
    const out: T[] = [];
    for (const id of ids) {
      const note = notes.get(id);
      if (note === undefined || placed.has(id)) continue;
      placed.add(id);
      out.push(note);
    }
    return out;
  });
  return { behind, unsigned: [...notes].filter(([id, note]) => !placed.has(id) && isLive(note)).map(([, note]) => note) };
}
