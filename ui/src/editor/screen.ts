/**
 * The sheet on the screen: keys, clipboard, composition. Keys go by their place on the board, so that they are the
 * same on Russian and Arabic layouts.
 */

import { toggleMark } from 'prosemirror-commands';
import { Selection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Binding } from './binding';
import type { Style, Undone } from './draft';
import { KINDS, clampLevel, hasLevel, type Kind, type MarkName } from './format';
import { readTransfer, settle } from './paste';
import { schema } from './schema';

export interface ScreenOptions {
  /** What the sheet is called, for those who hear it. */
  label: string;
  /** What stands on an empty sheet. */
  placeholder: string;
  /** After an undo or redo: something may have been left alone. */
  onUndone?: (done: Undone) => void;
  /** Ctrl+Enter. */
  onSubmit?: () => void;
  /** Escape: the focus may go elsewhere. */
  onLeave?: () => void;
}

/** In the order of their keys, Ctrl+1 to Ctrl+5. */
export const KIND_KEYS: readonly Kind[] = ['heading', 'pp', 'op', 'plain', 'item'];

const COMPOSITION_SETTLES = 60;

/** Puts the sheet into an element. Close it with `destroy`. */
export function showSheet(place: HTMLElement, binding: Binding, options: ScreenOptions): EditorView {
  const view = new EditorView(place, {
    state: binding.state,
    dispatchTransaction: (tr) => binding.dispatch(tr),
    attributes: (state) => {
      const empty = state.doc.childCount === 1 && state.doc.child(0).content.size === 0;
      return {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': options.label,
        spellcheck: 'false',
        ...(empty ? { 'data-placeholder': options.placeholder } : {}),
      };
    },
    handleKeyDown: (_, event) => press(binding, event, options),
    handlePaste: (_, event) => (event.clipboardData ? take(binding, event.clipboardData) : false),
    handleDrop: (shown, event) => {
      const at = shown.posAtCoords({ left: event.clientX, top: event.clientY });
      if (at && event.dataTransfer) {
        setCaret(binding, at.pos);
        take(binding, event.dataTransfer);
      }
      return true;
    },
    handleDOMEvents: {
      // Moving words by dragging would be a deletion and an insertion at places that nobody checked.
      dragstart: (_, event) => (event.preventDefault(), true),
      compositionstart: () => {
        // The browser would delete across paragraphs by itself.
        const { from, to } = binding.selection();
        if (from.index !== to.index) binding.deleteSelection();
        return false;
      },
      compositionend: () => {
        setTimeout(() => view.isDestroyed || view.composing || binding.composed(), COMPOSITION_SETTLES);
        return false;
      },
      beforeinput: (_, event) => {
        if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return false;
        event.preventDefault();
        takeBack(binding, event.inputType === 'historyUndo' ? 'undo' : 'redo', options);
        return true;
      },
    },
  });
  binding.attach({
    get composing() {
      return view.composing;
    },
    updateState: (state) => view.updateState(state),
  });
  return view;
}

function takeBack(binding: Binding, way: 'undo' | 'redo', options: ScreenOptions): void {
  const done = way === 'undo' ? binding.undo() : binding.redo();
  options.onUndone?.(done);
}

function setCaret(binding: Binding, position: number): void {
  const { state } = binding;
  binding.dispatch(state.tr.setSelection(Selection.near(state.doc.resolve(position))));
}

function take(binding: Binding, transfer: DataTransfer): boolean {
  const pasted = readTransfer(transfer);
  if (pasted.length === 0) return true;
  const { from } = binding.selection();
  binding.paste(settle(pasted, binding.draft.views[from.index]?.kind ?? 'plain'));
  return true;
}

