/** The versions that are really installed, read from the packages themselves. */

import { readFileSync } from 'node:fs';

const versionIn = (folder: string, name: string): string => {
  const manifest = readFileSync(new URL(`${folder}/node_modules/${name}/package.json`, import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
};

export const installed = (...names: string[]): string => names.map((name) => `${name} ${versionIn('..', name)}`).join(', ');

/** The same for what the window ships. */
export const shipped = (...names: string[]): string => names.map((name) => `${name} ${versionIn('../../../ui', name)}`).join(', ');
