/** What one has changed is drawn paragraph by paragraph, and comes to the same as if all of it were drawn anew. */
import { afterEach, expect, it } from 'vitest';
import type { EditorView } from 'prosemirror-view';
import { Binding } from '../sheet/binding';
import { showSheet } from '../sheet/screen';
import { Random, idOf, lieFlat, open, select, startWith, type } from '../testing';
import { marking, tellMarking, type BaseParagraph } from './marking';

lieFlat();

let view: EditorView | null = null;

afterEach(() => {
  view?.destroy();
  document.body.textContent = '';
});

const WORDS = ['The first paragraph of them.', 'A second one, with words.', '', 'The fourth has more of them than that.', 'Last of all.'];
const BASE: BaseParagraph[] = [...WORDS.map((text, i) => ({ id: idOf(i + 1), text })), { id: idOf(77), text: 'Gone from the start.' }];

function show(composing: () => boolean = () => false): Binding {
  const binding = new Binding(open(startWith(WORDS), 5), { plugins: [marking(composing)] });
  view = showSheet(document.body.appendChild(document.createElement('div')), binding, { label: 'Text', placeholder: '' });
  binding.dispatch(tellMarking(binding.state, { base: BASE }));
  return binding;
}

/** The sheet as it shows, and as it would if everything were drawn anew. */
function both(binding: Binding): [string, string] {
  const shows = view!.dom.innerHTML;
  binding.dispatch(tellMarking(binding.state, { base: BASE }));
  return [shows, view!.dom.innerHTML];
}

it.each(Array.from({ length: 12 }, (_, i) => i + 1))('comes to the same as drawn anew, seed %i', (seed) => {
  const random = new Random(seed);
  const binding = show();
  for (let n = 0; n < 25; n++) {
    const index = random.below(binding.draft.views.length);
    const offset = random.below(binding.draft.views[index]!.length + 1);
    select(binding, { index, offset });
    const what = random.below(8);
    if (what < 3) type(binding, random.pick(['a', 'new ', 'x']));
    else if (what < 5) binding.draft.deleteWords(index, Math.max(0, offset - 3), offset);
    else if (what === 5) binding.enter();
    else if (what === 6) binding.joinAt(-1);
    else if (binding.draft.views.length > 2) binding.draft.deleteParagraph(index);
    const [shows, anew] = both(binding);
    expect(shows).toBe(anew);
  }
});

it('draws one paragraph at a key stroke', () => {
  const binding = show();
  select(binding, { index: 3, offset: 4 });
  type(binding, 'very ');
  const other = view!.dom.children[3]!.querySelector('ins');
  expect(other?.textContent).toBe('very ');
  select(binding, { index: 0, offset: 4 });
  type(binding, 'very ');
  expect(view!.dom.children[0]!.querySelector('ins')?.textContent).toBe('very ');
  expect(view!.dom.children[3]!.querySelector('ins')).toBe(other);
});

it('waits while a word is being composed, and is right after it', () => {
  let composing = true;
  const binding = show(() => composing);
  select(binding, { index: 0, offset: 4 });
  type(binding, 'xy ');
  expect(view!.dom.querySelector('ins')).toBeNull();
  composing = false;
  select(binding, { index: 4, offset: 0 });
  type(binding, 'z ');
  expect([...view!.dom.querySelectorAll('ins')].map((one) => one.textContent)).toEqual(['xy ', 'z ']);
});
