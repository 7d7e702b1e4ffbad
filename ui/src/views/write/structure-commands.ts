/** Keys and palette entries for brackets, footnotes, references, links and tables. They work while one writes. */
import {
  addAlternative, addColumn, addRow, deleteColumns, deleteRows, goToBracket, insertFootnote, moveColumn, moveRow, settleBracket,
  type Binding as Sheet,
} from '../../editor';
import { keyName, type Binding } from '../../lib/keys';
import { t } from '../../lib/i18n/index.svelte';
import type { PaletteItem } from '../../lib/state/chrome.svelte';
import type { Structuring } from './structuring.svelte';

export interface StructureControls {
  structuring: Structuring;
  /** Goes to the strip of actions for what the caret is in. */
  strip: () => void;
}

export function structureKeys({ structuring, strip }: StructureControls): Binding[] {
  const tool = { typing: true, when: (): boolean => structuring.write.ready };
  const run = (work: (sheet: Sheet) => unknown) => (): void => structuring.run(work);
  return [
    { ...tool, code: 'BracketLeft', mod: true, label: 'bracket-put', run: () => structuring.putInBrackets() },
    { ...tool, code: 'KeyA', mod: true, shift: true, label: 'bracket-alternative', run: run((sheet) => addAlternative(sheet)) },
    { ...tool, code: 'BracketRight', mod: true, shift: true, repeat: true, label: 'structure-open-next', run: run((sheet) => goToBracket(sheet, 1)) },
    { ...tool, code: 'BracketLeft', mod: true, shift: true, repeat: true, label: 'structure-open-back', run: run((sheet) => goToBracket(sheet, -1)) },
    { ...tool, code: 'KeyF', mod: true, shift: true, label: 'footnote-insert', run: run(insertFootnote) },
    { ...tool, code: 'KeyJ', mod: true, shift: true, label: 'footnote-jump', run: () => structuring.jump() },
    { ...tool, code: 'KeyR', mod: true, shift: true, label: 'reference-insert', run: () => structuring.ask('reference') },
    { ...tool, code: 'KeyL', mod: true, shift: true, label: 'link-set', run: () => structuring.ask('link') },
    { ...tool, code: 'KeyT', mod: true, shift: true, label: 'table-insert', run: () => structuring.ask('table') },
    { ...tool, code: 'F6', label: 'structure-bar-go', run: strip },
  ];
}

export function structureItems(controls: StructureControls): PaletteItem[] {
  const { structuring } = controls;
  const { at } = structuring;
  if (!at) return [];
  const hint = t('nav-write');
  const items: PaletteItem[] = structureKeys(controls).map((key) => ({
    id: `structure:${key.label}`, title: t(key.label ?? ''), hint, key: keyName(key), run: key.run,
  }));
  const add = (name: string, hintKey: string, work: (sheet: Sheet) => unknown): void => {
    items.push({ id: `structure:${name}`, title: t(name), hint: t(hintKey), run: () => structuring.run(work) });
  };
  if (at.bracket && !at.bracket.bracket.flagged) {
    add('bracket-keep', 'bracket', (sheet) => settleBracket(sheet, 'keep'));
    add('bracket-drop', 'bracket', (sheet) => settleBracket(sheet, 'drop'));
    if (at.bracket.alternatives > 1) add('bracket-choose', 'bracket', (sheet) => settleBracket(sheet, 'choose'));
    items.push({ id: 'structure:behind', title: t('bracket-behind'), hint: t('bracket'), run: () => structuring.ask('behind') });
  }
  if (at.table) {
    for (const [name, work] of TABLE) add(name, 'table', work);
  }
  return items;
}

/** What is done to the row and column of the caret. */
export const TABLE: readonly (readonly [name: string, work: (sheet: Sheet) => unknown])[] = [
  ['table-row-above', (sheet) => addRow(sheet, -1)],
  ['table-row-below', (sheet) => addRow(sheet, 1)],
  ['table-row-up', (sheet) => moveRow(sheet, -1)],
  ['table-row-down', (sheet) => moveRow(sheet, 1)],
  ['table-row-delete', deleteRows],
  ['table-column-before', (sheet) => addColumn(sheet, -1)],
  ['table-column-behind', (sheet) => addColumn(sheet, 1)],
  ['table-column-back', (sheet) => moveColumn(sheet, -1)],
  ['table-column-ahead', (sheet) => moveColumn(sheet, 1)],
  ['table-column-delete', deleteColumns],
];
