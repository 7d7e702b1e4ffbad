/** What the footer says: never more than the program knows. */
import type { Status } from '../api/Status';
import { NOTHING, type Backend } from '../backend';

export interface Reception {
  /** Delegations that told that they have everything, on every device. */
  received: string[];
  /** The others, with when their last word came (milliseconds since 1970), if one ever did. */
  waiting: { name: string; since: number | null }[];
}

/** Receipts are per device; people think in delegations: a delegation has received when each of its devices said so. */
export function reception(status: Status): Reception {
  const found = new Map<string, { name: string; all: boolean; since: number | null }>();
  for (const member of status.members) {
    const had = found.get(member.delegation_id);
    const all = member.receipt === 'all';
    const since = all ? null : member.last_seen;
    if (!had) {
      found.set(member.delegation_id, { name: member.delegation, all, since });
    } else {
      had.all &&= all;
      if (!all) had.since = had.since === null ? since : since === null ? had.since : Math.min(had.since, since);
    }
  }
  const entries = [...found.values()].sort((a, b) => a.name.localeCompare(b.name));
  return {
    received: entries.filter((one) => one.all).map((one) => one.name),
    waiting: entries.filter((one) => !one.all).map(({ name, since }) => ({ name, since })),
  };
}

export class StatusState {
  value = $state.raw<Status | null>(null);
  readonly reception = $derived(this.value ? reception(this.value) : null);

  constructor(private readonly backend: Backend) {}

  async load(): Promise<void> {
    this.value = await this.backend.call('status', NOTHING);
  }

  clear(): void {
    this.value = null;
  }
}
