/** Searching all papers while somebody types: the last question counts, however late an answer comes. */
import type { Failure } from '../api/Failure';
import type { Hit } from '../api/Hit';
import { asFailure, type Backend } from '../backend';
import { fold } from './fold';

export interface PaperHits {
  paper: string;
  title: string;
  symbol: string;
  hits: Hit[];
}

/** Hits by paper, papers in the order of their best hit. */
export function byPaper(hits: Hit[]): PaperHits[] {
  const found = new Map<string, PaperHits>();
  for (const hit of hits) {
    const group = found.get(hit.paper) ?? { paper: hit.paper, title: hit.title, symbol: hit.symbol, hits: [] };
    group.hits.push(hit);
    found.set(hit.paper, group);
  }
  return [...found.values()];
}

/** A stretch of a hit's text, and whether a sought word stands there. */
export interface Piece {
  text: string;
  hit: boolean;
}

/** Marks the words that begin as a sought one does, folded as the search folds them. */
export function pieces(text: string, query: string): Piece[] {
  // A Chinese word that was typed stays one; others are the words that the search makes of what was typed.
  const wanted = query.split(/\s+/).map(fold).flatMap((typed) => (isHan(typed) ? [typed] : typed.split(' '))).filter(Boolean);
  const found: Piece[] = [];
  for (const part of text.split(/([\p{L}\p{M}\p{N}]+)/u)) {
    if (part === '') continue;
    const word = fold(part);
    const hit = /[\p{L}\p{N}]/u.test(part) && wanted.some((want) => word.startsWith(want) || (isHan(want) && word.includes(want)));
    const last = found.at(-1);
    if (last && last.hit === hit) last.text += part;
    else found.push({ text: part, hit });
  }
  return found;
}

function isHan(word: string): boolean {
  return /\p{Script=Han}/u.test(word);
}

export class SearchController {
  query = $state('');
  /** What the shown hits answer. */
  answered = $state('');
  hits = $state.raw<Hit[]>([]);
  failure = $state.raw<Failure | null>(null);
  readonly groups = $derived(byPaper(this.hits));
  private asked = 0;

  constructor(private readonly backend: Backend) {}

  async ask(): Promise<void> {
    const query = this.query.trim();
    const mine = (this.asked += 1);
    if (query === '') {
      this.hits = [];
      this.answered = '';
      this.failure = null;
      return;
    }
    try {
      const answer = await this.backend.call('search', { query });
      if (mine !== this.asked) return;
      this.hits = answer.hits;
      this.answered = query;
      this.failure = null;
    } catch (error) {
      if (mine === this.asked) this.failure = asFailure(error);
    }
  }
}
