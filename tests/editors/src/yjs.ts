/** y-prosemirror over Yjs, as its README sets it up. */

import { EditorState } from 'prosemirror-state';
import { fixTables, tableEditing } from 'prosemirror-tables';
import { initProseMirrorDoc, prosemirrorToYDoc, ySyncPlugin, yUndoPlugin } from 'y-prosemirror';
import * as Y from 'yjs';
import type { Editor, Paper, Replica } from './editor';
import { installed } from './installed';
import { schema } from './schema';
import { painted, type OpenScreen } from './screen';
import { SheetHand, docOf } from './sheet';

const NAME = 'prosemirror';

class YjsReplica extends SheetHand implements Replica {
  private readonly close_: () => void;

  constructor(
    private readonly ydoc: Y.Doc,
    open: OpenScreen,
  ) {
    const type = ydoc.getXmlFragment(NAME);
    const { doc, mapping } = initProseMirrorDoc(type, schema);
    const screen = open(EditorState.create({ doc, schema, plugins: [ySyncPlugin(type, { mapping }), yUndoPlugin(), tableEditing()] }));
    super(screen);
    // As prosemirror-tables advises for a document that comes from elsewhere.
    const fix = fixTables(screen.state);
    if (fix) screen.dispatch(fix);
    this.close_ = () => screen.destroy();
  }

  version = (): Uint8Array => Y.encodeStateVector(this.ydoc);
  since = (version: Uint8Array): Uint8Array => Y.encodeStateAsUpdate(this.ydoc, version);
  take = (update: Uint8Array): void => Y.applyUpdate(this.ydoc, update);
  snapshot = (): Uint8Array => Y.encodeStateAsUpdate(this.ydoc);

  close(): void {
    this.close_();
    this.ydoc.destroy();
  }
}

export const yjs = (open: OpenScreen = painted): Editor => ({
  name: 'y-prosemirror',
  versions: installed('y-prosemirror', 'yjs'),
  lacks: () => null,
  start(paper: Paper): Uint8Array {
    const ydoc = prosemirrorToYDoc(docOf(schema, paper), NAME);
    return Y.encodeStateAsUpdate(ydoc);
  },
  open(snapshot: Uint8Array, peer: number): Replica {
    const ydoc = new Y.Doc();
    ydoc.clientID = peer;
    Y.applyUpdate(ydoc, snapshot);
    return new YjsReplica(ydoc, open);
  },
});
