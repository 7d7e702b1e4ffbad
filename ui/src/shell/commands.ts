/** What the window can do wherever one stands: its keys, and its part of the palette. */
import type { Binding } from '../lib/keys';
import { keyName } from '../lib/keys';
import { t } from '../lib/i18n/index.svelte';
import type { App } from '../lib/state/app.svelte';
import type { PaletteItem } from '../lib/state/chrome.svelte';
import { openPaper } from '../lib/state/reading.svelte';
import { VIEWS, type ViewName } from '../lib/state/route.svelte';

/** The views in the order of the navigation, with Alt and a digit each. */
export function offered(app: App): ViewName[] {
  return VIEWS.filter((view) => app.route.offers(view));
}

export function windowKeys(app: App): Binding[] {
  const toView = VIEWS.map((view, place) => ({
    code: `Digit${place + 1}`,
    alt: true,
    typing: true,
    label: `nav-${view}`,
    when: () => app.route.offers(view),
    run: () => app.route.go(view),
  }));
  return [
    { code: 'KeyK', mod: true, typing: true, label: 'key-palette', run: () => (app.chrome.palette = 'open') },
    { code: '?', label: 'key-list', run: () => (app.chrome.palette = 'keys') },
    { code: 'KeyP', mod: true, typing: true, label: 'key-print', run: () => window.print() },
    { code: 'F11', typing: true, label: 'key-full-screen', run: () => void app.attempt(fullScreen) },
    { code: 'KeyL', mod: true, shift: true, typing: true, label: 'key-lock', run: () => void app.lock() },
    ...toView,
  ];
}

/** Gives the window the whole screen, or takes it back. */
async function fullScreen(): Promise<void> {
  if (document.fullscreenElement) await document.exitFullscreen();
  else await document.documentElement.requestFullscreen();
}

export function windowItems(app: App): PaletteItem[] {
  const views = offered(app).map((view) => ({
    id: `view:${view}`,
    title: t(`nav-${view}`),
    hint: t('palette-view'),
    key: keyName({ code: `Digit${VIEWS.indexOf(view) + 1}`, alt: true }),
    run: () => app.route.go(view),
  }));
  const papers = app.papers.list.map((paper) => ({
    id: `paper:${paper.paper}`,
    title: paper.title,
    hint: paper.symbol,
    run: () => openPaper(app, paper.paper),
  }));
  return [
    ...views,
    ...papers,
    {
      id: 'sync',
      title: t('palette-sync'),
      hint: t('palette-action'),
      run: () => void app.attempt(() => app.backend.call('sync', { restore: false })),
    },
    {
      id: 'print',
      title: t('key-print'),
      hint: t('palette-action'),
      key: keyName({ code: 'KeyP', mod: true }),
      run: () => window.print(),
    },
    {
      id: 'full-screen',
      title: t('key-full-screen'),
      hint: t('palette-action'),
      key: 'F11',
      run: () => void app.attempt(fullScreen),
    },
    {
      id: 'lock',
      title: t('key-lock'),
      hint: t('palette-action'),
      key: keyName({ code: 'KeyL', mod: true, shift: true }),
      run: () => void app.lock(),
    },
    {
      id: 'keys',
      title: t('key-list'),
      hint: t('palette-action'),
      key: '?',
      run: () => (app.chrome.palette = 'keys'),
    },
  ];
}
