/** Runs for a narrow card: what did not change is cut to the words around what did. */
import type { Run } from '../../lib/api/Run';

const KEPT = 48;

export function shorten(runs: readonly Run[]): Run[] {
  return runs.map((run, place) => {
    if (run.change !== 'same' || run.text.length <= KEPT * 2) return run;
    const head = place === 0 ? '' : cut(run.text, KEPT, 'head');
    const tail = place === runs.length - 1 ? '' : cut(run.text, KEPT, 'tail');
    return { ...run, text: `${head}${head ? ' ' : ''}…${tail ? ' ' : ''}${tail}` };
  });
}

/** Whole words from one end. */
function cut(text: string, length: number, end: 'head' | 'tail'): string {
  if (end === 'head') {
    const piece = text.slice(0, length);
    const space = piece.lastIndexOf(' ');
    return space > 0 ? piece.slice(0, space) : piece;
  }
  const piece = text.slice(-length);
  const space = piece.indexOf(' ');
  return space >= 0 ? piece.slice(space + 1) : piece;
}
