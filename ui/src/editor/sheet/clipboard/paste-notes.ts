/**
 * Which links of a pasted document are the signs of footnotes. Word, LibreOffice, Google Docs and pandoc all write
 * two links that lead to each other: the one that comes first is the sign, the other one begins or ends the note.
 */

import { safeAddress } from '../../document/links';

/** Signs whose note was not copied along are known by what Word and LibreOffice call them. */
export const isWordNote = (href: string): boolean => /#(?:_(?:ftn|edn)\d+|sd(?:footnote|endnote)\d+sym)$/.test(href);

/** A footnote of our own clipboard. */
export const isOwnNote = (element: Element): boolean => element.classList.contains('par');

const BODY = 'div[id], li, aside, dd, p, td';
const MOST = 2000;
/** What holds more links than this is no footnote. */
const MOST_LINKS = 50;

export class Notes {
  /** The elements that hold the notes' words, by name, in the order of their signs. */
  readonly bodies = new Map<string, Element>();
  private readonly names = new Map<Element, string>();
  private readonly backs = new Set<Element>();
  private readonly held = new Map<Element, string>();

  constructor(body: Element | null) {
    if (!body) return;
    body.querySelectorAll('.par[data-kind="note"][data-id]').forEach((element) => {
      const name = element.getAttribute('data-id')!;
      this.bodies.set(name, element);
      this.held.set(element, name);
    });
    const links = [...body.querySelectorAll('a[href*="#"]')].slice(0, MOST * 4);
    const targets = new Map<string, Element>();
    body.querySelectorAll('[id], a[name]').forEach((element) => {
      for (const name of namesOf(element)) if (!targets.has(name)) targets.set(name, element);
    });
    for (const link of links) {
      if (this.bodies.size >= MOST) break;
      if (this.backs.has(link)) continue;
      const target = targets.get(fragment(link));
      const back = target && backOf(target, link);
      if (!target || !back || !isAhead(link, back)) continue;
      this.backs.add(back);
      const holder = back === target ? holderOf(back, body) : target;
      const name = this.held.get(holder) ?? `note ${this.bodies.size}`;
      this.names.set(link, name);
      this.bodies.set(name, holder);
      this.held.set(holder, name);
    }
  }

  /** For reading the notes themselves: their own links back are known, and nothing is a sign. */
  inside(): Notes {
    const out = new Notes(null);
    for (const back of this.backs) out.backs.add(back);
    return out;
  }

  /** The note that a link is the sign of. */
  nameOf(link: Element): string | null {
    return this.names.get(link) ?? null;
  }

  /** Whether a link leads from a note back to its sign. */
  isBack(link: Element): boolean {
    return this.backs.has(link);
  }

  isBody(element: Element): boolean {
    return this.held.has(element);
  }
}

function namesOf(element: Element): string[] {
  return [element.id, element.getAttribute('name') ?? ''].filter(Boolean);
}

/** A link's own names; some pages name the raised figure around it. */
function namesAround(link: Element): Set<string> {
  const out = new Set(namesOf(link));
  const around = link.parentElement;
  if (around && /^(?:SUP|SPAN)$/.test(around.tagName)) for (const name of namesOf(around)) out.add(name);
  return out;
}

function fragment(link: Element): string {
  const href = link.getAttribute('href') ?? '';
  // A link into another document is no footnote; Word may write its own file's name in front.
  if (safeAddress(href)) return '';
  return href.slice(href.indexOf('#') + 1);
}

/** The link at or in `target` that leads back to `link`. */
function backOf(target: Element, link: Element): Element | null {
  const names = namesAround(link);
  const leads = (one: Element): boolean => one !== link && names.has(fragment(one));
  if (target.tagName === 'A' && leads(target)) return target;
  const near = [...target.getElementsByTagName('a')].slice(0, MOST_LINKS);
  return near.find(leads) ?? null;
}

const isAhead = (a: Element, b: Element): boolean => Boolean(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);

/** The element that holds a note's words, found from the link back. */
function holderOf(back: Element, body: Element): Element {
  const named = back.closest('div[id^="ftn"], div[id^="edn"], div[id^="sdfootnote"], div[id^="sdendnote"]');
  if (named && body.contains(named)) return named;
  const near = back.closest(BODY);
  return near && body.contains(near) ? near : back;
}
