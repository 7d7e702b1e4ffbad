/** What jsdom lacks and the window uses. */
import { cleanup, configure } from '@testing-library/svelte';
import { afterEach } from 'vitest';
import { ui } from '../lib/i18n/index.svelte';

Element.prototype.scrollIntoView ??= () => {};
Element.prototype.scrollBy ??= () => {};
Element.prototype.setPointerCapture ??= () => {};

// A view is loaded when it is first shown; on a busy machine the first load takes its time.
configure({ asyncUtilTimeout: 30_000 });

afterEach(() => {
  cleanup();
  ui.use('en', null);
});

ui.use('en', null);
