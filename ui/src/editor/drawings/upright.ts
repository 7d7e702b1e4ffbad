/**
 * No fake italics: Arabic and Chinese have none, so words in italics of these scripts stand upright with another cue.
 * A drawing over the sheet, by stretches, since one paragraph may mix scripts.
 */

import { Decoration } from 'prosemirror-view';
import { drawing, drawingKey, type Block } from '../sheet/blocks';
import { isHan } from '../../lib/state/fold';
import { uprightIn } from './scripts';

const KEY = drawingKey('upright');

export function upright(composing: () => boolean) {
  return drawing({ key: KEY, shown: true, draw, composing });
}

function draw({ node, at }: Block): Decoration[] {
  const out: Decoration[] = [];
  node.forEach((child, offset) => {
    if (!child.isText || !child.marks.some((mark) => mark.type.name === 'italic')) return;
    for (const { from, to } of uprightIn(child.text!)) {
      const way = isHan(child.text!.slice(from)) ? 'dots' : 'line';
      out.push(Decoration.inline(at + offset + from, at + offset + to, { class: `upright ${way}` }));
    }
  });
  return out;
}
