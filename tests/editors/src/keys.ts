/**
 * `npm run keys`: what one key costs in the middle of a paper of 300 paragraphs and 90 kB, binding and CRDT, without
 * painting; and 1,000 changes of somebody else that arrive at once. Ours and two peers in one run, turn about, so that
 * whatever else the machine does meets all of them.
 */

import { loadavg } from 'node:os';
import { wordOf, type Editor, type Replica } from './editor';
import { loro } from './loro';
import { settled } from './meet';
import { ours } from './ours';
import { unpainted } from './screen';
import { yjs } from './yjs';

const PARAGRAPHS = 300;
const LETTERS = 300;
const WARM = 100;
const TURNS = 6;
const KEYS_IN_A_TURN = 50;
const BATCHES = 5;
const MARK_KEY = 0.3;
const MARK_BATCH = 100;

const name = (i: number): string => `Paragraph${i}x`;
const paper = Array.from({ length: PARAGRAPHS }, (_, i) => `${name(i)} end${i}x `.padEnd(LETTERS - 1, 'lorem ipsum dolor ').concat('.'));
const load = (): string => loadavg().map((figure) => figure.toFixed(2)).join(' ');
const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
const ms = (time: number): string => `${time.toFixed(3)} ms`;
const middle = { before: `end${PARAGRAPHS / 2}x` };

const textOf = (replica: Replica): string => replica.read().map((block) => block.text).join('\n');

async function keys(replica: Replica, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const begin = performance.now();
    replica.key('etaoin shrdlu'[i % 13]!);
    // What is put off to the end of the task belongs to the key.
    await null;
    times.push(performance.now() - begin);
  }
  return times;
}

/** Ten letters at each of a hundred places, taken up at once by one whose caret stands in the middle. */
async function batch(editor: Editor): Promise<{ time: number; steady: boolean }> {
  const start = editor.start(paper);
  const [a, b] = [editor.open(start, 10), editor.open(start, 20)];
  await settled();
  const began = a.version();
  // Behind a word before which somebody else types.
  b.caret({ after: wordOf(middle) });
  for (let i = 0; i < 100; i++) a.type({ before: `end${i * 3}x` }, 'ten letter');
  await settled();
  const update = a.since(began);
  const before = b.around();
  const begin = performance.now();
  b.take(update);
  const time = performance.now() - begin;
  await settled();
  if (textOf(a) !== textOf(b)) throw new Error(`${editor.name}: not everything has arrived`);
  const steady = b.around() === before;
  a.close();
  b.close();
  return { time, steady };
}

const editors: readonly Editor[] = [ours, yjs(unpainted), loro(unpainted)];
console.log(`load of this machine: ${load()}`);
const open = editors.map((editor) => editor.open(editor.start(paper), 10));
await settled();
for (const replica of open) {
  replica.caret(middle);
  await keys(replica, WARM);
}
const times: number[][] = editors.map(() => []);
for (let turn = 0; turn < TURNS; turn++) {
  for (const [i, replica] of open.entries()) times[i]!.push(...(await keys(replica, KEYS_IN_A_TURN)));
}
for (const [i, replica] of open.entries()) {
  // What was shown has really been written.
  const fresh = editors[i]!.open(replica.snapshot(), 20);
  await settled();
  if (textOf(fresh) !== textOf(replica)) throw new Error(`${editors[i]!.name}: not everything that was typed has been kept`);
  fresh.close();
  replica.close();
}
console.log(`one key in ${PARAGRAPHS} paragraphs, ${Math.round(paper.join('').length / 1000)} kB; ${TURNS * KEYS_IN_A_TURN} keys:`);
for (const [i, editor] of editors.entries()) {
  const sorted = times[i]!.sort((a, b) => a - b);
  const figure = `median ${ms(at(sorted, 0.5))}, p95 ${ms(at(sorted, 0.95))}`;
  if (i === 0) console.log(`  ${at(sorted, 0.5) < MARK_KEY ? 'ok  ' : 'MISS'} ${editor.name}: ${figure} (mark: median under ${MARK_KEY} ms)`);
  else console.log(`       peer: ${editor.name}: ${figure}`);
}
console.log(`load of this machine: ${load()}`);

console.log(`1,000 changes of somebody else in one batch, the middle one of ${BATCHES}:`);
for (const [i, editor] of editors.entries()) {
  const runs: Awaited<ReturnType<typeof batch>>[] = [];
  for (let run = 0; run < BATCHES; run++) runs.push(await batch(editor));
  const time = at(runs.map((run) => run.time).sort((a, b) => a - b), 0.5);
  const steady = runs.every((run) => run.steady);
  const figure = `${time.toFixed(1)} ms, caret ${steady ? 'steady' : 'moved'}`;
  if (i === 0) console.log(`  ${time < MARK_BATCH && steady ? 'ok  ' : 'MISS'} ${editor.name}: ${figure} (mark: under ${MARK_BATCH} ms, caret steady)`);
  else console.log(`       peer: ${editor.name}: ${figure}`);
}
console.log(`load of this machine: ${load()}`);
process.exit(0);
