/**
 * Writing a draft: everything that a view needs, and the only door to it. Knows neither Svelte nor the shell.
 *
 * `document` is the Loro side and knows no sheet; `sheet` is the ProseMirror side, and holds both together; `drawings`
 * are drawn over a sheet and are in no text; `testing` is for tests alone. `cargo xtask test` keeps these walls.
 */

export type { NewTable } from './document/commands';
export { Draft, type Hosts, type Spot, type Style, type Undone } from './document/draft';
export { CHOICES, MARKS, type Choice, type Direction, type Kind, type MarkName, type Piece, type Sign } from './document/format';
export { addressOf } from './document/links';
export { loadLoro } from './document/loro';
export type { Bracket, CellView, Settlement, TableView, View } from './document/reading/view';
export { Session, type Saving, type Store } from './document/session';
export { warmUp } from './document/warm';

export { Binding } from './sheet/binding';
export type { LeftOut } from './sheet/clipboard/paste';
export { countAhead, countBetween, countBlock } from './sheet/count';
export { lineAt, moveBefore, slotAt, type Box } from './sheet/dragging';
export { structure } from './sheet/nodes/drawing';
export type { Delegation, SheetWords } from './sheet/nodes/words';
export { KIND_KEYS, indent, setKind, showSheet, stateOf, toggle, turn, type ScreenOptions, type SheetState } from './sheet/screen';
export {
  addAlternative, bracketAt, countBrackets, goToBracket, makeLiteral, putInBrackets, setBehind, settleBracket, type AtBracket,
} from './sheet/structure/brackets';
export { structureOf, type Structure } from './sheet/structure/context';
export {
  goTo, insertFootnote, insertLink, insertReference, jump, linkAt, setLink, signAt, targets, wordsOf, type AtLink, type Target,
} from './sheet/structure/notes';
export {
  MOST_COLUMNS, MOST_ROWS, addColumn, addRow, deleteColumns, deleteRows, deleteTable, insertTable, moveColumn, moveRow, restoreLines,
  setHead, tableAt, widen, type AtTable,
} from './sheet/structure/tables';

export { arriving } from './drawings/arriving';
export { comments, commentsAt, layers, placeOf, tellComments, toComment, type Commented } from './drawings/comments';
export { finding, findingOf, replaceAll, replaceOne, seek, selectedWords, step, type Sought } from './drawings/find';
export { INSERTED, insertInvisible, invisibles, showInvisibles, type InvisibleName } from './drawings/invisibles';
export { isolates } from './drawings/isolate';
export { marking, tellMarking, type BaseParagraph } from './drawings/marking';
export { layOut, unrolling } from './drawings/unrolling';
export { upright } from './drawings/upright';
