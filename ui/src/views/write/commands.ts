/** The drafting view's keys and its part of the palette. The sheet's own keys work while one writes; they stand here to be listed. */
import { KIND_KEYS, setKind, toggle, turn, type Choice } from '../../editor';
import type { Binding } from '../../lib/keys';
import { keyName } from '../../lib/keys';
import { t } from '../../lib/i18n/index.svelte';
import type { PaletteItem } from '../../lib/state/chrome.svelte';
import type { WriteController } from './write.svelte';

export interface Controls {
  write: WriteController;
  submit: () => void;
  issue: () => void;
  panel: () => void;
}

export function writeKeys({ write, submit, panel }: Controls): Binding[] {
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
  ];
}

export function writeItems({ write, submit, issue }: Controls): PaletteItem[] {
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
  return [...items, { id: 'write:marked', title: t('write-marked'), hint, run: () => write.mark(!write.marked) }, ...headings];
}
