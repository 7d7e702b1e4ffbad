/** Commands on the words of one paragraph, cell or footnote. None reaches out of it. */

import { partnersOf } from '../reading/brackets';
import type { Along } from '../commands';
import { LINK, OBJECT, clean, isId, isLink, lengthOf, pushPiece, type MarkName, type Piece, type Sign } from '../format';
import type { Group } from '../reading/layout';
import type { NewPart, Writer } from './writer';

/** Words to write, cleaned; a sign stays one only on its own character. */
export function cleanPieces(pieces: readonly Piece[], leaveMarks = false): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const marks = leaveMarks ? piece.marks : Math.max(0, piece.marks);
    const link = isLink(piece.link) ? { link: piece.link } : {};
    if (piece.sign && fits(piece.sign, piece.text)) pushPiece(out, piece.text, marks, { ...link, sign: piece.sign });
    else pushPiece(out, clean(piece.text), marks, link);
  }
  return out;
}

function fits(sign: Sign, text: string): boolean {
  if (sign.type === 'note') return text === OBJECT && isId(sign.note);
  if (sign.type === 'ref') return text === OBJECT && isId(sign.to);
  return (text === '[' || text === ']') && (sign.type === 'literal' || isId(sign.id));
}

/**
 * The same words with brackets of their own: a pair that comes from elsewhere gets a new id and the same delegations
 * behind it; what comes without its partner is a typed character. Footnotes hold no footnotes.
 */
export function settled(w: Writer, pieces: readonly Piece[], inNote: boolean, along?: Along): Piece[] {
  if (!pieces.some((piece) => piece.sign)) return [...pieces];
  const paired = new Set(partnersOf(pieces).keys());
  const ids = new Map<string, string>();
  const out: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const { sign } = piece;
    const more = piece.link ? { link: piece.link } : {};
    if (sign?.type === 'bracket' && paired.has(at)) {
      const id = ids.get(sign.id) ?? w.hosts.random();
      if (!ids.has(sign.id)) {
        ids.set(sign.id, id);
        const behind = w.value(sign.id, 'behind') || sorted(along?.behind(sign.id) ?? []);
        if (behind) w.setFresh(id, 'behind', behind);
      }
      pushPiece(out, piece.text, piece.marks, { ...more, sign: { type: 'bracket', id } });
    } else if (sign?.type === 'bracket') pushPiece(out, piece.text, piece.marks, more);
    else if (!(inNote && sign?.type === 'note')) pushPiece(out, piece.text, piece.marks, piece);
    at += piece.text.length;
  }
  return out;
}

/** Ids of delegations as they are written. */
export const sorted = (ids: readonly string[]): string => [...new Set(ids)].sort().join(' ');

/** Words from elsewhere as they are written, and the parts of the footnotes that come with them. */
export interface Prepared {
  pieces: Piece[];
  notes: NewPart[];
}

/** What a footnote without words is. */
export const emptyNote = (key: string): NewPart => ({ key, kind: 'note', level: 0, direction: null, pieces: [] });

export function prepare(w: Writer, pieces: readonly Piece[], inNote: boolean, along?: Along): Prepared {
  const notes: NewPart[] = [];
  const named: Piece[] = [];
  for (const piece of pieces) {
    const { sign } = piece;
    if (inNote && sign?.type === 'note') continue;
    const words = sign?.type === 'note' ? (along?.note(sign.note) ?? null) : null;
    if (!words) {
      named.push(piece);
      continue;
    }
    const note = w.hosts.random();
    const own = prepare(w, words.pieces, true, along);
    notes.push({ ...emptyNote(w.freeKey(note)), direction: words.direction ?? null, pieces: own.pieces });
    named.push({ ...piece, sign: { type: 'note', note } });
  }
  return { pieces: settled(w, cleanPieces(named), inNote, along), notes };
}

export const isLocked = (group: Group): boolean => group.view.locked !== null;

/** Makes sure that there is a part to write in: a cell that nobody wrote in has none. */
export function fill(w: Writer, index: number): Group {
  const group = w.group(index);
  const { cell, id } = group.view;
  if (group.parts.length || !cell) return group;
  w.together(() => {
    const { layout } = w;
    const [first] = group.all;
    if (first !== undefined && !layout.parts[first]!.words) {
      w.set(layout.attributeKey(first), 'deleted', '');
      return;
    }
    // Not remembered for undo: an empty part is nothing that shows.
    const table = w.group(group.block);
    w.insertParts(layout.end(table.parts[table.parts.length - 1]!), [{ key: w.freeKey(id), kind: 'cell', level: 0, direction: null, pieces: [] }]);
  });
  return w.group(index);
}

