/**
 * Opens some small drafts that nobody sees. A web view first interprets WebAssembly and compiles what runs often:
 * after this the first draft that somebody opens meets compiled code.
 */

import { Draft } from './draft';
import { loadLoro } from './loro';

const PARAGRAPHS = 40;
const TIMES = 12;

/** Done once for a window, in turns of a few milliseconds. */
export async function warmUp(): Promise<void> {
  await loadLoro();
  let id = 0;
  const hosts = { random: () => (id++).toString(16).padStart(16, '0'), now: () => 0 };
  const sample = Draft.open(null, 1n, hosts);
  sample.together(() => {
    for (let i = 0; i < PARAGRAPHS; i++) {
      const pieces = [{ text: 'The working group ', marks: 0 }, { text: 'recalls', marks: 2 }, { text: ' its mandate.', marks: 0 }];
      sample.insertParagraph(i - 1, { id: hosts.random(), kind: i % 8 ? 'op' : 'heading', level: 0, direction: null, pieces });
    }
  });
  const snapshot = sample.doc.export({ mode: 'snapshot' });
  const version = sample.doc.version();
  sample.together(() => {
    for (let i = 0; i < PARAGRAPHS; i++) {
      sample.deleteWords(i, 0, 3);
      sample.insertText(i, 0, 'This');
    }
  });
  const update = sample.doc.export({ mode: 'update', from: version });
  version.free();
  sample.close();
  for (let time = 0; time < TIMES; time++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    const draft = Draft.open(snapshot, 2n, hosts);
    draft.insertText(draft.views.length - 1, 3, 'a');
    await new Promise((resolve) => setTimeout(resolve, 0));
    draft.import(update);
    void draft.views;
    draft.close();
  }
}
