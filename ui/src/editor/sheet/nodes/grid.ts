/**
 * A table's rows on the screen, with the widths of its columns and handles between them. The widths are shares of
 * the whole, as in the draft; prosemirror-tables would have them in pixels.
 */

import type { Node } from 'prosemirror-model';
import type { EditorView, NodeView, NodeViewConstructor, ViewMutationRecord } from 'prosemirror-view';
import type { Binding } from '../binding';
import type { TableView } from '../../document/reading/view';
import type { SheetWords } from './words';

type Columns = TableView['columns'];
const NARROWEST = 10;
const WIDEST = 1000;

class GridView implements NodeView {
  readonly dom = document.createElement('div');
  readonly contentDOM = document.createElement('tbody');
  private readonly table = document.createElement('table');
  private readonly group = document.createElement('colgroup');
  private readonly handles = document.createElement('div');
  private stop: (() => void) | null = null;

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly at: () => number | undefined,
    private readonly binding: Binding,
    private readonly words: SheetWords | undefined,
  ) {
    this.dom.className = 'grid';
    this.handles.className = 'handles';
    this.handles.contentEditable = 'false';
    this.handles.setAttribute('aria-hidden', 'true');
    this.handles.addEventListener('pointerdown', (event) => this.grab(event));
    this.table.append(this.group, this.contentDOM);
    this.dom.append(this.table, this.handles);
    this.draw();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const same = node.attrs['columns'] === this.node.attrs['columns'] && node.childCount === this.node.childCount;
    this.node = node;
    if (!same) this.draw();
    return true;
  }

  destroy(): void {
    this.stop?.();
  }

  ignoreMutation(record: ViewMutationRecord): boolean {
    return record.type !== 'selection' && !this.contentDOM.contains(record.target);
  }

  stopEvent(event: Event): boolean {
    return this.handles.contains(event.target as HTMLElement);
  }

  private get columns(): Columns {
    return this.node.attrs['columns'] as Columns;
  }

  private draw(): void {
    const { columns } = this;
    if (this.words) this.table.setAttribute('aria-label', this.words.table(this.node.childCount, columns.length));
    this.group.replaceChildren(
      ...columns.map(({ edited }) => {
        const col = document.createElement('col');
        col.toggleAttribute('data-edited', edited);
        return col;
      }),
    );
    this.handles.replaceChildren(
      ...columns.slice(1).map((_, i) => {
        const handle = document.createElement('span');
        handle.dataset['column'] = String(i);
        return handle;
      }),
    );
    this.measure(columns.map(({ width }) => width));
  }

  private measure(widths: readonly number[]): void {
    const all = widths.reduce((sum, width) => sum + width, 0);
    let before = 0;
    widths.forEach((width, i) => {
      const share = (width / all) * 100;
      before += share;
      (this.group.children[i] as HTMLElement | undefined)?.style.setProperty('inline-size', `${share}%`);
      (this.handles.children[i] as HTMLElement | undefined)?.style.setProperty('inset-inline-start', `${before}%`);
    });
  }

  /** Drags the line between two columns: what one gains the other loses. */
  private grab(event: PointerEvent): void {
    const left = Number((event.target as HTMLElement).dataset['column']);
    const widths = this.columns.map(({ width }) => width);
    if (event.button !== 0 || !(left >= 0) || left + 1 >= widths.length || !this.view.editable) return;
    event.preventDefault();
    const all = widths.reduce((sum, width) => sum + width, 0);
    const whole = this.table.getBoundingClientRect().width || 1;
    const turned = getComputedStyle(this.table).direction === 'rtl' ? -1 : 1;
    const [one, other] = [widths[left]!, widths[left + 1]!];
    const least = Math.max(NARROWEST - one, other - WIDEST);
    const most = Math.min(other - NARROWEST, WIDEST - one);
    const at = (x: number): number[] => {
      const by = Math.round(Math.min(Math.max(((x - event.clientX) * turned * all) / whole, least), Math.max(least, most)));
      return widths.map((width, i) => (i === left ? width + by : i === left + 1 ? width - by : width));
    };
    const move = (moved: PointerEvent): void => this.measure(at(moved.clientX));
    const end = (up: PointerEvent): void => {
      this.stop?.();
      if (up.type === 'pointerup') this.write(left, at(up.clientX));
      else this.measure(widths);
    };
    this.stop = () => {
      this.stop = null;
      removeEventListener('pointermove', move);
      removeEventListener('pointerup', end);
      removeEventListener('pointercancel', end);
    };
    addEventListener('pointermove', move);
    addEventListener('pointerup', end);
    addEventListener('pointercancel', end);
  }

  private write(left: number, widths: readonly number[]): void {
    const at = this.at();
    if (at === undefined) return;
    const table = this.view.state.doc.resolve(at).parent.attrs['id'] as string;
    const { columns } = this;
    this.binding.command((draft) => {
      for (const i of [left, left + 1]) {
        if (columns[i] && widths[i] !== columns[i].width) draft.setWidth(table, columns[i].id, widths[i]!);
      }
    });
  }
}

export function gridViews(binding: Binding, words: SheetWords | undefined): Record<string, NodeViewConstructor> {
  return { grid: (node, view, at) => new GridView(node, view, at, binding, words) };
}
