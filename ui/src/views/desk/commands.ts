/** The desk's keys and its part of the palette. The same actions stand on the buttons. */
import { keyName, type Binding } from '../../lib/keys';
import { paragraphNumber, t } from '../../lib/i18n/index.svelte';
import type { PaletteItem } from '../../lib/state/chrome.svelte';
import type { DeskController } from '../../lib/state/desk.svelte';

export type Opened = 'file' | 'floor' | 'combine' | 'issue' | 'issued' | 'papers' | 'preview' | 'table' | 'goto' | 'accept' | 'package';

/** What is unfolded beside a paragraph, and what of it is to be brought into sight. */
export interface Unfolded {
  story: boolean;
  said: boolean;
  to: 'story' | 'said' | null;
}

export interface DeskControls {
  desk: DeskController;
  open: (what: Opened) => void;
  matrix: () => void;
  covered: () => boolean;
  reason: () => void;
  story: () => void;
  said: () => void;
}

const CHOICES = 9;

export function deskKeys({ desk, open, matrix, covered, reason, story, said }: DeskControls): Binding[] {
  const may = (): boolean => desk.mayDecide;
  const writing = (): boolean => desk.mode === 'write';
  const choose = Array.from({ length: CHOICES }, (_, place) => ({
    code: `Digit${place + 1}`,
    ...(place === 0 ? { label: 'key-choose' } : {}),
    run: () => desk.chooseNumber(place + 1),
  }));
  return [
    { code: 'KeyJ', repeat: true, label: 'key-next-undecided', run: () => desk.step(1, true) },
    { code: 'KeyK', repeat: true, label: 'key-previous-undecided', run: () => desk.step(-1, true) },
    { code: 'ArrowDown', repeat: true, label: 'key-next', run: () => desk.step(1, false) },
    { code: 'ArrowUp', repeat: true, label: 'key-previous', run: () => desk.step(-1, false) },
    { code: 'KeyN', repeat: true, label: 'key-next', run: () => desk.step(1, false) },
    { code: 'KeyN', shift: true, repeat: true, label: 'key-previous', run: () => desk.step(-1, false) },
    { code: 'KeyG', label: 'key-go-to', run: () => open('goto') },
    ...choose,
    // Nothing is decided about a paragraph that is not in sight.
    { code: 'Enter', when: covered, run: matrix },
    { code: 'Enter', when: () => may() && !writing(), label: 'key-take', run: () => void desk.decide('accept') },
    { code: 'KeyT', when: may, label: 'key-parts', run: () => desk.toggleParts() },
    { code: 'KeyW', when: may, label: 'key-write', run: () => desk.startWriting() },
    { code: 'Enter', mod: true, typing: true, when: () => may() && writing(), label: 'key-own', run: () => void desk.decide('own') },
    { code: 'KeyB', when: may, label: 'key-bracket', run: () => void desk.decide('bracket') },
    { code: 'KeyD', when: may, label: 'key-defer', run: () => void desk.decide('defer') },
    { code: 'KeyX', when: may, label: 'key-reject', run: () => void desk.decide('reject') },
    { code: 'KeyR', when: may, label: 'key-reopen', run: () => void desk.decide('reopen') },
    { code: 'KeyE', when: may, label: 'key-reason', run: reason },
    { code: 'KeyH', label: 'key-story', run: story },
    { code: 'KeyS', label: 'key-said', run: said },
    { code: 'Escape', typing: true, when: () => desk.mode !== 'choose', label: 'key-leave', run: () => desk.leave() },
    { code: 'KeyZ', mod: true, when: may, label: 'key-undo', run: () => void desk.undo() },
    { code: 'KeyZ', mod: true, shift: true, when: may, label: 'key-redo', run: () => void desk.redo() },
    { code: 'KeyF', when: () => may() && desk.row !== undefined && !desk.row.insert, label: 'key-floor', run: () => open('floor') },
    { code: 'KeyI', when: may, label: 'key-outside-enter', run: () => open('file') },
    { code: 'KeyC', when: may, label: 'key-combine', run: () => open('combine') },
    { code: 'KeyV', label: 'key-manner', run: () => desk.turn() },
    { code: 'KeyA', when: may, label: 'key-accept-many', run: () => open('accept') },
    { code: 'KeyU', when: may, label: 'key-package', run: () => open('package') },
    { code: 'KeyP', label: 'key-preview', run: () => open('preview') },
    { code: 'KeyL', label: 'key-table', run: () => open('table') },
    { code: 'KeyO', label: 'key-papers', run: () => open('papers') },
    { code: 'KeyM', label: 'key-matrix', run: matrix },
  ];
}

/** What can be done with the whole desk, for the menu of its header: the same keys under their names. */
export function deskMenu(controls: DeskControls): { title: string; key: string; run: () => void }[] {
  const named: Record<string, string> = { 'key-outside-enter': 'outside-enter', 'key-table': 'desk-table', 'key-papers': 'desk-papers' };
  const wanted = [
    'key-go-to', 'key-preview', 'key-combine', 'key-accept-many', 'key-package', 'key-outside-enter', 'key-table', 'key-papers', 'key-undo', 'key-redo',
  ];
  const bindings = deskKeys(controls).filter((binding) => binding.when?.() ?? true);
  return wanted.flatMap((label) => {
    const binding = bindings.find((one) => one.label === label);
    return binding ? [{ title: t(named[label] ?? label), key: keyName(binding), run: binding.run }] : [];
  });
}

export function deskItems(controls: DeskControls): PaletteItem[] {
  const { desk, open } = controls;
  const hint = t('palette-action');
  // What is done with one press of a key can be found by name too.
  const actions = deskKeys(controls)
    .filter((binding) => binding.label && binding.label !== 'key-choose' && (binding.when?.() ?? true))
    .filter((binding, place, all) => all.findIndex((other) => other.label === binding.label) === place)
    .map((binding) => ({
      id: `desk:${binding.label}`,
      title: t(binding.label ?? ''),
      hint,
      key: keyName(binding),
      run: binding.run,
    }));
  const issue = desk.mayDecide
    ? [{ id: 'desk:issue', title: t('desk-issue'), hint, run: () => open('issue') }]
    : [];
  const paragraphs = (desk.view?.paragraphs ?? []).map((row) => ({
    id: `paragraph:${row.id}`,
    title: [paragraphNumber(row.number), row.label].filter(Boolean).join(' '),
    hint: t('palette-paragraph'),
    run: () => desk.stand(row.id),
  }));
  return [...actions, ...issue, ...paragraphs];
}
