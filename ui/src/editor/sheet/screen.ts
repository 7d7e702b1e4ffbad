/**
 * The sheet on the screen: keys, clipboard, composition. Keys go by their place on the board, so that they are the
 * same on Russian and Arabic layouts.
 */

import { toggleMark } from 'prosemirror-commands';
import { Selection } from 'prosemirror-state';
import { CellSelection } from 'prosemirror-tables';
import { EditorView } from 'prosemirror-view';
import type { Binding } from './binding';
import { copyOf, pasteInto } from './clipboard/clipboard';
import type { Style, Undone } from '../document/draft';
import { roomOf, type Room } from './edits';
import { CHOICES, MARKS, clampLevel, hasLevel, type Choice, type MarkName } from '../document/format';
import { eraseCluster } from './graphemes';
import { gridViews } from './nodes/grid';
import { signViews } from './nodes/signs';
import type { SheetWords } from './nodes/words';
import { isLeftOut, looksOwn, readTransfer, type LeftOut } from './clipboard/paste';
import { pasteLater, type PastingOptions } from './clipboard/pasting';
import { indexAt } from './places';
import { schema } from './schema';
import { clickStructure, edgeOf, pressStructure } from './structure/keys';

export interface ScreenOptions {
  /** What the sheet is called, for those who hear it. */
  label: string;
  /** What stands on an empty sheet. */
  placeholder: string;
  /** What signs and tables are called. */
  words?: SheetWords;
  /** The paper's language, for the spelling and for those who hear the text. */
  language?: string | undefined;
  /** Whether the system's dictionaries look at the words, where it has some. Asked at each change. */
  spelling?: () => boolean;
  /** After an undo or redo: something may have been left alone. */
  onUndone?: (done: Undone) => void;
  /** Ctrl+Enter. */
  onSubmit?: () => void;
  /** Escape: the focus may go elsewhere. */
  onLeave?: () => void;
  /** Ctrl and a click on a link: its address may be copied. */
  onLink?: (href: string) => void;
  /** Something that was pasted has no place in a paper. */
  onLeftOut?: (left: LeftOut) => void;
  /** Cleans HTML from elsewhere before the page reads it. */
  clean?: PastingOptions['clean'];
  /** What was pasted takes a while. */
  onSlowPaste?: () => void;
  /** What was pasted could not be cleaned: only its plain words came. */
  onPasteFailed?: (error: unknown) => void;
}

/** In the order of their keys, Ctrl+1 to Ctrl+5. */
export const KIND_KEYS: readonly Choice[] = ['heading', 'pp', 'op', 'plain', 'item'];

const COMPOSITION_SETTLES = 60;
const ROOM = { top: 8, right: 8, bottom: 72, left: 8 };