/** Writes words from elsewhere at a place, and their footnotes behind what stands there. */
export function insertPieces(w: Writer, index: number, offset: number, pieces: readonly Piece[], along?: Along): void {
  if (!pieces.length || isLocked(w.group(index))) return;
  w.together(() => {
    const target = fill(w, index);
    const words = prepare(w, pieces, target.view.kind === 'note', along);
    insertWithNotes(w, target, w.layout.position(w.layout.place(target, offset)), words);
  });
}

/** Words at a position of the flat text, within `group`; footnotes stand in the text behind what they belong to. */
export function insertWithNotes(w: Writer, group: Group, at: number, { pieces, notes }: Prepared): void {
  const words = (): void => {
    if (pieces.length) w.insertWords(at, pieces);
  };
  if (notes.length === 0) return words();
  const owner = w.group(group.block);
  const behind = w.layout.end(owner.parts[owner.parts.length - 1]!);
  const parts = (): void => {
    w.insertParts(behind, notes).forEach((range, i) => {
      w.history.record({ type: 'part', key: notes[i]!.key, from: null, ranges: range.start < range.end ? [range] : [], table: null });
    });
  };
  // The one that stands later comes first: it does not move the other's place.
  if (behind >= at) {
    parts();
    words();
  } else {
    words();
    parts();
  }
}

/** Types words at a place. */
export function insert(w: Writer, index: number, offset: number, pieces: readonly Piece[]): void {
  if (!pieces.length || isLocked(w.group(index))) return;
  w.together(() => {
    const target = fill(w, index);
    w.insertWords(w.layout.position(w.layout.place(target, offset)), settled(w, pieces, target.view.kind === 'note'));
  });
}

/** Deletes stretches of words; the partner of a bracket goes with it, wherever it stands. */
export function cut(w: Writer, group: Group, stretches: readonly Stretch[]): void {
  removeRanges(w, rangesOf(w, group, stretches));
}

/** Words `from..to` of a paragraph. */
export interface Stretch {
  from: number;
  to: number;
}

/** Where the stretches, and what goes with them, stand in the flat text. */
export function rangesOf(w: Writer, group: Group, stretches: readonly Stretch[]): { start: number; end: number }[] {
  if (isLocked(group)) return [];
  return withPartners(group.view.pieces, stretches).flatMap(({ from, to }) => w.layout.ranges(group, from, to));
}

export function removeRanges(w: Writer, ranges: readonly { start: number; end: number }[]): void {
  for (const range of [...ranges].sort((a, b) => b.start - a.start)) w.removeWords(range.start, range.end);
}

function withPartners(pieces: readonly Piece[], stretches: readonly Stretch[]): Stretch[] {
  const all = stretches.filter(({ from, to }) => from < to);
  if (pieces.some(({ sign }) => sign?.type === 'bracket')) {
    const gone = (at: number): boolean => stretches.some(({ from, to }) => from <= at && at < to);
    for (const [at, partner] of partnersOf(pieces)) if (gone(at) && !gone(partner)) all.push({ from: partner, to: partner + 1 });
  }
  all.sort((a, b) => a.from - b.from);
  const out: Stretch[] = [];
  for (const one of all) {
    const last = out[out.length - 1];
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else out.push({ ...one });
  }
  return out;
}

export function deleteWords(w: Writer, index: number, from: number, to: number): void {
  if (from < to) w.together(() => cut(w, w.group(index), [{ from, to }]));
}

export function format(w: Writer, index: number, from: number, to: number, mark: MarkName, on: boolean): void {
  markWords(w, index, from, to, mark, on ? true : null);
}

export function link(w: Writer, index: number, from: number, to: number, href: string | null): void {
  if (href === null || isLink(href)) markWords(w, index, from, to, LINK, href);
}

function markWords(w: Writer, index: number, from: number, to: number, key: string, value: string | true | null): void {
  const group = w.group(index);
  if (from >= to || isLocked(group)) return;
  w.together(() => {
    for (const range of w.layout.ranges(group, from, to)) w.markWords(range.start, range.end, key, value);
  });
}

/** Length of words once they are written. */
export const lengthWritten = (pieces: readonly Piece[]): number => lengthOf(cleanPieces(pieces));
