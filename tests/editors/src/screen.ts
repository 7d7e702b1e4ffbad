/** Views for the peers: ProseMirror's own, and one that runs the plugins but paints nothing, for figures. */

import { EditorState, type Plugin, type Transaction } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Screen } from './sheet';

export type OpenScreen = (state: EditorState) => Screen & { destroy(): void };

export const painted: OpenScreen = (state) => new EditorView(document.createElement('div'), { state });

/** What the plugins of the bindings ask of a view: state, dispatch, and to be told of each change. */
class Unpainted {
  readonly isDestroyed = false;
  private readonly views: ReturnType<NonNullable<Plugin['spec']['view']>>[] = [];

  constructor(public state: EditorState) {
    for (const plugin of state.plugins) {
      const view = plugin.spec.view?.(this as unknown as EditorView);
      if (view) this.views.push(view);
    }
  }

  dispatch(tr: Transaction): void {
    const before = this.state;
    this.state = before.apply(tr);
    for (const view of this.views) view.update?.(this as unknown as EditorView, before);
  }

  hasFocus(): boolean {
    return false;
  }

  destroy(): void {
    for (const view of this.views) view.destroy?.();
  }
}

export const unpainted: OpenScreen = (state) => new Unpainted(state);
