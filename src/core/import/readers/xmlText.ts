import { type MappedText, MappedTextBuilder } from './text/mappedText.ts';

const entity =
  /&(?:#(?<decimal>\d{1,7})|#x(?<hex>[\da-f]{1,6})|(?<name>amp|lt|gt|quot|apos));|[\s\u00a0\u2000-\u200a\u202f]+/giu;
const names = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Copies the character data from `start` to `end` with its entities decoded and white space as single spaces.
 */
export function copyXmlText(source: string, start: number, end: number, into: MappedTextBuilder): void {
  let from = start;
  for (const found of source.slice(start, end).matchAll(entity)) {
    const at = start + found.index;
    const [token] = found;
    if (token === ' ') continue;
    into.copy(source, from, at);
    into.replace(at, at + token.length, decoded(found.groups ?? {}));
    from = at + token.length;
  }
  into.copy(source, from, end);
}

function decoded({ decimal, hex, name }: Readonly<Record<string, string | undefined>>): string {
  if (name !== undefined) return names.get(name.toLowerCase()) ?? '';
  const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : 32;
  const known = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return known ? String.fromCodePoint(code).replace(/[\u00a0\u2000-\u200a\u202f]/u, ' ') : '\ufffd';
}

/** Single spaces, none at the ends. */
export function tidy(text: MappedText): MappedText {
  if (!/ {2}/.test(text.text)) return text.trim();
  const builder = new MappedTextBuilder();
  let from = 0;
  for (const found of text.text.matchAll(/(?<= ) +/g)) {
    builder.append(text.slice(from, found.index));
    from = found.index + found[0].length;
  }
  builder.append(text.slice(from));
  return builder.build().trim();
}