/** Puts the sheet into an element. Close it with `destroy`. */
export function showSheet(place: HTMLElement, binding: Binding, options: ScreenOptions): EditorView {
  const view = new EditorView(place, {
    state: binding.state,
    dispatchTransaction: (tr) => binding.dispatch(tr),
    attributes: (state) => {
      const empty = state.doc.childCount === 1 && state.doc.child(0).content.size === 0;
      return {
        role: 'textbox',
        tabindex: '0',
        'aria-multiline': 'true',
        'aria-label': options.label,
        spellcheck: String(options.spelling?.() ?? false),
        ...(options.language ? { lang: options.language } : {}),
        ...(empty ? { 'data-placeholder': options.placeholder } : {}),
      };
    },
    // What is written shows above the strip at the lower edge.
    scrollThreshold: ROOM,
    scrollMargin: ROOM,
    nodeViews: { ...gridViews(binding, options.words), ...(options.words ? signViews(options.words) : {}) },
    handleKeyDown: (shown, event) => press(binding, event, options, shown),
    handleTextInput: (_, __, ___, text) => {
      const { from, to } = binding.selection();
      if (from.index === to.index && !(binding.state.selection instanceof CellSelection)) return false;
      binding.typeOver(text);
      return true;
    },
    handleClick: (_, __, event) => clickStructure(binding, event, options.onLink),
    handlePaste: (shown, event) => (event.clipboardData ? take(shown, binding, event.clipboardData, options) : false),
    handleDrop: (shown, event) => {
      const at = shown.posAtCoords({ left: event.clientX, top: event.clientY });
      if (at && event.dataTransfer) {
        setCaret(binding, at.pos);
        take(shown, binding, event.dataTransfer, options);
      }
      return true;
    },
    handleDOMEvents: {
      copy: (_, event) => give(binding, event, false),
      cut: (_, event) => give(binding, event, true),
      // Moving words by dragging would be a deletion and an insertion at places that nobody checked.
      // Nor is it the end of a selection of cells, which prosemirror-tables would take it for.
      dragstart: (_, event) => (event.preventDefault(), event.stopPropagation(), true),
      compositionstart: () => {
        // The browser would delete across paragraphs by itself.
        const { from, to } = binding.selection();
        if (from.index !== to.index || binding.state.selection instanceof CellSelection) binding.deleteSelection();
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

function take(view: EditorView, binding: Binding, transfer: DataTransfer, options: ScreenOptions): boolean {
  const told = (left: LeftOut | null): void => void (left && isLeftOut(left) && options.onLeftOut?.(left));
  const html = transfer.getData('text/html');
  const { clean, onSlowPaste: onSlow, onPasteFailed: onFailed } = options;
  if (!clean || !html || looksOwn(html)) {
    told(pasteInto(binding, readTransfer(transfer)));
    return true;
  }
  const pasting: PastingOptions = { clean, onSlow, onFailed, open: () => !view.isDestroyed, composing: () => view.composing };
  void pasteLater(binding, html, transfer.getData('text/plain'), pasting).then(told);
  return true;
}

/** Copy and cut: what stands on the clipboard is made here, so that footnotes come along. */
function give(binding: Binding, event: ClipboardEvent, cut: boolean): boolean {
  const copied = copyOf(binding);
  event.preventDefault();
  if (!copied || !event.clipboardData) return true;
  event.clipboardData.clearData();
  event.clipboardData.setData('text/html', copied.html);
  event.clipboardData.setData('text/plain', copied.text);
  if (cut) {
    binding.cutNotes = new Set(copied.notes);
    binding.deleteSelection(true);
  }
  return true;
}

function press(binding: Binding, event: KeyboardEvent, options: ScreenOptions, view: EditorView): boolean {
  // 229 is a key that an input method has taken; Safari tells so only by it.
  if (event.isComposing || event.keyCode === 229) return false;
  const mod = event.ctrlKey || event.metaKey;
  if (mod && !event.altKey) return pressMod(binding, event, options);
  if (event.altKey && event.shiftKey && (event.code === 'ArrowUp' || event.code === 'ArrowDown')) {
    binding.move(event.code === 'ArrowUp' ? -1 : 1);
    return true;
  }
  if (event.altKey) return false;
  const { edge, turned } = edgeOf(view);
  if (pressStructure(binding, event, edge, turned)) return true;
  switch (event.code) {
    case 'Enter':
    case 'NumpadEnter':
      binding.enter();
      return true;
    case 'Backspace':
      return binding.joinAt(-1) || erase(binding, -1);
    case 'Delete':
      return binding.joinAt(1) || erase(binding, 1);
    case 'Tab':
      return indent(binding, event.shiftKey ? -1 : 1);
    case 'Escape':
      options.onLeave?.();
      return options.onLeave !== undefined;
    default:
      return false;
  }
}

/** Deletes what a reader calls one letter. */
function erase(binding: Binding, way: -1 | 1): boolean {
  const tr = eraseCluster(binding.state, way);
  if (tr) binding.dispatch(tr);
  return tr !== null;
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
export function setKind(binding: Binding, kind: Choice): void {
  const now = stateOf(binding);
  const wanted: Choice = now.kind === kind && kind !== 'op' ? 'plain' : kind;
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

export interface SheetState extends Omit<Style, 'kind'> {
  kind: Choice;
  index: number;
  id: string;
  edited: boolean;
  /** Of a kind that only a newer version knows. */
  locked: boolean;
  room: Room;
  marks: Record<MarkName, boolean>;
  canUndo: boolean;
  canRedo: boolean;
}

/** What a toolbar shows: the paragraph of the caret and the formatting that typing would have. */
export function stateOf(binding: Binding): SheetState {
  const { state, draft } = binding;
  const { $from, empty, ranges } = state.selection;
  const index = indexAt($from);
  const view = draft.views[index];
  const stored = state.storedMarks ?? $from.marks();
  const has = (name: MarkName): boolean => {
    const type = schema.marks[name]!;
    if (empty) return type.isInSet(stored) !== undefined;
    return ranges.some(({ $from: start, $to: end }) => state.doc.rangeHasMark(start.pos, end.pos, type));
  };
  return {
    index,
    id: view?.id ?? '',
    kind: (CHOICES as readonly string[]).includes(view?.kind ?? '') ? (view!.kind as Choice) : 'plain',
    level: view?.level ?? 0,
    direction: view?.direction ?? null,
    edited: (view?.cell ? draft.views[draft.blockOf(index)]?.edited : view?.edited) ?? false,
    locked: view?.locked != null,
    room: view ? roomOf(view) : 'paragraph',
    marks: Object.fromEntries(MARKS.map((name) => [name, has(name)])) as Record<MarkName, boolean>,
    canUndo: draft.canUndo,
    canRedo: draft.canRedo,
  };
}
