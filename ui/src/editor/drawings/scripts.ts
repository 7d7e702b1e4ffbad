/**
 * Which script a character belongs to, as far as the sheet asks: does it run from right to left, has it italics. Pure.
 */

const RTL = /[\u0590-\u05ff\u0600-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]|[\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const LETTER = /\p{L}/u;

/** Whether a character leads from right to left; digits and marks do not. */
export const isRtl = (char: string): boolean => RTL.test(char) && LETTER.test(char);
/** Whether a character leads from left to right. */
export const isLtr = (char: string): boolean => LETTER.test(char) && !RTL.test(char);

/** The direction that the first letter gives; null without letters. */
export function leading(text: string): 'ltr' | 'rtl' | null {
  for (const char of text) {
    if (isLtr(char)) return 'ltr';
    if (isRtl(char)) return 'rtl';
  }
  return null;
}

const UPRIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;

/** Stretches of scripts that have no italics; punctuation between two of them belongs to them. */
export function uprightIn(text: string): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  let at = 0;
  let open = false;
  for (const char of text) {
    const to = at + char.length;
    if (UPRIGHT.test(char)) {
      const last = out.at(-1);
      if (open && last) last.to = to;
      else out.push({ from: at, to });
      open = true;
    } else if (LETTER.test(char)) open = false;
    at = to;
  }
  return out;
}
