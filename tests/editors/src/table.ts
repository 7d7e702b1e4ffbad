/**
 * The table of what must hold when two people of one side write apart and then meet, as cases: what one does, what the
 * other does, and how the paper reads when both have everything. Only what a reader sees decides: where several results
 * are equally good, all are listed.
 */

import type { Block, Hand, Paper } from './editor';

export interface Case {
  name: string;
  one: (hand: Hand) => void;
  other: (hand: Hand) => void;
  /** How the paragraphs may read. */
  wanted: readonly (readonly string[])[];
  /** What must hold besides; says what does not. */
  besides?: (blocks: readonly Block[]) => string | null;
  needs?: readonly (keyof Hand)[];
  paper?: Paper;
}

export interface Row {
  one: string;
  other: string;
  result: string;
  cases: readonly Case[];
}

const P = ['Alpha beta gamma delta.', 'One two three four.', 'Last words stand here.', 'Closing note follows.'] as const;
export const PAPER: Paper = P;
const [A, B, C, D] = P;

const GRID: Paper = [A, [['North', 'South'], ['East', 'West']], C];
const grid = (...rows: string[]): string[] => [A, rows.join('⏎'), C];

/** The paragraph that a word stands in. */
const holding = (blocks: readonly Block[], word: string): Block | undefined => blocks.find((block) => block.text.includes(word));
const wants = (truth: boolean, otherwise: string): string | null => (truth ? null : otherwise);

const joined = `${A}${B}`;

