/** loro-prosemirror over Loro, as its README sets it up. */

import { LoroDoc, VersionVector, type PeerID } from 'loro-crdt';
import { LoroSyncPlugin, LoroUndoPlugin, updateLoroToPmState, type LoroDocType } from 'loro-prosemirror';
import { EditorState } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import type { Editor, Paper, Replica } from './editor';
import { installed } from './installed';
import { schema } from './schema';
import { painted, type OpenScreen } from './screen';
import { SheetHand, docOf } from './sheet';

class LoroReplica extends SheetHand implements Replica {
  private readonly close_: () => void;

  constructor(
    private readonly loro: LoroDocType,
    open: OpenScreen,
  ) {
    // The plugin shows what the document holds a moment after it has got a view.
    const screen = open(EditorState.create({ schema, plugins: [LoroSyncPlugin({ doc: loro }), LoroUndoPlugin({ doc: loro }), tableEditing()] }));
    super(screen);
    this.close_ = () => screen.destroy();
  }

  version = (): Uint8Array => this.loro.oplogVersion().encode();
  since = (version: Uint8Array): Uint8Array => this.loro.export({ mode: 'update', from: VersionVector.decode(version) });
  take = (update: Uint8Array): void => void this.loro.import(update);
  snapshot = (): Uint8Array => this.loro.export({ mode: 'snapshot' });
  close = (): void => this.close_();
}

const fresh = (peer: number): LoroDocType => {
  const loro: LoroDocType = new LoroDoc();
  loro.setPeerId(String(peer) as PeerID);
  return loro;
};

export const loro = (open: OpenScreen = painted): Editor => ({
  name: 'loro-prosemirror',
  versions: installed('loro-prosemirror', 'loro-crdt'),
  lacks: () => null,
  start(paper: Paper): Uint8Array {
    const loro = fresh(1);
    updateLoroToPmState(loro, new Map(), EditorState.create({ doc: docOf(schema, paper) }));
    return loro.export({ mode: 'snapshot' });
  },
  open(snapshot: Uint8Array, peer: number): Replica {
    const loro = fresh(peer);
    loro.import(snapshot);
    return new LoroReplica(loro, open);
  },
});
