import { describe, expect, it } from 'vitest';
import { bitOf } from './format';
import { readHtml, readText, settle } from './paste';

const shape = (html: string): string[] => readHtml(html).map((p) => `${p.kind ?? '?'}${p.level || ''}: ${p.pieces.map((x) => (x.marks ? `<${x.marks}>${x.text}</>` : x.text)).join('')}`);

describe('what is pasted', () => {
  it('keeps headings, lists and formatting', () => {
    expect(
      shape('<h2>Title</h2><p>One <b>two</b> <i>three</i><sup>4</sup></p><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>'),
    ).toEqual(['heading2: Title', `?: One <${bitOf('bold')}>two</> <${bitOf('italic')}>three</><${bitOf('superscript')}>4</>`, 'item1: a', 'item1: b', 'item2: c']);
  });

  it('lets nothing else through', () => {
    const html = `<style>p{color:red}</style><script>window.ran=1</script><img src="http://nowhere.example/x.png" onerror="window.ran=1">
      <p onclick="x()">Text<span style="font-weight:700">bold</span><a href="http://nowhere.example"> link</a></p><del>gone</del>
      <iframe src="http://nowhere.example"></iframe><p hidden>unseen</p>`;
    expect(shape(html)).toEqual([`?: Text<${bitOf('bold')}>bold</> link`]);
    expect((window as unknown as { ran?: number }).ran).toBeUndefined();
  });

  it('knows our own paragraphs again, and is not taken in by their likeness', () => {
    const [own] = readHtml('<div class="par" data-id="00000000000000aa" data-kind="op"><p>Two  spaces</p></div>');
    expect(own).toMatchObject({ id: '00000000000000aa', kind: 'op', pieces: [{ text: 'Two  spaces', marks: 0 }] });
    const [odd] = readHtml('<div class="par" data-id="x" data-kind="constructor"><p>a</p><p>b</p></div>');
    expect(odd).toMatchObject({ id: null, kind: null });
  });

  it('reads lines of plain text as paragraphs', () => {
    expect(readText('one\r\n\r\ntwo\n').map((p) => p.pieces[0]?.text)).toEqual(['one', 'two']);
    expect(readText('one word').length).toBe(1);
  });

  it('takes the kind of the place, but never makes more headings', () => {
    expect(settle(readText('a\nb'), 'op').map((p) => p.kind)).toEqual(['op', 'op']);
    expect(settle(readText('a\nb'), 'heading').map((p) => p.kind)).toEqual(['plain', 'plain']);
  });

  it('stops at a bound', () => {
    expect(readHtml('<p>x</p>'.repeat(6000)).length).toBeLessThanOrEqual(5001);
  });
});
