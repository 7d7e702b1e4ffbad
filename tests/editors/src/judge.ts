/** Says of a paper as it reads whether it is right, or what is wrong with it. */

import type { Block } from './editor';
import type { Case } from './table';

export const VERDICTS = ['right', 'style lost', 'misplaced', 'doubled', 'lost words', 'diverged', 'exception'] as const;
/** From good to bad. */
export type Verdict = (typeof VERDICTS)[number];

export interface Finding {
  verdict: Verdict;
  /** What was seen, where it was not right. */
  seen: string;
}

export const worst = (findings: readonly Finding[]): Finding =>
  findings.reduce((a, b) => (VERDICTS.indexOf(b.verdict) > VERDICTS.indexOf(a.verdict) ? b : a));

const words = (texts: readonly string[]): string[] => texts.join('\n').match(/\p{L}+/gu) ?? [];
/** As a stretch of letters, so that a word that was glued to another one is misplaced and not lost. No word is part of another. */
const times = (text: string, word: string): number => text.split(word).length - 1;

export function judge(one: Case, blocks: readonly Block[]): Finding {
  const texts = blocks.map((block) => block.text);
  const seen = texts.join(' | ');
  const same = one.wanted.some((wanted) => wanted.length === texts.length && wanted.every((text, i) => text === texts[i]));
  if (same) {
    const missing = one.besides?.(blocks) ?? null;
    return missing === null ? { verdict: 'right', seen: '' } : { verdict: 'style lost', seen: missing };
  }
  const all = texts.join('\n');
  const lost = one.wanted.every((wanted) => words(wanted).some((word) => times(all, word) === 0));
  if (lost) return { verdict: 'lost words', seen };
  const doubled = new Set([...words(texts), ...one.wanted.flatMap(words)]);
  return { verdict: [...doubled].some((word) => times(all, word) > 1) ? 'doubled' : 'misplaced', seen };
}
