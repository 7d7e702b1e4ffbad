/**
 * A file from outside on its way in: read, looked at, placed by hand, submitted.
 *
 * It derives nothing: after every placement the application reads the file again and says what would be proposed.
 */
import type { Failure } from '../../lib/api/Failure';
import type { FileLook } from '../../lib/api/FileLook';
import type { Propose } from '../../lib/api/Propose';
import type { Proposed } from '../../lib/api/Proposed';
import { asFailure, type Backend } from '../../lib/backend';

/** After so long one is told that the file is being read. */
const SLOW = 1000;

export class FileEntry {
  file = $state('');
  /** Name or id of the delegation; empty for one's own side. */
  delegation = $state('');
  reason = $state('');
  look = $state.raw<FileLook | null>(null);
  failure = $state.raw<Failure | null>(null);
  busy = $state(false);
  /** Reading takes long enough to say so. */
  slow = $state(false);
  /** Where hands placed pieces, as the command takes it: `3` → `after:14`. */
  private places = $state.raw<ReadonlyMap<number, string>>(new Map());
  private missing = $state<'stay' | 'delete' | null>(null);
  private asked = 0;

  /** Whether everything has its place and something would be proposed. */
  readonly ready = $derived(
    !this.busy && this.failure === null && this.look !== null && this.look.unplaced.length === 0 && this.look.changes.length > 0,
  );

  constructor(
    private readonly backend: Backend,
    private readonly paper: string,
    /** Whether a delegation must be chosen. */
    readonly named: boolean,
  ) {}

  /** Another file, or another delegation: what was placed by hand belongs to the file. */
  async choose(file: string): Promise<void> {
    if (file !== this.file) {
      this.places = new Map();
      this.missing = null;
      this.look = null;
    }
    this.file = file;
    await this.read();
  }

  async place(piece: number, place: string | null): Promise<void> {
    const places = new Map(this.places);
    if (place === null) places.delete(piece);
    else places.set(piece, place);
    this.places = places;
    await this.read();
  }

  /** What nobody placed is no proposal. */
  async leaveOut(): Promise<void> {
    const places = new Map(this.places);
    for (const one of this.look?.unplaced ?? []) places.set(one.piece, 'none');
    this.places = places;
    await this.read();
  }

  async setMissing(missing: 'stay' | 'delete'): Promise<void> {
    this.missing = missing;
    await this.read();
  }

  async read(): Promise<void> {
    if (this.file.trim() === '' || (this.named && this.delegation === '')) return;
    this.asked += 1;
    const question = this.asked;
    this.busy = true;
    const late = setTimeout(() => (this.slow = question === this.asked), SLOW);
    try {
      const look = await this.backend.call('propose_preview', this.args());
      if (question !== this.asked) return;
      this.look = look;
      this.failure = null;
    } catch (error) {
      if (question === this.asked) this.failure = asFailure(error);
    } finally {
      clearTimeout(late);
      if (question === this.asked) {
        this.busy = false;
        this.slow = false;
      }
    }
  }

  async submit(): Promise<Proposed | null> {
    if (!this.ready || !this.look) return null;
    this.busy = true;
    try {
      return await this.backend.call('propose', { ...this.args(), revision: this.look.revision });
    } catch (error) {
      this.failure = asFailure(error);
      return null;
    } finally {
      this.busy = false;
    }
  }

  private args(): Propose {
    return {
      paper: this.paper,
      from: this.file.trim(),
      delegation: this.delegation || null,
      reason: this.reason.trim() || null,
      place: [...this.places].map(([piece, place]) => `${piece}=${place}`),
      ...(this.missing ? { missing: this.missing } : {}),
    };
  }
}
