import { describe, expect, it } from 'vitest';
import { count, digits, directionOf, paragraphNumber, t, ui } from './index.svelte';

describe('the interface', () => {
  it('speaks the language that was chosen, and English where a catalogue has a gap', () => {
    expect(t('close')).toBe('Close');
    ui.use('ar', null);
    expect(t('close')).toBe('إغلاق');
    expect(ui.direction).toBe('rtl');
    expect(t('no-such-key')).toBe('no-such-key');
  });

  it('writes Arabic digits in Arabic unless Latin ones were chosen', () => {
    ui.use('ar', null);
    expect(count(31)).toBe('٣١');
    expect(digits('Rev.1')).toBe('Rev.١');
    expect(t('footer-received', { received: 6, all: 8 })).toContain('٦');
    ui.use('ar', 'latn');
    expect(count(31)).toBe('31');
    expect(t('footer-received', { received: 6, all: 8 })).toContain('6');
  });

  it('reads a paragraph number as the reader says it', () => {
    expect(paragraphNumber('18 bis')).toBe('18 bis');
    ui.use('ar', null);
    expect(paragraphNumber('18 bis')).toBe('١٨ مكررا');
    expect(paragraphNumber('7')).toBe('٧');
    expect(paragraphNumber('')).toBe('');
  });

  it('isolates what it puts into a sentence', () => {
    expect(t('footer-waiting', { names: 'B' })).toBe('waiting for \u2068B\u2069');
  });

  it('knows which way a language runs', () => {
    expect(['ar', 'ar-EG', 'ur', 'en', 'ru', 'zh'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'ltr', 'ltr', 'ltr']);
  });
});
