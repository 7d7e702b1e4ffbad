/**
 * The wall between the window and the application: one interface, typed by the generated command list.
 *
 * The window never learns more of the shell than this. A test hands in a scripted one.
 */
import type { Commands } from '../api/Commands';
import type { Failure } from '../api/Failure';

export type CommandName = keyof Commands;
export type Args<K extends CommandName> = Commands[K]['args'];
export type Reply<K extends CommandName> = Commands[K]['reply'];

/** What the shell tells by itself: ids, never state. The window reads again. */
export type AppEvent =
  | { event: 'paper_changed'; paper: string }
  | { event: 'comments_changed'; paper: string }
  | { event: 'standing_changed'; paper: string }
  | { event: 'group_changed' }
  | { event: 'status_changed' }
  | { event: 'locked' };

/** A draft as it was opened: the fresh peer that this opening writes under, and the document. */
export interface OpenedDraft {
  peer: bigint;
  snapshot: Uint8Array;
}

/** A kind of file in a dialog: its name for people, and the endings without dots. */
export interface FileKind {
  name: string;
  extensions: string[];
}

export interface Backend {
  /** Runs one command; rejects with a `Failure`. */
  call<K extends CommandName>(command: K, args: Args<K>): Promise<Reply<K>>;
  draftOpen(paper: string): Promise<OpenedDraft>;
  /** Resolves when the update is on disk. */
  draftPush(paper: string, update: Uint8Array): Promise<void>;
  /** What the authority has for this opening (its peer) beyond `version` (an encoded version vector). */
  draftPull(paper: string, opening: bigint, version: Uint8Array): Promise<Uint8Array>;
  /** This opening is done with. */
  draftClose(paper: string, opening: bigint): Promise<void>;
  /** Listens until the returned function is called. */
  onEvent(listener: (event: AppEvent) => void): () => void;
  pickFile(title: string, kinds: FileKind[]): Promise<string | null>;
  pickFolder(title: string): Promise<string | null>;
  pickSave(title: string, suggestion: string, kinds: FileKind[]): Promise<string | null>;
}

/** For commands without arguments. */
export const NOTHING: Args<'session'> = {};

/** Whether a rejection is one that the application explains. */
export function isFailure(error: unknown): error is Failure {
  return (
    typeof error === 'object' && error !== null && 'code' in error && 'message' in error && 'advice' in error
  );
}

/** Any rejection as a `Failure`, so that it can be shown. */
export function asFailure(error: unknown): Failure {
  if (isFailure(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'window', message, advice: '' };
}
