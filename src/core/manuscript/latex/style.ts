import type { TextEdit } from '../../../base/edit.ts';
import type { NewStyle, WrittenStyle } from '../language.ts';
import type { Manuscript } from '../types.ts';

/** Styles of biblatex and its contributed packages, by the names that CSL has for the same. */
const biblatexStyles: ReadonlyMap<string, string> = new Map([
  ['apa', 'apa'],
  ['nature', 'nature'],
  ['science', 'science'],
  ['ieee', 'ieee'],
  ['mla', 'modern-language-association'],
  ['ama', 'american-medical-association'],
  ['vancouver', 'vancouver'],
  ['chicago-authordate', 'chicago-author-date'],
  ['chicago-notes', 'chicago-note-bibliography'],
]);

/** Styles of BibTeX (`\bibliographystyle`). */
const bibtexStyles: ReadonlyMap<string, string> = new Map([
  ['apacite', 'apa'],
  ['ama', 'american-medical-association'],
  ['vancouver', 'vancouver'],
  ['ieeetr', 'ieee'],
  ['IEEEtran', 'ieee'],
  ['naturemag', 'nature'],
  ['elsarticle-harv', 'elsevier-harvard'],
  ['elsarticle-num', 'elsevier-with-titles'],
]);

const biblatex =
  /^[^%\n]{0,200}?\\usepackage\s{0,20}(?:\[([^\]]{0,2000})\])?\s{0,20}\{[^}]{0,500}\bbiblatex\b[^}]{0,500}\}/m;
const styleOption = /(?:^|,)\s*style\s*=\s*\{?([\w-]{1,100})/;
const bibliographyStyle = /^[^%\n]{0,200}?\\bibliographystyle\{([\w-]{1,100})\}/m;

export function styleInLatex({ text }: Pick<Manuscript, 'text'>): WrittenStyle | undefined {
  const place = placeOf(text);
  const style = place && (place.isBiblatex ? biblatexStyles : bibtexStyles).get(place.name);
  return style === undefined ? undefined : { start: place!.start, end: place!.end, style };
}

/** Where a document of biblatex or BibTeX names its style. */
function placeOf(text: string) {
  const call = biblatex.exec(text);
  const option = call?.[1] === undefined ? null : styleOption.exec(call[1]);
  if (call !== null && option !== null) {
    const end = call.index + call[0].indexOf('[') + 1 + option.index + option[0].length;
    return { start: end - option[1]!.length, end, name: option[1]!, isBiblatex: true };
  }
  const found = call === null ? bibliographyStyle.exec(text) : null;
  if (found === null) return undefined;
  const end = found.index + found[0].length - 1;
  return { start: end - found[1]!.length, end, name: found[1]!, isBiblatex: false };
}

/** In a document of biblatex, and where that has a style of the kind. */
export function declareStyleInLatex(
  { text }: Pick<Manuscript, 'text'>,
  { name }: NewStyle,
): TextEdit | undefined {
  const call = biblatex.exec(text);
  const style = [...biblatexStyles].find(([, csl]) => csl === name)?.[0];
  if (call === null || style === undefined) return undefined;
  const place = placeOf(text);
  if (place?.isBiblatex) return { start: place.start, end: place.end, text: style };
  const command = call.index + call[0].indexOf('\\usepackage') + '\\usepackage'.length;
  if (call[1] === undefined) return { start: command, end: command, text: `[style=${style}]` };
  const options = call.index + call[0].indexOf('[') + 1;
  return { start: options, end: options, text: `style=${style}${call[1].trim() === '' ? '' : ', '}` };
}
