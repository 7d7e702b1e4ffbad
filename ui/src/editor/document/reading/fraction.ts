/**
 * Fractions: short texts that stand in an order, and between any two of which another fits. They order what is
 * moved, and the rows and columns of a table; nothing is ever renumbered, so that two who work apart do not cross.
 * The twin of `qalam_model::draft::fraction`.
 */

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** A longer one is not valid. */
const LONGEST = 1000;

export const isFraction = (text: string): boolean => /^[0-9a-z]*[1-9a-z]$/.test(text) && text.length <= LONGEST;

/** Four digits that depend on what a fraction is for, so that two made apart for one place differ. */
function tail(id: string): string {
  return id.slice(-4).replace(/0$/, '1');
}

/**
 * A fraction behind `low` (empty: the beginning) and before `high` (null: the end) for the thing with this id; null
 * if there is no room left.
 */
export function between(low: string, high: string | null, id: string): string | null {
  if (high !== null && high <= low) return null;
  const digit = (text: string, i: number): number => Math.max(0, DIGITS.indexOf(text[i] ?? '0'));
  let out = '';
  let bound = high;
  for (let i = 0; i <= LONGEST; i++) {
    const a = digit(low, i);
    const b = bound === null ? DIGITS.length : digit(bound, i);
    // At the very end the next digit is enough; elsewhere the middle leaves room on both sides.
    const next = high === null ? a + 1 : Math.ceil((a + b) / 2);
    if (next > a && next < b) {
      const found = out + DIGITS[next]! + tail(id);
      return found.length <= LONGEST ? found : null;
    }
    out += DIGITS[a]!;
    if (b > a) bound = null;
  }
  return null;
}

/** Fractions in order between the same bounds, for the things with these ids. */
export function spread(low: string, high: string | null, ids: readonly string[]): string[] | null {
  const out: string[] = [];
  for (const id of ids) {
    const next = between(out[out.length - 1] ?? low, high, id);
    if (next === null) return null;
    out.push(next);
  }
  return out;
}

/** The fraction of the row or column at place `n` of a new table: `11` … `1z`, `21` … `zz`, `zz111` and so on. */
export function nth(n: number): string {
  const digit = (d: number): string => DIGITS[(Math.floor(d) % 35) + 1]!;
  const two = 35 * 35;
  if (n < two) return digit(n / 35) + digit(n);
  let out = 'zz';
  let rest = n - two;
  for (; rest >= two * 35; rest -= two * 35) out += 'zzz';
  return out + digit(rest / two) + digit(rest / 35) + digit(rest);
}
