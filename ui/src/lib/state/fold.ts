/** Folding for finding in lists of the window. (The search over papers folds in Rust, and further.) */

/** Harakat and tatweel go, digits are Western, marks over letters and case do not count. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0670\u0640\u2066-\u2069]/g, '')
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/ى/g, 'ي');
}
