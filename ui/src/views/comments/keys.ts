/** The keys of comments and their part of the palette, the same in the reader and beside the sheet. */
import { keyName, type Binding } from '../../lib/keys';
import { t } from '../../lib/i18n/index.svelte';
import type { PaletteItem } from '../../lib/state/chrome.svelte';
import type { Comments } from './comments.svelte';

export interface CommentControls {
  comments: Comments;
  add: () => void;
  step: (by: 1 | -1) => void;
}

const TOGETHER = { mod: true, alt: true, typing: true } as const;
export const ADD = { ...TOGETHER, code: 'KeyM' };
const NEXT = { ...TOGETHER, code: 'KeyN' };
const PREVIOUS = { ...TOGETHER, code: 'KeyP' };

export function commentKeys({ comments, add, step }: CommentControls): Binding[] {
  const some = (): boolean => comments.shown.length > 0;
  return [
    { ...ADD, label: 'comments-add', when: () => comments.may, run: add },
    { ...NEXT, repeat: true, label: 'comments-next', when: some, run: () => step(1) },
    { ...PREVIOUS, repeat: true, label: 'comments-previous', when: some, run: () => step(-1) },
  ];
}

export function commentItems({ comments, add, step }: CommentControls): PaletteItem[] {
  const hint = t('comments-title');
  const items: PaletteItem[] = [];
  if (comments.may) items.push({ id: 'comments:add', title: t('comments-add'), hint, key: keyName(ADD), run: add });
  if (comments.shown.length > 0) {
    items.push({ id: 'comments:next', title: t('comments-next'), hint, key: keyName(NEXT), run: () => step(1) });
    items.push({ id: 'comments:previous', title: t('comments-previous'), hint, key: keyName(PREVIOUS), run: () => step(-1) });
  }
  return items;
}
