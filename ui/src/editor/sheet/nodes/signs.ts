/**
 * Footnote signs, references and brackets on the screen. Each is one place wide; the caret stands before or behind it.
 * What they say and show is read from the node and the catalogue; nothing is kept here.
 */

import type { Node } from 'prosemirror-model';
import type { Decoration, NodeView, NodeViewConstructor } from 'prosemirror-view';
import type { SheetWords } from './words';

const MOST_BADGES = 4;
const COLOURS = 8;
const SHAPES = ['square', 'round', 'cut'];

abstract class SignView implements NodeView {
  readonly dom = document.createElement('span');

  constructor(
    protected node: Node,
    protected readonly words: SheetWords,
    className: string,
  ) {
    this.dom.className = `sign ${className}`;
  }

  update(node: Node, decorations: readonly Decoration[]): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw(decorations.some((one) => (one.spec as { flagged?: boolean }).flagged === true));
    return true;
  }

  protected abstract draw(flagged: boolean): void;

  protected say(label: string): void {
    this.dom.setAttribute('aria-label', label);
    this.dom.title = label;
  }

  ignoreMutation(): boolean {
    return true;
  }
}

class FootnoteView extends SignView {
  constructor(node: Node, words: SheetWords) {
    super(node, words, 'note-sign');
    // A noteref would be the word, but only an anchor may be one, and nothing here is followed.
    this.dom.setAttribute('role', 'link');
    this.draw();
  }

  protected draw(): void {
    const number = this.node.attrs['number'] as string;
    const raised = document.createElement('sup');
    raised.textContent = number || '?';
    this.dom.replaceChildren(raised);
    this.say(this.words.footnote(number));
  }
}

class ReferenceView extends SignView {
  constructor(node: Node, words: SheetWords) {
    super(node, words, 'ref-sign');
    this.dom.setAttribute('role', 'link');
    this.draw();
  }

  protected draw(): void {
    const number = this.node.attrs['number'] as string | null;
    this.dom.toggleAttribute('data-gone', number === null);
    const shown = document.createElement(number === null ? 's' : 'bdi');
    shown.textContent = number ?? '¶';
    this.dom.replaceChildren(shown);
    this.say(this.words.reference(number));
  }
}

class BracketView extends SignView {
  constructor(node: Node, words: SheetWords, decorations: readonly Decoration[]) {
    super(node, words, 'bracket-sign');
    this.dom.setAttribute('role', 'img');
    this.update(node, decorations);
  }

  protected draw(flagged: boolean): void {
    const open = this.node.attrs['open'] as boolean;
    const behind = (this.node.attrs['behind'] as string).split(' ').filter(Boolean);
    const known = behind.map((id) => this.words.delegation(id)).filter((one) => one !== null);
    const who = known.sort((a, b) => this.words.order(a.name, b.name));
    this.dom.dataset['side'] = open ? 'open' : 'close';
    const label = this.words.bracket(open, who.map(({ name }) => name));
    this.say(flagged ? `${label}. ${this.words.flagged}` : label);
    const sign = document.createElement('span');
    sign.textContent = open ? '[' : ']';
    const badges = who.slice(0, MOST_BADGES).map(({ badge, colour }) => {
      const mark = document.createElement('span');
      mark.className = `who ${SHAPES[Math.floor(colour / COLOURS) % SHAPES.length] ?? 'square'}`;
      mark.dataset['colour'] = String(colour % COLOURS);
      mark.textContent = badge;
      return mark;
    });
    if (who.length > MOST_BADGES) {
      const more = document.createElement('span');
      more.className = 'who';
      more.textContent = `+${who.length - MOST_BADGES}`;
      badges.push(more);
    }
    this.dom.replaceChildren(sign, ...badges);
  }
}

/** The views of all signs. */
export function signViews(words: SheetWords): Record<string, NodeViewConstructor> {
  return {
    footnote: (node) => new FootnoteView(node, words),
    reference: (node) => new ReferenceView(node, words),
    bracket: (node, _view, _at, decorations) => new BracketView(node, words, decorations),
  };
}
