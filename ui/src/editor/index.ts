/** Writing a draft: everything that a view needs. Knows neither Svelte nor the shell. */

export { Binding } from './binding';
export { Draft, type Hosts, type Spot, type Style, type Undone } from './draft';
export { MARKS, type Direction, type Kind, type MarkName } from './format';
export { loadLoro } from './loro';
export { marking, tellMarking, type BaseParagraph } from './marking';
export { KIND_KEYS, indent, setKind, showSheet, stateOf, toggle, turn, type ScreenOptions, type SheetState } from './screen';
export { Session, type Saving, type Store } from './session';