function press(binding: Binding, event: KeyboardEvent, options: ScreenOptions): boolean {
  // 229 is a key that an input method has taken; Safari tells so only by it.
  if (event.isComposing || event.keyCode === 229) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey) return pressMod(binding, event, options);
  if (event.altKey && event.shiftKey && (event.code === 'ArrowUp' || event.code === 'ArrowDown')) {
    binding.move(event.code === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (event.altKey) return false;
  switch (event.code) {
    case 'Enter':
    case 'NumpadEnter':
      binding.enter();
      return true;
    case 'Backspace':
      return binding.joinAt(-1);
    case 'Delete':
      return binding.joinAt(1);
    case 'Tab':
      return indent(binding, event.shiftKey ? -1 : 1);
    case 'Escape':
      options.onLeave?.();
      return options.onLeave !== undefined;
    default:
      return false;
  }
}

function pressMod(binding: Binding, event: KeyboardEvent, options: ScreenOptions): boolean {
  const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1];
  if (digit && !event.shiftKey) {
    setKind(binding, KIND_KEYS[Number(digit) - 1]!);
    return true;
  }
  switch (event.code) {
    case 'Enter':
    case 'NumpadEnter':
      options.onSubmit?.();
      return options.onSubmit !== undefined;
    case 'KeyB':
      return event.shiftKey ? false : (toggle(binding, 'bold'), true);
    case 'KeyI':
      return event.shiftKey ? false : (toggle(binding, 'italic'), true);
    case 'KeyU':
      return event.shiftKey ? false : (toggle(binding, 'underline'), true);
    case 'KeyZ':
      takeBack(binding, event.shiftKey ? 'redo' : 'undo', options);
      return true;
    case 'KeyY':
      takeBack(binding, 'redo', options);
      return true;
    case 'KeyX':
      return event.shiftKey ? (turn(binding), true) : false;
    case 'Backspace':
      return binding.joinAt(-1);
    case 'Delete':
      return binding.joinAt(1);
    default:
      return false;
  }
}

// What the toolbar offers too.

export function toggle(binding: Binding, mark: MarkName): void {
  toggleMark(schema.marks[mark]!, { removeWhenPresent: false })(binding.state, (tr) => binding.dispatch(tr));
}

/** Makes the selected paragraphs this kind; those that are it already become plain. */
export function setKind(binding: Binding, kind: Kind): void {
  const now = stateOf(binding);
  const wanted: Kind = now.kind === kind && kind !== 'op' ? 'plain' : kind;
  binding.restyle((view) => ({ kind: wanted, level: hasLevel(wanted) ? clampLevel(view.level) : 0 }));
}

/** A level deeper or higher; says whether the paragraph has levels at all. */
export function indent(binding: Binding, by: -1 | 1): boolean {
  const { kind } = stateOf(binding);
  if (!hasLevel(kind)) return false;
  binding.restyle((view) => (hasLevel(view.kind) ? { level: clampLevel(view.level + by) } : {}));
  return true;
}

/** By its letters, then right to left, then left to right. */
export function turn(binding: Binding): void {
  const { direction } = stateOf(binding);
  const next = direction === null ? 'rtl' : direction === 'rtl' ? 'ltr' : null;
  binding.restyle(() => ({ direction: next }));
}

export interface SheetState extends Style {
  index: number;
  id: string;
  edited: boolean;
  marks: Record<MarkName, boolean>;
  canUndo: boolean;
  canRedo: boolean;
}

/** What a toolbar shows: the paragraph of the caret and the formatting that typing would have. */
export function stateOf(binding: Binding): SheetState {
  const { state, draft } = binding;
  const { $from, empty, from, to } = state.selection;
  const { id, kind, level, direction, edited } = ($from.depth > 0 ? $from.parent : state.doc.child(0)).attrs as Style & { id: string; edited: boolean };
  const stored = state.storedMarks ?? $from.marks();
  const has = (name: MarkName): boolean => {
    const type = schema.marks[name]!;
    return empty ? type.isInSet(stored) !== undefined : state.doc.rangeHasMark(from, to, type);
  };
  const names = Object.keys(schema.marks) as MarkName[];
  return {
    index: $from.index(0),
    id,
    kind: KINDS.includes(kind) ? kind : 'plain',
    level,
    direction,
    edited,
    marks: Object.fromEntries(names.map((name) => [name, has(name)])) as Record<MarkName, boolean>,
    canUndo: draft.canUndo,
    canRedo: draft.canRedo,
  };
}
