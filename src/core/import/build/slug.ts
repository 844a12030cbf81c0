const plainLetters = new Map(
  Object.entries({ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }),
);
/** Small letters, digits and hyphens. */
export function slugOf(text: string): string {
  const small = text.toLowerCase();
  return /^[a-z0-9]*$/u.test(small) ? small : slugOfSmall(small);
}

const slugOfSmall = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœłđðþı]/gu, (letter) => plainLetters.get(letter) ?? '')
    .replace(/[’']/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