export const TABLE: readonly Row[] = [
  {
    one: 'split a paragraph', other: 'type in its second half', result: 'the words stand in the second half',
    cases: [
      {
        name: 'in the middle of it',
        one: (hand) => hand.split({ before: 'gamma' }),
        other: (hand) => hand.type({ before: 'delta' }, 'amber '),
        wanted: [['Alpha beta', 'gamma amber delta.', B, C, D]],
      },
      {
        name: 'at its end',
        one: (hand) => hand.split({ before: 'gamma' }),
        other: (hand) => hand.type({ after: 'delta.' }, ' Amber.'),
        wanted: [['Alpha beta', 'gamma delta. Amber.', B, C, D]],
      },
    ],
  },
  {
    one: 'split it', other: 'split it elsewhere, or at the same place', result: 'every part once',
    cases: [
      {
        name: 'elsewhere',
        one: (hand) => hand.split({ before: 'beta' }),
        other: (hand) => hand.split({ before: 'gamma' }),
        wanted: [['Alpha', 'beta', 'gamma delta.', B, C, D]],
      },
      {
        name: 'at the same place',
        one: (hand) => hand.split({ before: 'gamma' }),
        other: (hand) => hand.split({ before: 'gamma' }),
        // Two Enters at one place: an empty paragraph between them is as good as none.
        wanted: [['Alpha beta', 'gamma delta.', B, C, D], ['Alpha beta', '', 'gamma delta.', B, C, D]],
      },
    ],
  },
  {
    one: 'join two', other: 'type in, move or restyle either', result: 'joined, the words and the rest stay',
    cases: [
      {
        name: 'type in the first',
        one: (hand) => hand.join('Alpha'),
        other: (hand) => hand.type({ before: 'gamma' }, 'amber '),
        wanted: [[`Alpha beta amber gamma delta.${B}`, C, D]],
      },
      {
        name: 'type in the second',
        one: (hand) => hand.join('Alpha'),
        other: (hand) => hand.type({ before: 'three' }, 'amber '),
        wanted: [[`${A}One two amber three four.`, C, D]],
      },
      {
        name: 'move the first',
        one: (hand) => hand.join('Alpha'),
        other: (hand) => hand.move('Alpha', 'Last'),
        wanted: [[C, joined, D], [joined, C, D]],
      },
      {
        name: 'move the second',
        one: (hand) => hand.join('Alpha'),
        other: (hand) => hand.move('One', 'Last'),
        wanted: [[C, joined, D], [joined, C, D]],
      },
      {
        name: 'make the first a heading',
        one: (hand) => hand.join('Alpha'),
        other: (hand) => hand.restyle('Alpha', 'heading'),
        wanted: [[joined, C, D]],
        besides: (blocks) => wants(holding(blocks, 'Alpha')?.kind === 'heading', 'no heading'),
      },
      {
        name: 'make the second a heading',
        one: (hand) => hand.join('Alpha'),
        other: (hand) => hand.restyle('One', 'heading'),
        wanted: [[joined, C, D]],
      },
    ],
  },
  {
    one: 'make it a heading or list item, turn its direction', other: 'edit it', result: 'both',
    cases: (['heading', 'item', 'right to left'] as const).map((style) => ({
      name: style,
      one: (hand: Hand) => hand.restyle('One', style),
      other: (hand: Hand) => hand.type({ before: 'three' }, 'amber '),
      wanted: [[A, 'One two amber three four.', C, D]],
      besides: (blocks: readonly Block[]) => {
        const block = holding(blocks, 'three');
        return wants(style === 'right to left' ? block?.rtl === true : block?.kind === style, `no ${style}`);
      },
    })),
  },
  {
    one: 'move it', other: 'edit it, split it', result: 'moved as a whole, and edited',
    cases: [
      {
        name: 'type in it',
        one: (hand) => hand.move('Alpha', 'Last'),
        other: (hand) => hand.type({ before: 'gamma' }, 'amber '),
        wanted: [[B, C, 'Alpha beta amber gamma delta.', D]],
      },
      {
        name: 'delete a word of it',
        one: (hand) => hand.move('Alpha', 'Last'),
        other: (hand) => hand.deleteFrom({ before: 'beta' }, { before: 'gamma' }),
        wanted: [[B, C, 'Alpha gamma delta.', D]],
      },
      {
        name: 'make it a heading',
        one: (hand) => hand.move('Alpha', 'Last'),
        other: (hand) => hand.restyle('Alpha', 'heading'),
        wanted: [[B, C, A, D]],
        besides: (blocks) => wants(holding(blocks, 'Alpha')?.kind === 'heading', 'no heading'),
      },
      {
        name: 'split it',
        one: (hand) => hand.move('Alpha', 'Last'),
        other: (hand) => hand.split({ before: 'gamma' }),
        wanted: [[B, C, 'Alpha beta', 'gamma delta.', D]],
      },
    ],
  },
  {
    one: 'delete it', other: 'edit it', result: 'it is there, marked',
    cases: [
      {
        name: 'type in it',
        one: (hand) => hand.remove('One'),
        other: (hand) => hand.type({ before: 'three' }, 'amber '),
        // The peers are not asked for the mark.
        wanted: [[A, 'One two amber three four.', C, D]],
        besides: (blocks) => wants(holding(blocks, 'amber')?.edited !== false, 'not marked'),
      },
    ],
  },
  {
    one: 'delete across three paragraphs', other: 'type in the middle one', result: 'the words stay, in their paragraph',
    cases: [
      {
        name: 'type in the middle one',
        one: (hand) => hand.deleteFrom({ before: 'beta' }, { before: 'stand' }),
        other: (hand) => hand.type({ before: 'three' }, 'amber '),
        // What was typed is in a paragraph of its own, with or without the deleted words around it, before or behind.
        wanted: ['One two amber three four.', 'amber'].flatMap((middle) => [
          ['Alpha stand here.', middle, D],
          [middle, 'Alpha stand here.', D],
          ['Alpha', middle, 'stand here.', D],
        ]),
      },
    ],
  },
  {
    one: 'insert a paragraph', other: 'type at the next one’s start, at the previous one’s end', result: 'each in its own',
    cases: [
      {
        name: 'at the next one’s start',
        one: (hand) => hand.insertBehind('Alpha', 'Fresh.'),
        other: (hand) => hand.type({ before: 'One' }, 'So '),
        wanted: [[A, 'Fresh.', 'So One two three four.', C, D]],
      },
      {
        name: 'at the previous one’s end',
        one: (hand) => hand.insertBehind('Alpha', 'Fresh.'),
        other: (hand) => hand.type({ after: 'delta.' }, ' Amber.'),
        wanted: [['Alpha beta gamma delta. Amber.', 'Fresh.', B, C, D]],
      },
    ],
  },
  {
    one: 'bold or bracket a range, comment on it', other: 'the same on an overlapping one', result: 'all marks, both comments',
    cases: [
      {
        name: 'bold',
        one: (hand) => hand.bold({ before: 'Alpha' }, { after: 'beta' }),
        other: (hand) => hand.bold({ before: 'beta' }, { after: 'gamma' }),
        wanted: [[A, B, C, D]],
        besides: (blocks) => wants(blocks[0]?.bold === 'Alpha beta gamma', `bold is “${blocks[0]?.bold}”`),
      },
      {
        name: 'bracket',
        one: (hand) => hand.bracket({ before: 'Alpha' }, { after: 'beta' }),
        other: (hand) => hand.bracket({ before: 'beta' }, { after: 'gamma' }),
        wanted: [['[Alpha [beta] gamma] delta.', B, C, D]],
        needs: ['bracket'],
      },
      {
        name: 'comment',
        one: (hand) => hand.comment({ before: 'Alpha' }, { after: 'beta' }, 'first'),
        other: (hand) => hand.comment({ before: 'beta' }, { after: 'gamma' }, 'second'),
        wanted: [[A, B, C, D]],
        besides: (blocks) => {
          const { first, second } = blocks[0]?.comments ?? {};
          return wants(first === 'Alpha beta' && second === 'beta gamma', `comments on ${JSON.stringify(blocks[0]?.comments)}`);
        },
        needs: ['comment'],
      },
    ],
  },
  {
    one: 'type at a place', other: 'type at the same place', result: 'both, not interleaved',
    cases: [
      {
        name: 'in the middle of a paragraph',
        one: (hand) => hand.type({ before: 'gamma' }, 'amber '),
        other: (hand) => hand.type({ before: 'gamma' }, 'cobalt '),
        wanted: [['Alpha beta amber cobalt gamma delta.', B, C, D], ['Alpha beta cobalt amber gamma delta.', B, C, D]],
      },
    ],
  },
  {
    one: 'add a table row', other: 'add a column; edit a cell', result: 'a whole table, all texts',
    cases: [
      {
        name: 'add a column',
        paper: GRID,
        one: (hand) => hand.addRow('West', 'Harbour'),
        other: (hand) => hand.addColumn('South', 'Quay'),
        wanted: [grid('North¦South¦Quay', 'East¦West¦', 'Harbour¦¦')],
        needs: ['addRow', 'addColumn'],
      },
      {
        name: 'edit a cell',
        paper: GRID,
        one: (hand) => hand.addRow('North', 'Harbour'),
        other: (hand) => hand.type({ after: 'West' }, ' windy'),
        wanted: [grid('North¦South', 'Harbour¦', 'East¦West windy')],
        needs: ['addRow'],
      },
      {
        name: 'edit a cell beside a new column',
        paper: GRID,
        one: (hand) => hand.addColumn('North', 'Quay'),
        other: (hand) => hand.type({ after: 'West' }, ' windy'),
        wanted: [grid('North¦Quay¦South', 'East¦¦West windy')],
        needs: ['addColumn'],
      },
    ],
  },
  {
    one: 'add a footnote', other: 'edit behind it', result: 'both, in place',
    cases: [
      {
        name: 'type behind it',
        one: (hand) => hand.footnote({ after: 'beta' }, 'Annex'),
        other: (hand) => hand.type({ before: 'delta' }, 'amber '),
        wanted: [['Alpha beta⟦Annex⟧ gamma amber delta.', B, C, D]],
        needs: ['footnote'],
      },
      {
        name: 'delete a word behind it',
        one: (hand) => hand.footnote({ after: 'beta' }, 'Annex'),
        other: (hand) => hand.deleteFrom({ before: 'gamma' }, { before: 'delta' }),
        wanted: [['Alpha beta⟦Annex⟧ delta.', B, C, D]],
        needs: ['footnote'],
      },
    ],
  },
];
