/** Writing a draft: everything that a view needs. Knows neither Svelte nor the shell. */

export { Binding } from './binding';
export { countBetween, countBlock } from './count';
export { lineAt, moveBefore, slotAt, type Box } from './dragging';
export { Draft, type Hosts, type Spot, type Style, type Undone } from './draft';
export { comments, commentsAt, layers, placeOf, tellComments, toComment, type Commented } from './comments';
export type { NewTable, Side } from './commands';
export { finding, findingOf, replaceAll, replaceOne, seek, selectedWords, step, type Sought } from './find';
export { CHOICES, MARKS, type Choice, type Direction, type Kind, type MarkName, type Piece, type Sign } from './format';
export { INSERTED, insertInvisible, invisibles, showInvisibles, type InvisibleName } from './invisibles';
export { isolates } from './isolate';
export { addressOf } from './links';
export { loadLoro } from './loro';
export { marking, tellMarking, type BaseParagraph } from './marking';
export { KIND_KEYS, indent, setKind, showSheet, stateOf, toggle, turn, type ScreenOptions, type SheetState } from './screen';
export { structure } from './nodes/drawing';
export type { Delegation, SheetWords } from './nodes/words';
export type { LeftOut } from './paste';
export {
  addAlternative, bracketAt, countBrackets, goToBracket, makeLiteral, putInBrackets, setBehind, settleBracket, type AtBracket,
} from './structure/brackets';
export { structureOf, type Structure } from './structure/context';
export {
  goTo, insertFootnote, insertLink, insertReference, jump, linkAt, setLink, signAt, targets, wordsOf, type AtLink, type Target,
} from './structure/notes';
export {
  MOST_COLUMNS, MOST_ROWS, addColumn, addRow, deleteColumns, deleteRows, deleteTable, insertTable, moveColumn, moveRow, restoreLines,
  setHead, tableAt, widen, type AtTable,
} from './structure/tables';
export type { Bracket, CellView, Settlement, TableView, View } from './view';
export { Session, type Saving, type Store } from './session';
export { upright } from './upright';
