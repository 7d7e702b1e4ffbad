/**
 * The keyboard. Keys are told by their place on the board (`event.code`), so that J is J on a Russian or an Arabic
 * layout; they are off while somebody types.
 *
 * A scope is a set of bindings that a view or a dialog puts on top and takes away again. A modal scope hides what
 * lies under it, all but the bindings marked `always`.
 */

export interface Binding {
  /** `KeyboardEvent.code`, for example `KeyJ`; or `?` for whatever key writes a question mark. */
  code: string;
  mod?: boolean;
  shift?: boolean;
  alt?: boolean;
  /** Works while typing too; without it a binding without `mod` never fires in a field, nor does Ctrl+Z. */
  typing?: boolean;
  /** Works under a modal scope too. */
  always?: boolean;
  /** Whether holding the key down repeats it. */
  repeat?: boolean;
  /** Message key of what it does, for the list of keys; none leaves it out of the list. */
  label?: string;
  when?: () => boolean;
  run: () => void;
}

export interface Scope {
  /** Message key of the scope's name in the list of keys. */
  title: string;
  modal?: boolean;
  bindings: Binding[];
}

type Pressed = Pick<
  KeyboardEvent,
  'code' | 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'repeat' | 'target' | 'isComposing' | 'preventDefault'
> & { defaultPrevented?: boolean };

const FIELD = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], .ProseMirror';
/** What Enter and the space bar operate by themselves, unless it says that Enter is meant for the view. */
const OPERATED = 'button, a[href], summary, [role="option"], [role="tab"]';

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(FIELD) !== null && !isPressedOnly(target);
}

/** Check boxes and the like are inputs, but nobody types into them. */
function isPressedOnly(target: Element): boolean {
  return target instanceof HTMLInputElement && ['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

function operatesItself(event: Pressed): boolean {
  if (event.code !== 'Enter' && event.code !== 'Space' && event.code !== 'NumpadEnter') return false;
  // With Ctrl it is a command of the view, wherever the focus is.
  if (event.ctrlKey || event.metaKey) return false;
  const operated = event.target instanceof Element ? event.target.closest(OPERATED) : null;
  return operated !== null && !operated.hasAttribute('data-enter-through');
}

function matches(binding: Binding, event: Pressed): boolean {
  if (binding.code === '?') {
    return event.key === '?' || event.key === '؟' || (event.code === 'Slash' && event.shiftKey && !event.ctrlKey);
  }
  const mod = event.ctrlKey || event.metaKey;
  return (
    binding.code === onTheBoard(event.code) &&
    (binding.mod ?? false) === mod &&
    (binding.shift ?? false) === event.shiftKey &&
    (binding.alt ?? false) === event.altKey
  );
}

/** The number pad's digits and Enter count as those of the board. */
function onTheBoard(code: string): string {
  return code === 'NumpadEnter' ? 'Enter' : code.replace(/^Numpad(?=\d)/, 'Digit');
}

export class Keyboard {
  private scopes: Scope[] = [];

  /** Puts a scope on top; the returned function takes it away. */
  push(scope: Scope): () => void {
    this.scopes = [...this.scopes, scope];
    return () => {
      this.scopes = this.scopes.filter((one) => one !== scope);
    };
  }

  /** The scopes that count now, the topmost first. */
  active(): Scope[] {
    const found: Scope[] = [];
    for (const scope of this.scopes.toReversed()) {
      found.push(scope);
      if (scope.modal) break;
    }
    return found;
  }

  /** All scopes, for the list of keys. */
  all(): readonly Scope[] {
    return this.scopes;
  }

  /** Runs what the key is bound to; whether something was. */
  handle(event: Pressed): boolean {
    if (event.isComposing || event.defaultPrevented) return false;
    const binding = this.find(event);
    if (!binding) return false;
    event.preventDefault();
    binding.run();
    return true;
  }

  private find(event: Pressed): Binding | undefined {
    const typing = isField(event.target);
    if (!typing && operatesItself(event)) return undefined;
    const active = new Set(this.active());
    for (const scope of this.scopes.toReversed()) {
      for (const binding of scope.bindings) {
        if (!active.has(scope) && !binding.always) continue;
        if (typing && !binding.typing) continue;
        if (event.repeat && !binding.repeat) continue;
        if (matches(binding, event) && (binding.when?.() ?? true)) return binding;
      }
    }
    return undefined;
  }
}

/** The key as it stands on a button: `Ctrl+K`, `J`, `1`. */
export function keyName(binding: Pick<Binding, 'code' | 'mod' | 'shift' | 'alt'>): string {
  const names: Record<string, string> = {
    Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Slash: '/', Comma: ',', Equal: '+', Minus: '−',
    BracketLeft: '[', BracketRight: ']',
  };
  const last = names[binding.code] ?? binding.code.replace(/^(Key|Digit)/, '');
  return [binding.mod ? 'Ctrl' : '', binding.alt ? 'Alt' : '', binding.shift ? 'Shift' : '', last]
    .filter(Boolean)
    .join('+');
}
