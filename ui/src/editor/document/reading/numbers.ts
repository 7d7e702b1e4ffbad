/**
 * Display numbers of operative paragraphs, the twin of `qalam_model::number`: consecutive in a new paper; in a
 * working copy what the revision numbered stays, and what is new behind 18 is 18 bis.
 */

/** 18, or 18 bis (`repeat` 1), 18 ter (2) and so on. */
export interface Numbered {
  n: number;
  repeat: number;
}

const SUFFIXES = ['bis', 'ter', 'quater', 'quinquies', 'sexies', 'septies', 'octies', 'novies', 'decies'];

/** Reads the neutral form that drafts hold: `18`, `18 bis`, `18 ×11`. */
export function readNumber(text: string): Numbered | null {
  const found = /^(?:op\s*)?(\d+)\s*(?:×(\d+)|([a-z]+))?\s*[.)]*$/i.exec(text.trim());
  if (!found) return null;
  const n = Number(found[1]);
  if (n > 0xffffffff) return null;
  if (found[2]) return Number(found[2]) > 10 ? { n, repeat: Number(found[2]) - 1 } : null;
  if (!found[3]) return { n, repeat: 0 };
  const at = SUFFIXES.indexOf(found[3].toLowerCase());
  return at < 0 ? null : { n, repeat: at + 1 };
}

/** The neutral form: `18 bis`. */
export function printNumber({ n, repeat }: Numbered): string {
  if (repeat === 0) return String(n);
  return `${n} ${SUFFIXES[repeat - 1] ?? `×${repeat + 1}`}`;
}

/** Numbers for all paragraphs; `null` for those of other kinds. */
export function assignNumbers(paragraphs: readonly { kind: string; number: string | null }[]): (string | null)[] {
  const given = paragraphs.map((p) => (p.kind === 'op' && p.number !== null ? readNumber(p.number) : null));
  const taken = new Set(given.filter((n) => n !== null).map(printNumber));
  if (taken.size === 0) {
    let n = 0;
    return paragraphs.map((p) => (p.kind === 'op' ? String(++n) : null));
  }
  let last: Numbered | null = null;
  return paragraphs.map((p, i) => {
    if (p.kind !== 'op') return null;
    let number = given[i] ?? null;
    if (!number) {
      number = last ? { n: last.n, repeat: last.repeat + 1 } : { n: 0, repeat: 0 };
      while (taken.has(printNumber(number))) number.repeat++;
      taken.add(printNumber(number));
    }
    last = number;
    return printNumber(number);
  });
}
