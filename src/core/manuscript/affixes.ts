/** What stands before and behind a cited work, in any language. */

export const withoutComma = (text: string): string => text.replace(/^[,:;]?\s+|^[,:;]/, '').trim();

export const spaced = (prefix: string): string =>
  prefix === '' || /\s$/.test(prefix) ? prefix : `${prefix} `;
