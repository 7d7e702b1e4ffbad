import { describe, expect, it } from 'vitest';
import { bitOf, type Piece } from '../../document/format';
import { isLeftOut, readHtml, readText, type PastedBlock, type PastedParagraph } from './paste';
import type { PastedTable } from './paste-table';

const line = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ text, marks, link, sign }) => {
      if (sign?.type === 'note') return `{${sign.note}}`;
      if (sign) return `{${sign.type} ${text}}`;
      const words = marks ? `<${marks}>${text}</>` : text;
      return link ? `(${words} ${link})` : words;
    })
    .join('');

const one = (block: PastedBlock): string => {
  if ('rows' in block) {
    const rows = block.rows.map((row) => row.map((cell) => line(cell.pieces)).join('|')).join(' / ');
    return `table${block.head}${block.caption.pieces.length ? ` “${line(block.caption.pieces)}”` : ''}: ${rows}`;
  }
  const { kind, level, direction, pieces } = block;
  return `${kind ?? '?'}${level || ''}${direction ? ` ${direction}` : ''}: ${line(pieces)}`;
};

const shape = (html: string): string[] => readHtml(html).blocks.map(one);
const notes = (html: string): string[] => [...readHtml(html).notes].map(([name, note]) => `${name}: ${line(note.pieces)}`);

describe('what is pasted', () => {
  it('keeps headings, lists and formatting', () => {
    expect(
      shape('<h2>Title</h2><p>One <b>two</b> <i>three</i><sup>4</sup></p><ul><li>a</li><li>b<ol><li>c</li></ol></li></ul>'),
    ).toEqual(['heading2: Title', `?: One <${bitOf('bold')}>two</> <${bitOf('italic')}>three</><${bitOf('superscript')}>4</>`, 'item1: a', 'item1: b', 'item2: c']);
  });

  it('lets nothing else through', () => {
    const html = `<style>p{color:red}</style><script>window.ran=1</script><img src="http://nowhere.example/x.png" onerror="window.ran=1">
      <p onclick="x()">Text<span style="font-weight:700">bold</span><a href="javascript:window.ran=1"> link</a></p><del>gone</del>
      <iframe src="http://nowhere.example"></iframe><p hidden>unseen</p><svg onload="window.ran=1"><text>drawn</text></svg><form><input value="x"></form>`;
    expect(shape(html)).toEqual([`?: Text<${bitOf('bold')}>bold</> link`]);
    expect((window as unknown as { ran?: number }).ran).toBeUndefined();
    expect(readHtml(html).left).toEqual({ pictures: 1, objects: 2, notes: 0, cut: false });
  });

  it('keeps links that may be kept, and no others', () => {
    expect(shape('<p><a href="https://example.org/a">one</a> <a href="mailto:x@example.org">two</a> <a href="file:///c:/x">three</a> <a href="#top">four</a></p>')).toEqual([
      '?: (one https://example.org/a) (two mailto:x@example.org) three four',
    ]);
    expect(shape(`<p><a href="https://example.org/${'x'.repeat(3000)}">long</a></p>`)).toEqual(['?: long']);
  });

  it('takes a direction only where the letters have another', () => {
    expect(shape('<p dir="rtl">نص</p><p dir="rtl">Text</p><p dir="ltr">Text</p><p>A <span dir="rtl">نص</span></p><p style="direction: rtl">12</p>')).toEqual([
      '?: نص', '? rtl: Text', '?: Text', '?: A نص', '? rtl: 12',
    ]);
  });

  it('knows our own paragraphs again, and is not taken in by their likeness', () => {
    const [own] = readHtml('<div class="par" data-id="00000000000000aa" data-kind="op"><p>Two  spaces</p></div>').blocks;
    expect(own).toMatchObject({ id: '00000000000000aa', kind: 'op', pieces: [{ text: 'Two  spaces', marks: 0 }] });
    const [odd] = readHtml('<div class="par" data-id="x" data-kind="constructor"><p>a</p><p>b</p></div>').blocks;
    expect(odd).toMatchObject({ id: null, kind: null });
    expect(shape('<p>a <span data-sign="note" data-of="../x">1</span><span data-sign="literal">words</span></p>')).toEqual(['?: a 1']);
  });

  it('reads lines of plain text as paragraphs', () => {
    expect(readText('one\r\n\r\ntwo\n').blocks.map(one)).toEqual(['?: one', '?: two']);
    expect(readText('one word').blocks.length).toBe(1);
    expect(readText('a\ufffcb\u001ec').blocks.map(one)).toEqual(['?: abc']);
  });
});

