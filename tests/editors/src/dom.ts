/** A page for ProseMirror's views. Must be imported before them. */

import { JSDOM } from 'jsdom';

const { window } = new JSDOM('<!doctype html><body></body>', { pretendToBeVisual: true });
const page = window as unknown as Record<string, unknown>;
for (const name of ['window', 'document', 'navigator', 'Node', 'Element', 'HTMLElement', 'Range', 'MutationObserver', 'getSelection', 'getComputedStyle', 'requestAnimationFrame']) {
  Object.defineProperty(globalThis, name, { value: name === 'window' ? window : page[name], configurable: true, writable: true });
}
