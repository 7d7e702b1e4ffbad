/** The schema that a project with y-prosemirror or loro-prosemirror would begin with, and what our table needs besides. */

import { Schema, type NodeSpec } from 'prosemirror-model';
import { marks, nodes } from 'prosemirror-schema-basic';
import { addListNodes } from 'prosemirror-schema-list';
import { tableNodes } from 'prosemirror-tables';

const dir = { dir: { default: null } };

/** As in ProseMirror's own example: an inline node with text of its own. */
const footnote: NodeSpec = { group: 'inline', content: 'text*', inline: true, atom: true, toDOM: () => ['footnote', 0], parseDOM: [{ tag: 'footnote' }] };

const basic = new Schema({
  nodes: {
    ...nodes,
    paragraph: { ...nodes.paragraph, attrs: dir },
    heading: { ...nodes.heading, attrs: { ...nodes.heading.attrs, ...dir } },
  },
}).spec.nodes;

export const schema = new Schema({
  nodes: addListNodes(basic, 'paragraph block*', 'block')
    .append(tableNodes({ tableGroup: 'block', cellContent: 'block+', cellAttributes: {} }))
    .append({ footnote }),
  marks: {
    ...marks,
    // Comments overlap, so the mark does not exclude itself.
    comment: { attrs: { name: {} }, excludes: '', inclusive: false, toDOM: (mark) => ['span', { 'data-comment': mark.attrs['name'] }, 0] },
  },
});
