/** The working group: its delegations with their badges, its members. */
import type { DelegationInfo } from '../api/DelegationInfo';
import type { GroupInfo } from '../api/GroupInfo';
import { NOTHING, type Backend } from '../backend';

/** The column and the run of text that stand for the Chair's side. */
export const CHAIR = 'chair';

export class GroupState {
  info = $state.raw<GroupInfo | null>(null);

  constructor(private readonly backend: Backend) {}

  async load(): Promise<void> {
    this.info = await this.backend.call('group_show', NOTHING);
  }

  delegation(id: string): DelegationInfo | undefined {
    return this.info?.delegations.find((one) => (id === CHAIR ? one.chair : one.delegation === id));
  }

  name(id: string): string {
    return this.delegation(id)?.name ?? id;
  }

  clear(): void {
    this.info = null;
  }
}
