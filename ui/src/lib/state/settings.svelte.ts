/** Language, digits, theme and zoom: kept by the home, shown by the document. */
import type { Settings } from '../api/Settings';
import { NOTHING, type Backend } from '../backend';
import { ui } from '../i18n/index.svelte';

export class SettingsState {
  value = $state.raw<Settings>({ language: null, theme: null, zoom: 100, digits: null, folder: null });

  constructor(private readonly backend: Backend) {}

  async load(): Promise<void> {
    this.take(await this.backend.call('settings_get', NOTHING));
  }

  async change(change: Partial<Settings>): Promise<void> {
    this.take(await this.backend.call('settings_set', { ...this.value, ...change }));
  }

  private take(value: Settings): void {
    this.value = value;
    ui.use(value.language, value.digits);
    show(value);
  }
}

/** Puts the settings on the document. */
export function show(settings: Settings, root: HTMLElement = document.documentElement): void {
  root.lang = ui.language;
  root.dir = ui.direction;
  if (settings.theme) root.dataset.theme = settings.theme;
  else delete root.dataset.theme;
  root.style.setProperty('--zoom', String(settings.zoom / 100));
}
