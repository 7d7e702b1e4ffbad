/** Lets two write apart and meet, in every order, with two more who only receive and one who opens it afresh. */

import type { Block, Editor, Replica } from './editor';
import { judge, worst, type Finding } from './judge';
import { PAPER, type Case } from './table';

/** The bindings show what came a moment later; two turns of the event loop are enough for each of them. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** Errors that a binding throws from a timer, or only prints. */
let strays: string[] = [];
const note = (error: unknown): void => void strays.push(error instanceof Error ? error.message : String(error));

export function catchStrays(): void {
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  console.error = (...what: unknown[]) => note(what[0]);
}

/** The worst of all orders. */
export async function meet(editor: Editor, one: Case): Promise<Finding> {
  const findings: Finding[] = [];
  for (const peers of [[10, 20], [20, 10]] as const) findings.push(await apart(editor, one, peers));
  return worst(findings);
}

async function apart(editor: Editor, one: Case, [low, high]: readonly [number, number]): Promise<Finding> {
  strays = [];
  const all: Replica[] = [];
  const open = (snapshot: Uint8Array, peer: number): Replica => {
    const replica = editor.open(snapshot, peer);
    all.push(replica);
    return replica;
  };
  try {
    const start = editor.start(one.paper ?? PAPER);
    const [a, b, c, d] = [low, high, 30, 40].map((peer) => open(start, peer)) as [Replica, Replica, Replica, Replica];
    await settled();
    const began = a.version();
    const before = b.version();
    one.one(a);
    one.other(b);
    await settled();
    // Taken before anything is exchanged, so that each reads what the other wrote in the order that is meant.
    const [fromA, fromB] = [a.since(began), b.since(before)];
    b.take(fromA);
    a.take(fromB);
    c.take(fromA);
    c.take(fromB);
    d.take(fromB);
    d.take(fromA);
    await settled();
    await calm([a, b, c, d]);
    const fresh = open(a.snapshot(), 50);
    await settled();
    const read = [a, b, c, d, fresh].map((replica) => replica.read());
    const finding = judge(one, read[0]!);
    if (strays.length) return { verdict: 'exception', seen: `${strays[0]!.split('\n')[0]!}; ${finding.seen}` };
    if (!read.every((blocks) => same(blocks, read[0]!))) {
      return { verdict: 'diverged', seen: apartFrom(read) };
    }
    return finding;
  } catch (error) {
    return { verdict: 'exception', seen: error instanceof Error ? error.message.split('\n')[0]! : String(error) };
  } finally {
    for (const replica of all) replica.close();
  }
}

/** Some bindings write when they receive: exchanged until nobody has anything new, or six times. */
async function calm(replicas: readonly Replica[]): Promise<void> {
  for (let round = 0; round < 6; round++) {
    const before = replicas.map((replica) => String(replica.version()));
    for (const from of replicas) for (const to of replicas) if (from !== to) to.take(from.since(to.version()));
    await settled();
    if (replicas.every((replica, i) => String(replica.version()) === before[i])) return;
  }
}

/** Who reads what. */
function apartFrom(read: readonly (readonly Block[])[]): string {
  const names = ['one', 'other', 'a third', 'a fourth', 'opened afresh'];
  const groups = new Map<string, string[]>();
  read.forEach((blocks, i) => {
    const comments = blocks.flatMap((block) => Object.entries(block.comments).map(([name, on]) => `${name} on “${on}”`));
    const seen = [...blocks.map((block) => block.text), ...comments].join(' | ');
    groups.set(seen, [...(groups.get(seen) ?? []), names[i]!]);
  });
  return [...groups].map(([seen, who]) => `${who.join(', ')}: ${seen}`).join('  ≠  ');
}

const same = (a: readonly Block[], b: readonly Block[]): boolean => JSON.stringify(a) === JSON.stringify(b);
