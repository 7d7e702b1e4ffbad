/** The backend of the real window. Nothing else imports `@tauri-apps`. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import { open, save } from '@tauri-apps/plugin-dialog';
import { asFailure, type AppEvent, type Args, type Backend, type CommandName, type Reply } from './index';

const PEER_BYTES = 8;

async function failing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asFailure(error);
  }
}

function bytes(reply: ArrayBuffer | Uint8Array | number[]): Uint8Array {
  if (reply instanceof Uint8Array) return reply;
  return new Uint8Array(reply);
}

export function tauriBackend(): Backend {
  return {
    call<K extends CommandName>(command: K, args: Args<K>) {
      return failing(invoke<Reply<K>>('run', { request: { command, args } }));
    },
    async draftOpen(paper) {
      const all = bytes(await failing(invoke<ArrayBuffer>('draft_open', { paper })));
      const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
      return { peer: view.getBigUint64(0, true), snapshot: all.subarray(PEER_BYTES) };
    },
    async draftPush(paper, update) {
      await failing(invoke('draft_push', update, { headers: { paper } }));
    },
    async draftPull(paper, opening, version) {
      return bytes(await failing(invoke<ArrayBuffer>('draft_pull', version, { headers: { paper, opening: String(opening) } })));
    },
    async draftClose(paper, opening) {
      await failing(invoke('draft_close', { paper, opening: String(opening) }));
    },
    onEvent(listener) {
      let stop: (() => void) | null = null;
      let stopped = false;
      void listen<AppEvent>('qalam', (message) => listener(message.payload)).then((unlisten) => {
        if (stopped) unlisten();
        else stop = unlisten;
      });
      return () => {
        stopped = true;
        stop?.();
      };
    },
    pickFile: (title, filters) => failing(open({ title, filters, multiple: false, directory: false })),
    pickFolder: (title) => failing(open({ title, multiple: false, directory: true })),
    pickSave: (title, defaultPath, filters) => failing(save({ title, defaultPath, filters })),
  };
}
