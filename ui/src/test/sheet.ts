/** The whole window in front of a stage's paper, and keys pressed in it. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import Window from '../App.svelte';
import { App } from '../lib/state/app.svelte';
import { PAPER } from './desk';
import type { Stage } from './stage';

/** Shows the drafting view; its sheet may not be there yet. */
export function showDraft(on: Stage): App {
  const app = new App(on.backend);
  app.route.go('write', PAPER);
  render(Window, { app });
  return app;
}

/** Shows the drafting view and waits for the sheet. */
export async function openSheet(on: Stage): Promise<{ app: App; sheet: HTMLElement }> {
  const app = showDraft(on);
  return { app, sheet: await screen.findByRole('textbox', { name: /Text of the paper|نص الورقة/ }) };
}

export async function press(target: Element, code: string, more: KeyboardEventInit = {}): Promise<void> {
  await fireEvent.keyDown(target, { code, key: code, ...more });
}
