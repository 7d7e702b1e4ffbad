import './styles/fonts';
import './styles/tokens.css';
import './styles/base.css';
import './styles/forms.css';
import './styles/print.css';
import { mount } from 'svelte';
import Window from './App.svelte';
import { tauriBackend } from './lib/backend/tauri';
import { App } from './lib/state/app.svelte';

const target = document.getElementById('app');
if (target) mount(Window, { target, props: { app: new App(tauriBackend()) } });
