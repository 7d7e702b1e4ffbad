/**
 * Looks at what is on the screen as axe does: roles, names, the order of headings, what the keyboard reaches. Colours
 * and sizes do not exist without a screen; contrast is looked at in the real windows.
 */
import axe from 'axe-core';
import { expect } from 'vitest';

/** Rules that need a screen. */
const OFF = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

// jsdom draws nothing and says so loudly; axe asks a canvas whether a word is an icon.
HTMLCanvasElement.prototype.getContext = () => null;

/** Fails with what axe finds, and where. */
export async function expectNothingFor(what: string, root: Element = document.body): Promise<void> {
  document.title ||= 'Qalam';
  const { violations } = await axe.run(root, {
    rules: Object.fromEntries(OFF.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations'],
  });
  const told = violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`));
  expect(told, what).toEqual([]);
}
