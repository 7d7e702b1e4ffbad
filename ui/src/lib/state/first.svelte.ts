/**
 * The first steps: from an empty laptop to an open working group, or to the waiting room before one.
 *
 * One per window. Between the steps it holds what must not be lost when a view is drawn anew: the recovery words until
 * they are proved, and which of them are asked for. It keeps no passphrase but that of the practice group.
 */
import type { Failure } from '../api/Failure';
import type { NewVault } from '../api/NewVault';
import { asFailure, NOTHING } from '../backend';
import { ui, type Language } from '../i18n/index.svelte';
import type { App } from './app.svelte';

/** What somebody came for. */
export type Errand = 'found' | 'join';
export type Step = 'doors' | 'practice' | 'passphrase' | 'words' | 'prove' | 'group' | 'invitation' | 'recover';

export interface Founding {
  name: string;
  delegation: string;
  seat: string;
  folder: string;
}

export class FirstSteps {
  step = $state<Step>('doors');
  errand = $state<Errand>('found');
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** The recovery words, until they are proved. */
  made = $state.raw<NewVault | null>(null);
  /** The passphrase of the practice group that this window plays: it protects nothing and is told. */
  practice = $state<string | null>(null);
  private language: Language | null = null;

  constructor(private readonly app: App) {
    app.onEvent((event) => {
      if (event.event !== 'locked') return;
      this.made = null;
      // A locked window shows nothing of the group, its messages neither.
      for (const toast of app.toasts.shown) app.toasts.close(toast.id);
      this.go('doors');
    });
  }

  /** The steps of the errand, for 'step 2 of 4'. */
  get path(): Step[] {
    return ['passphrase', 'words', 'prove', this.errand === 'found' ? 'group' : 'invitation'];
  }

  /** Before there is a vault nothing is kept, so the choice is remembered here until there is one. */
  async speak(language: Language): Promise<void> {
    this.language = language;
    ui.use(language, this.app.settings.value.digits);
    await this.try(async () => {
      await this.app.settings.change({ language });
    });
    ui.use(language, this.app.settings.value.digits);
  }

  go(step: Step): void {
    this.failure = null;
    this.step = step;
  }

  /** Through a door. Who has a vault already goes straight to the group. */
  start(errand: Errand): void {
    this.errand = errand;
    if (this.app.session.stage === 'new') this.go('passphrase');
    else this.go(errand === 'found' ? 'group' : 'invitation');
  }

  async practise(): Promise<void> {
    this.go('practice');
    const done = await this.try(async () => {
      const practice = await this.app.backend.call('practice_start', { folder: null, language: ui.language });
      this.practice = practice.passphrase;
      await this.keepLanguage();
      await this.app.enter();
      this.app.route.go('desk', practice.paper);
    });
    this.step = 'doors';
    if (!done) this.app.toasts.announce(this.failure?.message ?? '');
  }

  async suggest(): Promise<string> {
    let phrase = '';
    await this.try(async () => {
      phrase = (await this.app.backend.call('passphrase_suggest', NOTHING)).passphrase;
    });
    return phrase;
  }

  async makeVault(passphrase: string): Promise<void> {
    await this.try(async () => {
      this.made = await this.app.backend.call('vault_new', { passphrase });
      await this.keepLanguage();
      await this.app.session.load();
      this.go('words');
    });
  }

  /** True when the words were right. */
  async prove(words: string[]): Promise<boolean> {
    return this.try(async () => {
      await this.app.backend.call('vault_prove', { words: words.map((word) => word.trim().toLowerCase()) });
      this.made = null;
      await this.app.session.load();
      if (!this.app.session.open) this.arrive();
    });
  }

  putOff(): void {
    this.arrive();
  }

  async found(group: Founding): Promise<void> {
    await this.try(async () => {
      await this.app.backend.call('group_new', group);
      await this.app.enter();
      this.go('doors');
    });
  }

  async join(file: string, folder: string): Promise<void> {
    await this.try(async () => {
      await this.app.backend.call('group_join', { file, folder });
      await this.app.enter();
      this.go('doors');
    });
  }

  async recover(words: string, folder: string, passphrase: string): Promise<void> {
    await this.try(async () => {
      const typed = words.trim().toLowerCase().split(/\s+/).join(' ');
      await this.app.backend.call('vault_recover', { words: typed, folder, passphrase });
      await this.keepLanguage();
      await this.app.enter();
      this.go('doors');
    });
  }

  async unlock(passphrase: string): Promise<boolean> {
    return this.try(async () => {
      await this.app.session.unlock(passphrase);
      await this.app.settings.load();
      await this.app.enter();
      this.go('doors');
    });
  }

  /** Looks into the folder whether the Chair has admitted us; true when it is so. */
  async look(): Promise<boolean> {
    await this.try(async () => {
      await this.app.backend.call('sync', { restore: false });
      await this.app.enter();
    });
    return this.app.session.open;
  }

  private arrive(): void {
    this.go(this.errand === 'found' ? 'group' : 'invitation');
  }

  private async keepLanguage(): Promise<void> {
    if (this.language) await this.app.settings.change({ language: this.language });
  }

  private async try(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.failure = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.failure = asFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

const made = new WeakMap<App, FirstSteps>();

/** The first steps of this window. */
export function firstSteps(app: App): FirstSteps {
  const found = made.get(app) ?? new FirstSteps(app);
  made.set(app, found);
  return found;
}
