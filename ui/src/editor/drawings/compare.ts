/**
 * What changed between two wordings, word by word, for showing it in the text while somebody types. What is
 * proposed in the end is compared by the application, not here.
 */

/** Characters `from..to` of the new wording stand where the old one had `old`. */
export interface Change {
  from: number;
  to: number;
  old: string;
}

/** Above this many pairs of words the middle is shown as replaced in one piece. */
const MOST_PAIRS = 1_000_000;
const TOKEN = /\p{Script=Han}|[\p{L}\p{N}][\p{L}\p{N}\p{M}'’\u200c\u200d\u0640-]*|\s+|[^]/gu;

function tokens(text: string): string[] {
  return text.match(TOKEN) ?? [];
}

/** Ascending, not touching each other. */
export function changes(old: string, now: string): Change[] {
  if (old === now) return [];
  const a = tokens(old);
  const b = tokens(now);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const same = common(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  same.push([a.length - tail - head, b.length - tail - head]);
  const out: Change[] = [];
  let at = b.slice(0, head).join('').length;
  let [i, j] = [0, 0];
  for (const [x, y] of same) {
    const gone = a.slice(head + i, head + x).join('');
    const come = b.slice(head + j, head + y).join('');
    if (gone || come) out.push({ from: at, to: at + come.length, old: gone });
    at += come.length + (b[head + y]?.length ?? 0);
    [i, j] = [x + 1, y + 1];
  }
  return bridged(out, now);
}

/** Changes with nothing but white space between them read as one. */
function bridged(list: readonly Change[], now: string): Change[] {
  const out: Change[] = [];
  for (const change of list) {
    const last = out[out.length - 1];
    const between = last && now.slice(last.to, change.from);
    // Where one side of both is empty, two separate insertions or deletions read better.
    const mixed = last && (last.old || change.old) && (last.to > last.from || change.to > change.from);
    if (last && mixed && between !== undefined && between.trim() === '') {
      out[out.length - 1] = { from: last.from, to: change.to, old: last.old + between + change.old };
    } else out.push(change);
  }
  return out;
}

/** Places of equal words of a longest common subsequence; white space weighs less. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  if (!a.length || !b.length || a.length * b.length > MOST_PAIRS) return [];
  const width = b.length + 1;
  const best = new Uint32Array((a.length + 1) * width);
  const weight = a.map((word) => (word.trim() ? 4 : 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const skip = Math.max(best[(i + 1) * width + j]!, best[i * width + j + 1]!);
      const take = a[i] === b[j] ? best[(i + 1) * width + j + 1]! + weight[i]! : 0;
      best[i * width + j] = Math.max(skip, take);
    }
  }
  const out: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j] && best[i * width + j] === best[(i + 1) * width + j + 1]! + weight[i]!) out.push([i++, j++]);
    else if (best[i * width + j] === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return out;
}
