/** A backend that answers from a script; a command without an answer fails the test that called it. */
import type { AppEvent, Args, Backend, CommandName, Reply } from '../lib/backend';

type Answers = { [K in CommandName]?: (args: Args<K>) => Reply<K> | Promise<Reply<K>> };

export interface Scripted extends Backend {
  /** What was called, in order. */
  calls: { command: CommandName; args: unknown }[];
  /** What the dialogs answer; null is 'closed without choosing'. */
  picks: { file: string | null; folder: string | null; save: string | null };
  answers: Answers;
  emit(event: AppEvent): void;
  last<K extends CommandName>(command: K): Args<K> | undefined;
}

export function scripted(answers: Answers): Scripted {
  const listeners = new Set<(event: AppEvent) => void>();
  const calls: Scripted['calls'] = [];
  const picks: Scripted['picks'] = { file: null, folder: null, save: null };
  const backend: Scripted = {
    calls,
    picks,
    // Where a test says nothing of comments, contributions and earlier copies, there are none.
    answers: {
      contributions: () => ({ contributions: [] }),
      comments: ({ paper, view }) => ({ paper, view: view ?? 'issued', revision: null, may: true, comments: [] }),
      draft_outlook: () => ({ copy: '', current: '', outdated: false, waits: false, from: [], followed: 0, taken: 0, bracketed: 0, to_look: 0, gone: 0, left: [] }),
      // A page is shown the whole desk of the script each time.
      desk_show: async ({ paper }) => ({ state: '', desk: await backend.call('desk', { paper }), order: null }),
      ...answers,
    },
    async call<K extends CommandName>(command: K, args: Args<K>): Promise<Reply<K>> {
      calls.push({ command, args });
      const answer = backend.answers[command] as ((args: Args<K>) => Reply<K> | Promise<Reply<K>>) | undefined;
      if (!answer) throw new Error(`no answer for ${command}`);
      return answer(args);
    },
    draftOpen: () => Promise.reject(new Error('no draft in this script')),
    draftPush: () => Promise.resolve(),
    draftPull: () => Promise.resolve(new Uint8Array()),
    draftClose: () => Promise.resolve(),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    pickFile: () => Promise.resolve(picks.file),
    pickFolder: () => Promise.resolve(picks.folder),
    pickSave: () => Promise.resolve(picks.save),
    emit: (event) => listeners.forEach((listener) => listener(event)),
    last<K extends CommandName>(command: K) {
      return calls.findLast((one) => one.command === command)?.args as Args<K> | undefined;
    },
  };
  return backend;
}
