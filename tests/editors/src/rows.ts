/** `npm run rows`: every row of the table on four editors. Ends with 1 if ours is wrong anywhere. */

import './dom';
import { writeFileSync } from 'node:fs';
import { automerge } from './automerge';
import type { Editor } from './editor';
import type { Finding } from './judge';
import { loro } from './loro';
import { catchStrays, meet } from './meet';
import { ours } from './ours';
import { PAPER, TABLE, type Case } from './table';
import { yjs } from './yjs';

interface Line {
  one: string;
  other: string;
  result: string;
  case: string;
  outcomes: Record<string, { outcome: string; seen: string }>;
}

const EDITORS: readonly Editor[] = [ours, yjs(), loro(), automerge()];

async function outcome(editor: Editor, one: Case): Promise<{ outcome: string; seen: string }> {
  const why = (one.needs ?? []).map((what) => editor.lacks(what)).find((reason) => reason !== null);
  if (why) return { outcome: 'cannot', seen: why };
  const finding: Finding = await meet(editor, one);
  return { outcome: finding.verdict, seen: finding.seen };
}

/** The paper shows as it was written, or nothing that follows means anything. */
async function sound(editor: Editor): Promise<void> {
  const idle: Case = { name: 'nothing', one: () => {}, other: () => {}, wanted: [PAPER as readonly string[]] };
  const { verdict, seen } = await meet(editor, idle);
  if (verdict !== 'right') throw new Error(`${editor.name} does not show the paper that it was given: ${verdict}, ${seen}`);
}

catchStrays();
const lines: Line[] = [];
for (const editor of EDITORS) await sound(editor);
for (const row of TABLE) {
  for (const one of row.cases) {
    const outcomes: Line['outcomes'] = {};
    for (const editor of EDITORS) outcomes[editor.name] = await outcome(editor, one);
    lines.push({ one: row.one, other: row.other, result: row.result, case: one.name, outcomes });
  }
}

const names = EDITORS.map((editor) => editor.name);
const cells = (...texts: string[]): string => `| ${texts.join(' | ')} |`;
console.log(EDITORS.map((editor) => `${editor.name}: ${editor.versions}`).join('\n'));
console.log();
console.log(cells('one does', 'the other does', 'case', ...names));
console.log(cells(...Array<string>(3 + names.length).fill('---')));
for (const line of lines) console.log(cells(line.one, line.other, line.case, ...names.map((name) => line.outcomes[name]!.outcome)));
const count = (name: string, outcome: string): number => lines.filter((line) => line.outcomes[name]!.outcome === outcome).length;
console.log(cells('**right**', '', `of ${lines.length}`, ...names.map((name) => `**${count(name, 'right')}**`)));

console.log('\nWhat was seen where it was not right:');
for (const line of lines) {
  for (const name of names) {
    const { outcome, seen } = line.outcomes[name]!;
    if (outcome !== 'right') console.log(`- ${line.one} | ${line.case}: ${name}, ${outcome}: ${seen}`);
  }
}

const to = process.argv[2];
const json = JSON.stringify({ editors: EDITORS.map(({ name, versions }) => ({ name, versions })), lines }, null, 2);
if (to) writeFileSync(to, json);
else console.log(`\n${json}`);

const wrong = lines.filter((line) => line.outcomes[ours.name]!.outcome !== 'right');
if (wrong.length) console.log(`\nOurs is wrong in ${wrong.length}: ${wrong.map((line) => `${line.one} | ${line.case}`).join('; ')}`);
process.exit(wrong.length ? 1 : 0);