describe('from Word', () => {
  // As Word puts it on a clipboard: unquoted attributes, conditional comments, its own elements.
  const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">
    <!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm} --></style></head>
    <body lang=EN-GB><!--StartFragment-->
    <h1>Scope<o:p></o:p></h1>
    <p class=MsoNormal>Each <b style='mso-bidi-font-weight:normal'>Party</b> shall<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span
    class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a> act.<o:p></o:p></p>
    <p class=MsoNormal><o:p>&nbsp;</o:p></p>
    <p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>(a)<span
    style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>first</p>
    <p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>i.</span>second</p>
    <p class=MsoNormal dir=RTL style='text-align:right;direction:rtl;unicode-bidi:embed'><span lang=AR-SA>فقرة</span></p>
    <p class=MsoNormal><!--[if gte vml 1]><v:shape></v:shape><![endif]--><![if !vml]><img width=9 src="file:///C:/x.png"><![endif]></p>
    <!--EndFragment--><div style='mso-element:footnote-list'><br clear=all><hr align=left size=1 width="33%">
    <div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1" title=""><span
    class=MsoFootnoteReference>[1]</span></a> See <i>annex</i>.</p></div></div></body></html>`;

  it('reads paragraphs, lists with their levels, direction and footnotes', () => {
    expect(shape(WORD)).toEqual(['heading1: Scope', `?: Each <1>Party</> shall{note 0} act.`, 'item1: first', 'item2: second', '?: فقرة']);
    expect(notes(WORD)).toEqual([`note 0: See <${bitOf('italic')}>annex</>.`]);
    expect(readHtml(WORD).left).toMatchObject({ pictures: 1, notes: 0 });
  });

  it('says when a footnote was not copied along', () => {
    const { blocks, left } = readHtml('<p>Word<a href="file:///C:/draft.htm#_ftn3" name="_ftnref3">[3]</a> and<a href="#_edn1" name="_ednref1">[i]</a>.</p>');
    expect(blocks.map(one)).toEqual(['?: Word and.']);
    expect(left.notes).toBe(2);
    expect(isLeftOut(left)).toBe(true);
  });

  it('reads tables, with cells that span others', () => {
    const table = `<table class=MsoTableGrid border=1><thead><tr><td width=100><p>A</p></td><td width=300 colspan=1><p>B</p></td></tr></thead>
      <tr><td rowspan=2><p>one</p><p>two</p></td><td>x</td></tr><tr><td>y</td></tr><tr><td colspan=2>wide</td></tr></table>`;
    expect(shape(`<p>before</p>${table}<p>after</p>`)).toEqual(['?: before', 'table1: A|B / one two|x / |y / wide|', '?: after']);
    expect((readHtml(table).blocks[0] as PastedTable).widths).toEqual([50, 150]);
  });
});

describe('from LibreOffice', () => {
  const OFFICE = `<html><body lang="en-US" dir="ltr"><p class="western" style="line-height: 100%">Text<a class="sdfootnoteanc" name="sdfootnote1anc"
    href="#sdfootnote1sym"><sup>1</sup></a> and <span style="font-weight: normal"><b>more</b></span><a class="sdendnoteanc" name="sdendnote1anc" href="#sdendnote1sym"><sup>i</sup></a></p>
    <ol><li><p>one</p></li><ol><li><p>deeper</p></li></ol></ol>
    <table width="100%"><col width="128*"/><tr><th><p>Head</p></th><th><p>Row</p></th></tr><tr><td><p dir="rtl">خلية</p></td><td><p>b<br/>c</p></td></tr></table>
    <div id="sdfootnote1"><p class="sdfootnote-western"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>First note.</p></div>
    <div id="sdendnote1"><p class="sdendnote"><a class="sdendnotesym" name="sdendnote1sym" href="#sdendnote1anc">i</a>End note.</p></div></body></html>`;

  it('reads footnotes, endnotes, lists and tables', () => {
    expect(shape(OFFICE)).toEqual(['?: Text{note 0} and <1>more</>{note 1}', 'item1: one', 'item2: deeper', 'table1: Head|Row / خلية|b c']);
    expect(notes(OFFICE)).toEqual(['note 0: First note.', 'note 1: End note.']);
  });
});

describe('from Google Docs and web pages', () => {
  it('reads formatting that stands in styles, and no bold that is none', () => {
    const html = `<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38"><span style="font-weight:700;font-style:normal;text-decoration:none">Bold</span><span
      style="font-weight:400;font-style:italic;text-decoration:none"> slanted</span><span style="text-decoration:underline"> under</span><span style="vertical-align:super"> up</span></p>
      <ul><li dir="ltr" aria-level="1"><p role="presentation"><span>item</span></p></li></ul></b>`;
    expect(shape(html)).toEqual([
      `?: <${bitOf('bold')}>Bold</><${bitOf('italic')}> slanted</><${bitOf('underline')}> under</><${bitOf('superscript')}> up</>`, 'item1: item',
    ]);
  });

  it('reads footnotes of pages, whichever way they lead to each other', () => {
    const html = `<p>Claim<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>, again<a href="#fn2" id="fnref2" role="doc-noteref"><sup>2</sup></a>.
      <a href="#part">A part</a></p><h2 id="part">Part</h2>
      <ol><li id="cite_note-1"><a href="#cite_ref-1">^</a> Source.</li><li id="fn2"><p>Second.<a href="#fnref2" role="doc-backlink">↩︎</a></p></li></ol>`;
    expect(shape(html)).toEqual(['?: Claim{note 0}, again{note 1}. A part', 'heading2: Part']);
    expect(notes(html)).toEqual(['note 0: Source.', 'note 1: Second.']);
  });

  it('takes a frame of one cell for none, and tables in cells for their words', () => {
    expect(shape('<table><tr><td><p>a</p><p>b</p></td></tr></table>')).toEqual(['?: a', '?: b']);
    expect(shape('<table><tr><td>a<table><tr><td>x</td><td>y</td></tr></table></td><td>b</td></tr></table>')).toEqual(['table0: a x y|b']);
  });
});

describe('bad input', () => {
  it('is bounded: many paragraphs, long words, deep nesting, wide tables', () => {
    const many = readHtml('<p>x</p>'.repeat(6000));
    expect(many.blocks.length).toBeLessThanOrEqual(5001);
    expect(many.left.cut).toBe(true);
    const deep = readHtml(`${'<div>'.repeat(1000)}deep${'</div>'.repeat(1000)}`);
    expect(deep.blocks.map((block) => line((block as PastedParagraph).pieces)).join('')).toContain('deep');
    const wide = readHtml(`<table><tr>${'<td>x</td>'.repeat(500)}</tr><tr><td colspan="1000000" rowspan="1000000">y</td></tr></table>`);
    expect((wide.blocks[0] as PastedTable).rows.map((row) => row.length)).toEqual([60, 60]);
    expect(wide.left.cut).toBe(true);
  });

  it('of five megabytes is read once and cut where it must be', () => {
    const html = `<p style="margin:0"><span style="font-weight:700">${'word '.repeat(200)}</span></p>`.repeat(5000);
    expect(html.length).toBeGreaterThan(5_000_000);
    const { blocks, left } = readHtml(html);
    const length = blocks.reduce((sum, block) => sum + (block as PastedParagraph).pieces.reduce((n, piece) => n + piece.text.length, 0), 0);
    expect(length).toBeLessThanOrEqual(2_000_000);
    expect(left.cut).toBe(true);
  }, 60_000);

  it('that is malformed is read as far as it makes sense', () => {
    for (const html of ['<p><b>a</p></b><td>b', '<table><p>x<tr><td>y', '<<<>>>&&&', '<p dir=>a</p>', '<a href="#x" name="x">self</a>', '\u0000<p>a\ufffcb</p>']) {
      expect(() => readHtml(html)).not.toThrow();
    }
    expect(shape('<a href="#x" name="x">self</a>')).toEqual(['?: self']);
    expect(shape('<p>a\ufffcb\u001e</p>')).toEqual(['?: ab']);
  });
});
