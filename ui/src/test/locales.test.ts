/** Every text is in the catalogues, in both languages; none is in a component. */
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, sources } from '../lib/i18n/catalogue';

const SRC = join(import.meta.dirname, '..');

function messages(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of new FluentResource(source).body) found.set(entry.id, JSON.stringify(entry));
  return found;
}

function variables(entry: string): string[] {
  return [...new Set([...entry.matchAll(/"type":"var","name":"(\w+)"/g)].map((one) => one[1] ?? ''))].sort();
}

function components(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .map((name) => join(folder, name));
}

describe('catalogues', () => {
  it('have the same areas and messages with the same variables in both languages', () => {
    const [english, arabic] = LANGUAGES.map((language) => new Map(sources(language).map((one) => [one.area, one.source])));
    expect([...(arabic?.keys() ?? [])]).toEqual([...(english?.keys() ?? [])]);
    for (const [area, source] of english ?? []) {
      const en = messages(source);
      const ar = messages(arabic?.get(area) ?? '');
      expect([...ar.keys()].sort(), area).toEqual([...en.keys()].sort());
      for (const [id, entry] of en) {
        const there = variables(ar.get(id) ?? '');
        // A count that is written as a word ('one', 'two') may leave the number out, never add one.
        expect(variables(entry), `${area}: ${id}`).toEqual(there);
      }
    }
  });

  it('are read without an error', () => {
    for (const language of LANGUAGES) {
      const bundle = new FluentBundle(language);
      for (const { area, source } of sources(language)) {
        expect(bundle.addResource(new FluentResource(source)), `${language}/${area}`).toEqual([]);
        // The parser skips what it cannot read; a line that looks like a message must have become one.
        const looks = source.split('\n').filter((line) => /^[a-z][\w-]* =/.test(line)).length;
        expect(messages(source).size, `${language}/${area}`).toBe(looks);
      }
    }
  });

  it('hold every key that a component or controller names', () => {
    const known = new Set(LANGUAGES.flatMap((l) => sources(l).flatMap((s) => [...messages(s.source).keys()])));
    const files = [
      ...components(SRC),
      ...readdirSync(SRC, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
        .map((name) => join(SRC, name)),
    ];
    for (const file of files) {
      const source = readFileSync(file, 'utf8');
      const named = [...source.matchAll(/(?<![\w.$])t\('([a-z][\w-]*)'/g)].map((one) => one[1] ?? '');
      expect(named.filter((key) => !known.has(key)), file).toEqual([]);
    }
  });
});

describe('components', () => {
  it('hold no text of their own and no style attribute', () => {
    for (const file of components(SRC)) {
      expect(literals(readFileSync(file, 'utf8')), file).toEqual([]);
    }
  });

  it('use logical properties only', () => {
    const physical = /(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|(?:text-align|float):\s*(?:left|right)|(?<!-)(?:left|right|top|bottom):)/;
    for (const file of components(SRC)) {
      const style = /<style>([\s\S]*)<\/style>/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
      expect(physical.exec(style)?.[0], file).toBeUndefined();
    }
  });
});

const SAID = new Set(['title', 'placeholder', 'aria-label', 'alt', 'label', 'hint', 'text']);
interface Node {
  type?: string;
  name?: string;
  data?: string;
  value?: unknown;
  [key: string]: unknown;
}

/** Words in a template that no catalogue gave: text between tags, and attributes that are read aloud. */
function literals(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node, inScript: boolean): void => {
    if (!inScript && node.type === 'Text' && /\p{L}{2,}/u.test(node.data ?? '')) found.push(String(node.data).trim());
    if (node.type === 'Attribute') {
      if (node.name === 'style') found.push('style=');
      if (!SAID.has(node.name ?? '')) return;
    }
    for (const [key, child] of Object.entries(node)) {
      if (key === 'instance' || key === 'module' || key === 'css' || key === 'metadata') continue;
      for (const one of Array.isArray(child) ? child : [child]) {
        if (one && typeof one === 'object' && 'type' in one) visit(one as Node, inScript);
      }
    }
  };
  visit(parse(source, { modern: true }).fragment as unknown as Node, false);
  return found;
}
