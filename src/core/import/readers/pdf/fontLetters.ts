import type { PdfDocument, PdfFont } from './document.ts';

/** What fonts draw for letters that the file says they are, by their names without the tag of a subset. */
const drawn: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  // Hindawi sets the letters of Turkish and Polish names that its own font lacks in another.
  ['minionblackadditional', new Map(Object.entries({ B: 'ł', G: 'ş', J: 'ı', L: 'ğ', N: 'ń', w: 'ę' }))],
]);

const lettersOf = ({ name = '' }: PdfFont): ReadonlyMap<string, string> | undefined =>
  drawn.get(name.replace(/^[A-Z]{6}\+/u, '').toLowerCase());

/** A PDF with the letters that its pages show, where its fonts are known to tell others. */
export function withDrawnLetters(document: PdfDocument): PdfDocument {
  const letters = document.fonts.map(lettersOf);
  if (letters.every((one) => one === undefined)) return document;
  const pages = document.pages.map((page) => ({
    ...page,
    items: page.items.map((item) => {
      const own = letters[item.font];
      return own === undefined
        ? item
        : { ...item, text: item.text.replaceAll(/./gu, (letter) => own.get(letter) ?? letter) };
    }),
  }));
  return { ...document, pages };
}
