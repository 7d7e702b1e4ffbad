/** Which papers of a text can go out, and how they are asked for. */
import type { RevisionInfo } from '../../lib/api/RevisionInfo';

/** The papers of one revision, as the application names them; `all` writes every one of them into a folder. */
export type View = 'clean' | 'marked' | 'compilation' | 'side-by-side' | 'decisions' | 'all';

export interface Choice {
  /** Tells it apart, and ends the keys of its words. */
  name: View | 'now' | 'now-side' | 'now-decisions';
  view: View;
  /** The revision whose paper it is; none for what lies on the desk. */
  revision: string | null;
}

export type Format = 'html' | 'md' | 'txt' | 'qalam';

/** What the desk gives before anything is issued. */
export const DESK: Choice[] = [
  { name: 'now', view: 'compilation', revision: null },
  { name: 'now-side', view: 'side-by-side', revision: null },
  { name: 'now-decisions', view: 'decisions', revision: null },
];

/** What goes out with a revision (oldest first): nothing was proposed before the first; on the newest one, proposals lie. */
export function choices(revisions: RevisionInfo[], wanted: string | null): Choice[] {
  const at = wanted === null ? revisions.length - 1 : revisions.findIndex((one) => one.revision === wanted);
  const revision = revisions[at]?.revision ?? wanted;
  const of = (view: View): Choice => ({ name: view, view, revision });
  const own = at > 0 ? (['clean', 'marked', 'compilation', 'side-by-side', 'decisions', 'all'] as const).map(of) : [of('clean')];
  return at >= 0 && at === revisions.length - 1 ? [...own, ...DESK.slice(0, 2)] : own;
}

/** The formats of a paper; a signed file exists of the text alone. */
export function formats(choice: Choice | undefined): Format[] {
  return choice?.view === 'clean' ? ['html', 'md', 'txt', 'qalam'] : ['html', 'md', 'txt'];
}

/** Whether people write in such a file and hand it back. */
export function comesBack(choice: Choice, format: Format): boolean {
  return choice.view === 'clean' && format === 'md';
}

/** A file's name on every system. */
export function fileName(symbol: string, choice: Choice, format: Format): string {
  const safe = symbol.replace(/[^\p{L}\p{N}._-]/gu, '-').slice(0, 80) || 'paper';
  return `${safe}_${choice.view}.${format}`;
}
