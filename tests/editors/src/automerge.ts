/** @automerge/prosemirror over Automerge, with its own basic schema and what our table needs besides. */

import { next as A } from '@automerge/automerge';
import { SchemaAdapter, basicSchemaAdapter, init, pmNodeToSpans, type DocHandle, type MappedNodeSpec, type MappedSchemaSpec } from '@automerge/prosemirror';
import type { Schema } from 'prosemirror-model';
import { EditorState } from 'prosemirror-state';
import type { Editor, Hand, Paper, Replica } from './editor';
import { installed } from './installed';
import { painted, type OpenScreen } from './screen';
import { SheetHand, docOf } from './sheet';

const PATH = ['text'];
type Text = { text: string };
type Change = Parameters<DocHandle<Text>['on']>[1];

/** Its basic schema, with a direction, a footnote and a comment. */
function adapter(): SchemaAdapter {
  const spec = basicSchemaAdapter.schema.spec;
  const nodes: Record<string, MappedNodeSpec> = {};
  spec.nodes.forEach((name, node) => {
    if (name !== 'unknownLeaf') nodes[name] = { ...node, attrs: { ...node.attrs } } as MappedNodeSpec;
  });
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  nodes['paragraph'] = {
    ...nodes['paragraph']!,
    attrs: { ...nodes['paragraph']!.attrs, dir: { default: null } },
    automerge: {
      block: 'paragraph',
      attrParsers: {
        fromAutomerge: (block) => ({ dir: text(block.attrs['dir']) }),
        fromProsemirror: (node) => ({ dir: node.attrs['dir'] as string | null }),
      },
    },
  };
  // It has no inline node with text of its own: a footnote's words are an attribute.
  nodes['footnote'] = {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { text: { default: '' } },
    automerge: {
      block: 'footnote',
      isEmbed: true,
      attrParsers: {
        fromAutomerge: (block) => ({ text: text(block.attrs['text']) }),
        fromProsemirror: (node) => ({ text: String(node.attrs['text']) }),
      },
    },
    toDOM: (node) => ['footnote', String(node.attrs['text'])],
    parseDOM: [{ tag: 'footnote' }],
  };
  const marks: MappedSchemaSpec['marks'] = {};
  spec.marks.forEach((name, mark) => {
    if (name !== 'unknownMark') marks[name] = mark;
  });
  marks['comment'] = {
    attrs: { name: {} },
    excludes: '',
    inclusive: false,
    automerge: {
      markName: 'comment',
      parsers: { fromAutomerge: (value) => ({ name: String(value) }), fromProsemirror: (mark) => String(mark.attrs['name']) },
    },
    toDOM: () => ['span', 0],
  };
  return new SchemaAdapter({ nodes, marks });
}

const ADAPTER = adapter();

/** What automerge-repo would hand it, without the repo. */
class Handle {
  private readonly listeners = new Set<Change>();
  constructor(private value: A.Doc<Text>) {}

  doc(): Text {
    return this.value;
  }

  change(work: (doc: Text) => void): void {
    this.run((options) => A.change(this.value, options, work));
  }

  take(update: Uint8Array): void {
    this.run((options) => A.loadIncremental(this.value, update, options));
  }

  private run(work: (options: { patchCallback: A.PatchCallback<Text> }) => A.Doc<Text>): void {
    const seen: Parameters<A.PatchCallback<Text>>[] = [];
    this.value = work({ patchCallback: (...change) => seen.push(change) });
    for (const [patches, patchInfo] of seen) {
      for (const listener of this.listeners) {
        listener({ handle: this as unknown as DocHandle<Text>, doc: this.value, patches, patchInfo });
      }
    }
  }

  on(_: 'change', listener: Change): void {
    this.listeners.add(listener);
  }

  off(_: 'change', listener: Change): void {
    this.listeners.delete(listener);
  }
}

class AutomergeReplica extends SheetHand implements Replica {
  private readonly close_: () => void;

  constructor(
    private readonly handle: Handle,
    open: OpenScreen,
  ) {
    const { pmDoc, plugin } = init(handle as unknown as DocHandle<unknown>, PATH, { schemaAdapter: ADAPTER });
    const screen = open(EditorState.create({ doc: pmDoc, plugins: [plugin] }));
    super(screen, (schema: Schema, words) => schema.nodes['footnote']!.create({ text: words }));
    this.close_ = () => screen.destroy();
  }

  version = (): Uint8Array => new TextEncoder().encode(JSON.stringify(A.getHeads(this.handle.doc())));
  since = (version: Uint8Array): Uint8Array => A.saveSince(this.handle.doc(), JSON.parse(new TextDecoder().decode(version)) as A.Heads);
  take = (update: Uint8Array): void => this.handle.take(update);
  snapshot = (): Uint8Array => A.save(this.handle.doc());
  close = (): void => this.close_();
}

const actor = (peer: number): string => peer.toString(16).padStart(32, '0');

export const automerge = (open: OpenScreen = painted): Editor => ({
  name: '@automerge/prosemirror',
  versions: installed('@automerge/prosemirror', '@automerge/automerge'),
  lacks: (what: keyof Hand) => (what === 'addRow' || what === 'addColumn' ? 'its blocks hold no tables' : null),
  start(paper: Paper): Uint8Array {
    const empty = A.from<Text>({ text: '' }, actor(1));
    const spans = pmNodeToSpans(ADAPTER, docOf(ADAPTER.schema, paper, { isAmgBlock: true }));
    return A.save(A.change(empty, (doc) => A.updateSpans(doc, PATH, spans, ADAPTER.updateSpansConfig())));
  },
  open(snapshot: Uint8Array, peer: number): Replica {
    return new AutomergeReplica(new Handle(A.load<Text>(snapshot, actor(peer))), open);
  },
});
