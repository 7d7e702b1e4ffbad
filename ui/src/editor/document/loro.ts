/**
 * Brings Loro's WebAssembly into the window, once. The file is an asset of the application; compiling it needs
 * `'wasm-unsafe-eval'` in the content security policy and nothing more. It is compiled from bytes, so that it does
 * not matter which type the asset is served as.
 */

import init from 'loro-crdt/web/loro_wasm.js';
import url from 'loro-crdt/web/loro_wasm_bg.wasm?url';

let ready: Promise<void> | null = null;

/** Resolves when drafts can be opened. */
export function loadLoro(): Promise<void> {
  return (ready ??= load().catch((error: unknown) => {
    ready = null;
    throw error;
  }));
}

async function load(): Promise<void> {
  const answer = await fetch(url);
  await init({ module_or_path: await answer.arrayBuffer() });
}
