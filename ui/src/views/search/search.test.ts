import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import Window from '../../App.svelte';
import type { Hit } from '../../lib/api/Hit';
import type { Hits } from '../../lib/api/Hits';
import { App } from '../../lib/state/app.svelte';
import { reading } from '../../lib/state/reading.svelte';
import { byPaper, pieces, SearchController } from '../../lib/state/search.svelte';
import { openGroup, paper } from '../../test/group';
import { scripted, type Scripted } from '../../test/scripted';

function hit(id: string, paragraph: string, text = 'A competent body.'): Hit {
  return { paper: id, title: `Paper ${id}`, symbol: `WG/${id}`, paragraph, number: '18 bis', text };
}

describe('hits', () => {
  it('stand by paper in the order of the best', () => {
    const groups = byPaper([hit('b', '1'), hit('a', '2'), hit('b', '3')]);
    expect(groups.map((one) => [one.paper, one.hits.length])).toEqual([['b', 2], ['a', 1]]);
  });

  it('show the sought words, folded, and keep every letter of the text', () => {
    const marked = (text: string, query: string) => pieces(text, query).filter((one) => one.hit).map((one) => one.text);
    expect(marked('The competent bodies', 'BODI comp')).toEqual(['competent', 'bodies']);
    expect(marked('تعيّن كل دولة طرف', 'تعين')).toEqual(['تعيّن']);
    expect(marked('في عام ٢٠٢١', '2021')).toEqual(['٢٠٢١']);
    expect(marked('关于信息安全合作的建议', '安全')).toHaveLength(1);
    expect(marked('nothing of it', 'xyz')).toEqual([]);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, query) => {
      expect(pieces(text, query).map((one) => one.text).join('')).toBe(text);
    }));
  });

  it('answer the last question, however late an earlier answer comes', async () => {
    const waiting: ((hits: Hits) => void)[] = [];
    const search = new SearchController(scripted({ search: () => new Promise((resolve) => waiting.push(resolve)) }));
    search.query = 'first';
    const first = search.ask();
    search.query = 'second';
    const second = search.ask();
    waiting[1]?.({ hits: [hit('a', '2')] });
    await second;
    waiting[0]?.({ hits: [hit('a', '1'), hit('a', '3')] });
    await first;
    expect(search.answered).toBe('second');
    expect(search.hits).toHaveLength(1);
    search.query = '  ';
    await search.ask();
    expect(search.hits).toEqual([]);
  });
});

describe('the search', () => {
  let app: App;
  let backend: Scripted;

  async function type(text: string, answer: Hit[]): Promise<HTMLElement> {
    backend = openGroup({
      search: () => ({ hits: answer }),
      paper_list: () => ({ papers: [paper('one', { mine: false }), paper('two', { mine: false })] }),
      paper_show: () => ({ paper: 'two', title: 'Paper two', symbol: 'WG/two', language: 'en', revision: 'r', view: 'issued', paragraphs: [] }),
    });
    app = new App(backend);
    app.route.go('search');
    render(Window, { app });
    const field = await screen.findByRole('combobox');
    await waitFor(() => expect(document.activeElement).toBe(field));
    await fireEvent.input(field, { target: { value: text } });
    return field;
  }

  it('walks the hits with the arrows and opens with Enter', async () => {
    const field = await type('body', [hit('one', 'p1'), hit('two', 'p2')]);
    expect(await screen.findAllByRole('option')).toHaveLength(2);
    expect(screen.getByRole('group', { name: /WG\/two.*Paper two/ }).textContent).toContain('18 bis');
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(screen.getAllByRole('option')[1]?.getAttribute('aria-selected')).toBe('true');
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(reading(app).now).toEqual({ paper: 'two', revision: null, paragraph: 'p2' });
  });

  it('leaves Enter to a composing input method', async () => {
    const field = await type('body', [hit('one', 'p1')]);
    await screen.findByRole('option');
    await fireEvent.keyDown(field, { key: 'Enter', isComposing: true });
    expect(reading(app).now).toBeNull();
  });

  it('says that nothing was found and what may help', async () => {
    await type('nowhere', []);
    expect(await screen.findByRole('heading', { name: 'No paragraph holds these words' })).toBeTruthy();
  });
});
