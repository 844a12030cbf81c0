import type { Name } from '../types.ts';
import { nameInParts } from './values.ts';

/** Characters that mean something to TeX or BibTeX. Braces would have to balance, so they are commands. */
const commands = new Map([
  ['\\', '\\textbackslash{}'],
  ['{', '\\textbraceleft{}'],
  ['}', '\\textbraceright{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['`', '\\textasciigrave{}'],
  ['\u00A0', '~'],
  ['–', '--'],
  ['—', '---'],
]);

/**
 * Plain text as LaTeX prints it. Letters stay as they are, in UTF-8; hyphens in a row do not become dashes.
 */
export const latexText = (plain: string): string =>
  plain.replace(
    /[&%$#_\\{}~^`\u00A0–—]|-{2,}/g,
    (found) => commands.get(found) ?? (found.startsWith('-') ? found.split('').join('{}') : `\\${found}`),
  );

/**
 * For fields that TeX does not read: an address, an identifier. What would end the field is percent-encoded.
 */
export const verbatim = (plain: string): string =>
  plain.replace(/[{}\\\s]/g, (character) => encodeURIComponent(character));

/**
 * Braces around words with capitals behind their first letter, which styles would put in lower case: {NMDA}.
 */
export const protectedTitle = (title: string): string =>
  title
    .split(/([\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*)/u)
    .map((piece) => (/.\p{Lu}/u.test(piece) ? `{${latexText(piece)}}` : latexText(piece)))
    .join('');

export function bibtexNames(names: readonly Name[], others: boolean): string {
  const list = names.map(bibtexName).filter((name) => name !== '');
  return [...list, ...(others ? ['others'] : [])].join(' and ');
}

function bibtexName(name: Name): string {
  const { given, suffix, literal } = nameInParts(name);
  if (literal !== undefined) return wholeName(literal);
  const { family } = nameInParts({ family: name.family ?? '' });
  const particles = nameInParts({ ...name, family: '', given: '', suffix: '' }).family;
  if (family === '' || (given === '' && suffix !== ''))
    return wholeName([particles, family, given, suffix].filter((part) => part !== '').join(' '));
  if (given === '' && particles === '') return isPlainWord(family) ? latexText(family) : wholeName(family);
  // A family name of its own that begins in lower case would be read as a particle.
  const head = particles === '' && /^\p{Ll}/u.test(family) ? `{${latexText(family)}}` : part(family);
  const whole = particles === '' ? head : `${latexText(particles)} ${head}`;
  return [whole, ...(suffix === '' ? [] : [part(suffix)]), part(given)]
    .filter((text) => text !== '')
    .join(', ');
}

/** One pair of braces around everything; a command of one sign at its start would not be taken for it. */
function wholeName(name: string): string {
  if (name === '') return '';
  const latex = latexText(name);
  return /^\\[^A-Za-z]/.test(latex) ? `{{}${latex}}` : `{${latex}}`;
}

const isPlainWord = (family: string): boolean =>
  /^\p{L}[^\s,=]*$/u.test(family) && !/^\p{Ll}/u.test(family) && !/^(?:others|et)/i.test(family);

/** What would split a name stands in braces. */
const part = (plain: string): string =>
  /,|=|(?:^|\s)and(?:\s|$)/i.test(plain) ? `{${latexText(plain)}}` : latexText(plain);
