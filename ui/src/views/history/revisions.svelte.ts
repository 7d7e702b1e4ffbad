/** A paper's revisions: any two of them side by side, and what brought each word of one. */
import type { Failure } from '../../lib/api/Failure';
import type { OriginView } from '../../lib/api/OriginView';
import type { RevisionDifference } from '../../lib/api/RevisionDifference';
import type { RevisionInfo } from '../../lib/api/RevisionInfo';
import type { RevisionOrigins } from '../../lib/api/RevisionOrigins';
import { asFailure, type Backend } from '../../lib/backend';

/** With what a revision is compared: the one before it, nothing, or another one by its id. */
export type Against = 'before' | 'nothing' | (string & {});

export class RevisionsController {
  difference = $state.raw<RevisionDifference | null>(null);
  origins = $state.raw<RevisionOrigins | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** The revision that is read. */
  revision = $state<string | null>(null);
  against = $state<Against>('before');
  traced = $state(false);
  private asked = 0;
  private left = false;

  constructor(
    private readonly backend: Backend,
    readonly paper: string,
  ) {}

  /** Reads what is to be shown. The latest question's answer counts. */
  async load(revisions: RevisionInfo[]): Promise<void> {
    const to = revisions.find((one) => one.revision === this.revision) ?? revisions.at(-1);
    if (!to) return;
    this.revision = to.revision;
    const asked = ++this.asked;
    const from = this.against === 'before' || this.against === 'nothing' ? null : this.against;
    try {
      const [difference, origins] = await Promise.all([
        this.backend.call('revision_diff', { paper: this.paper, from, to: to.revision }),
        this.traced ? this.backend.call('revision_trace', { paper: this.paper, revision: to.revision, paragraph: null }) : null,
      ]);
      if (this.left || asked !== this.asked) return;
      [this.difference, this.origins, this.failure] = [difference, origins, null];
    } catch (error) {
      if (!this.left && asked === this.asked) this.failure = asFailure(error);
    }
  }

  leave(): void {
    this.left = true;
  }
}

/** What tells origins of one look apart from others: who, and what kind of origin. */
export const looksLike = (origin: OriginView): string =>
  origin.from === 'first' ? 'first' : `${origin.from === 'own' ? 'own' : 'asked'} ${origin.columns.join(' ')}`;
