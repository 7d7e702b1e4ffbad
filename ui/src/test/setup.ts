/** What jsdom lacks and the window uses. */
import { cleanup } from '@testing-library/svelte';
import { afterEach } from 'vitest';
import { ui } from '../lib/i18n/index.svelte';

Element.prototype.scrollIntoView ??= () => {};

afterEach(() => {
  cleanup();
  ui.use('en', null);
});

ui.use('en', null);
