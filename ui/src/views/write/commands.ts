/** The drafting view's keys and its part of the palette. The sheet's own keys work while one writes; they stand here to be listed. */
import { INSERTED, KIND_KEYS, insertInvisible, setKind, showInvisibles, toggle, turn, type Choice, type InvisibleName } from '../../editor';
import type { Binding } from '../../lib/keys';
import { keyName } from '../../lib/keys';
import { t } from '../../lib/i18n/index.svelte';
import type { PaletteItem } from '../../lib/state/chrome.svelte';
import type { Finding } from './finding.svelte';
import { looks } from './looks.svelte';
import type { WriteController } from './write.svelte';

export type PanelTab = 'changes' | 'comments' | 'standing' | 'outline';
export const PANEL_TABS: readonly PanelTab[] = ['changes', 'comments', 'standing', 'outline'];

export interface Controls {
  write: WriteController;
  finding: Finding;
  submit: () => void;
  issue: () => void;
  panel: () => void;
  outline: () => void;
}

export function writeKeys(controls: Controls): Binding[] {
  const { write, submit, panel } = controls;
  const when = (): boolean => write.ready;
  const kinds = KIND_KEYS.map((kind: Choice, place) => ({
    code: `Digit${place + 1}`,
    mod: true,
    label: `write-tool-${kind}`,
    when,
    run: () => write.act((binding) => setKind(binding, kind)),
  }));
  return [
    { code: 'Enter', mod: true, typing: true, label: 'key-write-submit', run: submit },
    { code: 'F2', typing: true, label: 'write-panel', run: panel },
    { code: 'KeyE', label: 'key-write-sheet', when, run: () => write.focus() },
    { code: 'KeyZ', mod: true, repeat: true, label: 'write-tool-undo', when, run: () => write.undo() },
    { code: 'KeyY', mod: true, repeat: true, label: 'write-tool-redo', when, run: () => write.redo() },
    { code: 'KeyB', mod: true, label: 'write-tool-bold', when, run: () => write.act((binding) => toggle(binding, 'bold')) },
    { code: 'KeyI', mod: true, label: 'write-tool-italic', when, run: () => write.act((binding) => toggle(binding, 'italic')) },
    ...kinds,
    { code: 'KeyX', mod: true, shift: true, label: 'write-tool-direction-auto', when, run: () => write.act(turn) },
    { code: 'ArrowUp', alt: true, shift: true, label: 'key-write-up', when, run: () => write.act((binding) => binding.move(-1)) },
    { code: 'ArrowDown', alt: true, shift: true, label: 'key-write-down', when, run: () => write.act((binding) => binding.move(1)) },
    ...toolKeys(controls),
  ];
}

/** The tools around the sheet; they work while one writes. */
function toolKeys({ write, finding, outline }: Controls): Binding[] {
  const tool = { typing: true, when: (): boolean => write.ready };
  const larger = { ...tool, mod: true, repeat: true, run: () => looks.scale(1) };
  const smaller = { ...tool, mod: true, repeat: true, run: () => looks.scale(-1) };
  return [
    { ...tool, code: 'KeyF', mod: true, label: 'write-find', run: () => finding.show('find') },
    { ...tool, code: 'KeyH', mod: true, label: 'write-replace', run: () => finding.show('replace') },
    { ...tool, code: 'F3', repeat: true, label: 'write-find-next', run: () => finding.step(1) },
    { ...tool, code: 'F3', shift: true, repeat: true, label: 'write-find-back', run: () => finding.step(-1) },
    { ...tool, code: 'KeyO', mod: true, shift: true, label: 'write-outline-go', run: outline },
    { ...larger, code: 'Equal', label: 'write-zoom-in' },
    { ...larger, code: 'Equal', shift: true },
    { ...larger, code: 'NumpadAdd' },
    { ...smaller, code: 'Minus', label: 'write-zoom-out' },
    { ...smaller, code: 'NumpadSubtract' },
    { ...tool, code: 'Digit0', mod: true, label: 'write-zoom-reset', run: () => looks.scale(0) },
    { ...tool, code: 'Digit8', mod: true, shift: true, label: 'write-invisibles', run: () => toggleInvisibles(write) },
    { ...tool, code: 'Space', mod: true, shift: true, label: 'write-insert-nbsp', run: () => insert(write, 'nbsp') },
  ];
}

function toggleInvisibles(write: WriteController): void {
  looks.invisibles = !looks.invisibles;
  write.act((binding) => showInvisibles(binding, looks.invisibles));
}

/** The sheet takes up whether it is to be looked at only when something happens on it. */
function toggleSpelling(write: WriteController): void {
  looks.spelling = !looks.spelling;
  write.act((binding) => binding.dispatch(binding.state.tr));
}

const insert = (write: WriteController, name: InvisibleName): void => write.act((binding) => insertInvisible(binding, name));

export function writeItems(controls: Controls): PaletteItem[] {
  const { write, submit, issue } = controls;
  if (!write.ready) return [];
  const hint = t('nav-write');
  const items: PaletteItem[] =
    write.changes?.revision === null
      ? [{ id: 'write:issue', title: t('write-issue'), hint, run: issue }]
      : [{ id: 'write:submit', title: t('write-submit'), hint, key: keyName({ code: 'Enter', mod: true }), run: submit }];
  const headings = write.headings.map((heading) => ({
    id: `write:heading:${heading.index}`,
    title: heading.text,
    hint: t('write-tab-outline'),
    run: () => write.standAt(heading.index),
  }));
  const tools = toolKeys(controls)
    .filter((key) => key.label)
    .map((key) => ({ id: `write:${key.label}`, title: t(key.label ?? ''), hint, key: keyName(key), run: key.run }));
  const others = (Object.keys(INSERTED) as InvisibleName[])
    .filter((name) => name !== 'nbsp')
    .map((name) => ({ id: `write:insert:${name}`, title: t(`write-insert-${name}`), hint, run: () => insert(write, name) }));
  return [
    ...items,
    { id: 'write:marked', title: t('write-marked'), hint, run: () => write.mark(!write.marked) },
    ...tools,
    { id: 'write:spelling', title: t(looks.spelling ? 'write-spelling-off' : 'write-spelling-on'), hint, run: () => toggleSpelling(write) },
    ...others,
    ...headings,
  ];
}
