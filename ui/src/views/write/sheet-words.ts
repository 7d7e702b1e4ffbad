/** What signs and tables of the sheet are called: the words of the catalogues, the delegations of the group. */
import type { LeftOut, SheetWords } from '../../editor';
import { paragraphNumber, t } from '../../lib/i18n/index.svelte';
import type { GroupState } from '../../lib/state/group.svelte';

/** Between names that are read one after the other. */
const listed = (names: readonly string[]): string => new Intl.ListFormat(document.documentElement.lang || 'en').format(names);

export function sheetWords(group: Pick<GroupState, 'delegation'>): SheetWords {
  return {
    bracket: (open, names) => {
      const side = open ? 'bracket-open-label' : 'bracket-close-label';
      return names.length ? t(`${side}-of`, { names: listed(names) }) : t(side);
    },
    get flagged() {
      return t('bracket-flagged');
    },
    footnote: (number) => (number ? t('footnote-label', { number }) : t('footnote-label-none')),
    reference: (number) => (number === null ? t('reference-label-gone') : t('reference-label', { number })),
    table: (rows, columns) => t('table-label', { rows: paragraphNumber(String(rows)), columns: paragraphNumber(String(columns)) }),
    get emptyHead() {
      return t('table-head-empty');
    },
    get locked() {
      return t('structure-locked');
    },
    delegation: (id) => group.delegation(id) ?? null,
    order: (a, b) => a.localeCompare(b, document.documentElement.lang || 'en'),
  };
}

/** What a paste left out, in words. */
export function saidOf({ pictures, objects, notes, cut }: LeftOut): string {
  const said: string[] = [];
  if (pictures) said.push(t('paste-left-pictures', { count: pictures }));
  if (objects) said.push(t('paste-left-objects', { count: objects }));
  if (notes) said.push(t('paste-left-notes', { count: notes }));
  if (cut) said.push(t('paste-left-cut'));
  return said.join(' ');
}
