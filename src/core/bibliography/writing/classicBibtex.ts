import type { BibtexBibliography } from '../bibtex/index.ts';
import { keyList } from '../bibtex/inheritance.ts';
import type { Reference } from '../types.ts';
import { yearAndMonth } from './bibtex.ts';
import { bibtexNames } from './latex.ts';
import type { OwnField } from './ownText.ts';
import { namesOf } from './values.ts';

/** An entry in the words of BibTeX alone. */
interface ClassicEntry {
  readonly type: string;
  readonly fields: readonly OwnField[];
}

/** Types that every style of BibTeX knows ("BibTeXing", section 3.1). */
const classicTypes = new Set([
  ...['article', 'book', 'booklet', 'conference', 'inbook', 'incollection', 'inproceedings', 'manual'],
  ...['mastersthesis', 'misc', 'phdthesis', 'proceedings', 'techreport', 'unpublished'],
]);

/** BibLaTeX's types by BibTeX's; all others are `misc`. */
const typesInClassic = new Map([
  ['report', 'techreport'],
  ['mvbook', 'book'],
  ['collection', 'book'],
  ['mvcollection', 'book'],
  ['reference', 'book'],
  ['mvreference', 'book'],
  ['mvproceedings', 'proceedings'],
  ['bookinbook', 'inbook'],
  ['suppbook', 'inbook'],
  ['suppcollection', 'incollection'],
  ['inreference', 'incollection'],
  ['suppperiodical', 'article'],
  ['review', 'article'],
]);

/** BibLaTeX's fields that BibTeX has under another name. */
const renamed = new Map([
  ['journaltitle', 'journal'],
  ['location', 'address'],
  ['eprinttype', 'archiveprefix'],
  ['eprintclass', 'primaryclass'],
]);

/** Fields that BibTeX cannot use and that are said otherwise. */
const replaced = new Set([
  ...['date', 'subtitle', 'titleaddon', 'booksubtitle', 'booktitleaddon', 'maintitle', 'mainsubtitle'],
  ...['journalsubtitle', 'xdata', 'ids', 'issue', 'entryset'],
]);

/** Undefined where the entry is BibTeX as it is, and its own text may stand. */
export function classicEntry(
  bibliography: BibtexBibliography,
  index: number,
  key: string,
  own: readonly OwnField[],
): ClassicEntry | undefined {
  const { type, key: ownKey } = bibliography.entry(index);
  const reference = bibliography.reference(index);
  const hasParts = own.some(
    ({ name, raw }) => nameFields.has(name) && /\b(?:family|given)\s{0,4}=/i.test(raw),
  );
  const isClassic =
    classicTypes.has(type) &&
    !own.some(({ name }) => renamed.has(name) || replaced.has(name)) &&
    !hasParts &&
    !(holdsParts.has(type) && key === ownKey && isWhole(own));
  if (isClassic) return undefined;
  const fields = new Map<string, string>();
  for (const { name, raw } of [...own, ...dataFields(bibliography, own, new Set([index]))])
    if (!fields.has(name)) fields.set(name, raw);
  return {
    type: classicType(type, fields.get('type')),
    fields: classicFields(type, fields, reference, hasParts),
  };
}

const nameFields = new Set(['author', 'editor', 'translator', 'bookauthor']);

/** A parent passes on its title as the title of a book only if it is written so. */
const holdsParts = new Set(['book', 'proceedings']);
const isWhole = (own: readonly OwnField[]): boolean =>
  own.some(({ name }) => name === 'title') && !own.some(({ name }) => name === 'booktitle');

/** What the entry takes from those that `xdata` names, of which BibTeX knows nothing. */
function dataFields(
  bibliography: BibtexBibliography,
  own: readonly OwnField[],
  seen: Set<number>,
): readonly OwnField[] {
  const named = own
    .filter(({ name }) => name === 'xdata')
    .flatMap(({ raw }) => keyList(raw.replace(/["{}]/g, '')));
  return named.flatMap((key) => {
    const index = bibliography.indexesOf(key)[0];
    if (index === undefined || seen.has(index) || seen.size > 20) return [];
    seen.add(index);
    const { text, fields } = bibliography.written(index);
    const data = fields.map(({ name, valueStart, valueEnd }) => ({
      name,
      raw: text.slice(valueStart, valueEnd),
    }));
    return [...data, ...dataFields(bibliography, data, seen)];
  });
}

function classicType(type: string, thesisType: string | undefined): string {
  if (classicTypes.has(type)) return type;
  if (type === 'thesis')
    return /ma(?:ster)?s?.{0,3}thesis/i.test(thesisType ?? '') ? 'mastersthesis' : 'phdthesis';
  return typesInClassic.get(type) ?? 'misc';
}

function classicFields(
  type: string,
  fields: ReadonlyMap<string, string>,
  reference: Reference,
  hasParts: boolean,
): readonly OwnField[] {
  const out: OwnField[] = [];
  const isThesis = type === 'thesis';
  for (const [name, raw] of fields) {
    const known = isThesis && name === 'institution' ? 'school' : (renamed.get(name) ?? name);
    if (name === 'date') out.push(...dates(fields, reference));
    else if (hasParts && nameFields.has(name))
      out.push({
        name,
        raw: `{${bibtexNames(namesOf(reference[variables.get(name)!]), reference.othersOmitted === true)}}`,
      });
    else if (replaced.has(name) || (known !== name && fields.has(known))) continue;
    else if (name === 'type' && isKnownGenre.test(raw)) continue;
    else out.push({ name: known, raw: titled(known, raw, fields) });
  }
  const issue = fields.get('issue');
  if (issue !== undefined && !fields.has('number')) out.push({ name: 'number', raw: issue });
  if (holdsParts.has(classicType(type, undefined)) && !fields.has('booktitle') && fields.has('title'))
    out.push({ name: 'booktitle', raw: titled('title', fields.get('title')!, fields) });
  return out;
}

const variables = new Map([
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['bookauthor', 'container-author'],
]);

/** BibLaTeX's keys for what the types of BibTeX say themselves. */
const isKnownGenre = /^["{]\s{0,9}(?:phdthesis|mathesis|mastersthesis|techreport)\s{0,9}["}]$/i;

function dates(fields: ReadonlyMap<string, string>, reference: Reference): readonly OwnField[] {
  return yearAndMonth(reference.issued, 'bibtex')
    .filter(([name, raw]) => raw !== '' && !fields.has(name))
    .map(([name, raw]) => ({ name, raw }));
}

/** Subtitles behind their titles: BibTeX joins what `#` stands between. */
function titled(name: string, raw: string, fields: ReadonlyMap<string, string>): string {
  const parts = [raw, ...(subtitles.get(name) ?? []).flatMap((field) => fields.get(field) ?? [])];
  const main = name === 'title' || name === 'booktitle' ? fields.get('maintitle') : undefined;
  const isOfWork = name === 'title' ? !fields.has('booktitle') : true;
  const whole = main !== undefined && isOfWork && main !== raw ? [main, ...parts] : parts;
  return whole.reduce(
    (before, part) => `${before} # {${/[?!.:]\s{0,4}["}]$/.test(before) ? ' ' : ': '}} # ${part}`,
  );
}

const subtitles = new Map([
  ['title', ['subtitle', 'titleaddon']],
  ['booktitle', ['booksubtitle', 'booktitleaddon']],
  ['journal', ['journalsubtitle']],
]);
