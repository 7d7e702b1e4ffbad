/** The papers of the open group. */
import type { PaperInfo } from '../api/PaperInfo';
import { NOTHING, type Backend } from '../backend';

export class PapersState {
  list = $state.raw<PaperInfo[]>([]);
  loaded = $state(false);

  constructor(private readonly backend: Backend) {}

  async load(): Promise<void> {
    this.list = (await this.backend.call('paper_list', NOTHING)).papers;
    this.loaded = true;
  }

  find(paper: string | undefined): PaperInfo | undefined {
    return this.list.find((one) => one.paper === paper);
  }

  clear(): void {
    this.list = [];
    this.loaded = false;
  }
}
