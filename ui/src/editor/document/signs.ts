/**
 * Signs and links as they lie in a Loro text: which marks of a character count, and which do not. Nothing here
 * touches a document.
 */

import {
  LINK, MARKS, OBJECT, SIGNS, bitOf, isId, isLink, pushPiece, type MarkBits, type Piece, type Sign, type SignName,
} from './format';

/** Attributes of a Loro delta. */
export type Marked = Record<string, unknown>;

/** A stretch with the marks that it carries, whether they count or not; what could be a sign stands alone. */
export interface Run {
  text: string;
  marks: MarkBits;
  link?: string;
  /** The marks of a character that could be a sign. */
  raw?: Partial<Record<SignName, unknown>>;
}

const CANDIDATE = /[\ufffc[\]]/;
const CANDIDATES = /([\ufffc[\]])/;

/** Marks from the attributes of a Loro delta. */
export function bitsOf(attributes: Marked | undefined): MarkBits {
  if (!attributes) return 0;
  return MARKS.reduce((bits, mark) => (attributes[mark] === true ? bits | bitOf(mark) : bits), 0);
}

/** The stretches of one piece of a Loro delta. */
export function runsOf(text: string, attributes: Marked | undefined): Run[] {
  if (!text) return [];
  const run: Run = { text, marks: bitsOf(attributes) };
  if (isLink(attributes?.[LINK])) run.link = attributes[LINK];
  if (!attributes || !SIGNS.some((key) => attributes[key] != null) || !CANDIDATE.test(text)) return [run];
  const raw: Run['raw'] = {};
  for (const key of SIGNS) if (attributes[key] != null) raw[key] = attributes[key];
  return text.split(CANDIDATES).filter(Boolean).map((part) => (CANDIDATE.test(part) ? { ...run, text: part, raw } : { ...run, text: part }));
}

/** A stretch with marks set and cleared as a change's attributes say. */
export function remarked(run: Run, attributes: Marked): Run[] {
  const now: Marked = { ...run.raw };
  if (run.link) now[LINK] = run.link;
  for (const mark of MARKS) if (run.marks & bitOf(mark)) now[mark] = true;
  return runsOf(run.text, { ...now, ...attributes });
}

/** Appends a stretch, joining it to the last one if they are alike. */
export function pushRun(runs: Run[], run: Run): void {
  if (!run.text) return;
  const last = runs[runs.length - 1];
  if (last && last.marks === run.marks && last.link === run.link && !last.raw && !run.raw) {
    runs[runs.length - 1] = { ...last, text: last.text + run.text };
  } else runs.push(run);
}

export function sliceRun(run: Run, from: number, to: number): Run {
  return from <= 0 && to >= run.text.length ? run : { ...run, text: run.text.slice(from, to) };
}

/** What a character is, by its marks; of several, the one that counts. */
export function signOf(run: Run): Sign | undefined {
  const { raw, text } = run;
  if (!raw) return undefined;
  if (text === OBJECT) {
    if (isId(raw.note)) return { type: 'note', note: raw.note };
    return isId(raw.ref) ? { type: 'ref', to: raw.ref } : undefined;
  }
  if (isId(raw.bracket)) return { type: 'bracket', id: raw.bracket };
  return raw.literal === true ? { type: 'literal' } : undefined;
}

/** Appends a stretch as readers see it. */
export function pushRead(pieces: Piece[], run: Run): void {
  const sign = signOf(run);
  const more: Pick<Piece, 'link' | 'sign'> = {};
  if (run.link) more.link = run.link;
  if (sign) more.sign = sign;
  pushPiece(pieces, run.text, run.marks, more);
}

/** The words of a Loro delta as readers see them. */
export function piecesOfDelta(delta: readonly { insert?: string; attributes?: Marked }[]): Piece[] {
  const pieces: Piece[] = [];
  for (const op of delta) for (const run of runsOf(op.insert ?? '', op.attributes)) pushRead(pieces, run);
  return pieces;
}
