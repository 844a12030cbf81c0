import type { Name, Reference } from '../types.ts';
import { straightQuote } from '../unmarked.ts';
import { languageTag } from './languageNames.ts';
import { latexToMarked } from './latexText.ts';
import { outerColon, sentenceCase, toRichText, withoutProtection } from './markedText.ts';
import { splitNames } from './names.ts';
import { type Decoding, type FieldSource, titlesOf, toReference } from './toReference.ts';

/**
 * Quotation marks of TeX become those of the style's language, one within another too: straight ones, to a
 * CSL processor.
 */
function finished(marked: string): string {
  const doubled = marked.replaceAll('"', straightQuote).replace(/[“”]/g, '"');
  return toRichText(doubled.includes('"') ? doubled : doubled.replace(/‘([^‘’]*)’/g, '"$1"'));
}

interface PrintedDecoding extends Decoding {
  /** A title as far as a colon that stands in no markup and no braces; undefined where there is none. */
  readonly upToColon: (source: string) => string | undefined;
}

function decodingBy(cased: (marked: string) => string): PrintedDecoding {
  return {
    text: (source) => finished(withoutProtection(latexToMarked(source))),
    title: (source) => finished(cased(latexToMarked(source))),
    upToColon(source) {
      const marked = cased(latexToMarked(source));
      const end = outerColon(marked);
      return end > 0 ? finished(marked.slice(0, end)) : undefined;
    },
  };
}

const asSentence = decodingBy(sentenceCase);
const asWritten = decodingBy((marked) => marked);

/** Parts of a whole, whose container is `booktitle` or `maintitle`. */
const parts = new Set(['inbook', 'incollection', 'inproceedings', 'inreference', 'bookinbook']);

/** BibLaTeX's keys of a state of publication (BibLaTeX manual, section 4.9.2.11). */
const states: ReadonlyMap<string, string> = new Map([
  ['inpreparation', 'in preparation'],
  ['submitted', 'submitted'],
  ['forthcoming', 'forthcoming'],
  ['inpress', 'in press'],
  ['prepublished', 'pre-published'],
]);

/** Types that Pandoc knows by another's name. */
const types: ReadonlyMap<string, string> = new Map([
  ['software', 'book'],
  ['techreport', 'report'],
]);

/**
 * One entry as a CSL processor takes it, read the way Pandoc reads BibTeX for it (Pandoc manual,
 * "Capitalization in titles"): English titles as sentences, markup as CSL's tags, particles that drop unless
 * `useprefix` is set, a short title up to the colon, the title of the whole for a work in several volumes.
 * `asWritten` keeps the titles for languages whose titles keep their capitals.
 */
export function toPrintedReference(key: string, type: string, source: FieldSource): Reference {
  const language = languageOf(source);
  const isEnglish = language === undefined || language.startsWith('en-');
  const field = fieldsOfPandoc(type, source);
  const known = types.get(type) ?? type;
  const decoding = isEnglish ? asSentence : asWritten;
  const read = withShortTitle(toReference(key, known, field, decoding), source, decoding);
  const { language: _raw, URL: url, ...reference } = read;
  const kept = isEnglish ? writtenTitles(reference, known, field, source) : [];
  // Pandoc takes no address from `howpublished`.
  const hasUrl = url !== undefined && (source('url') !== undefined || source('eprint') !== undefined);
  return {
    ...reference,
    ...(hasUrl && { URL: url }),
    ...seriesOf(reference, source),
    ...asNamed(reference, keepsParticles(source)),
    ...(reference['event-title'] !== undefined && { event: reference['event-title'] }),
    ...(reference.type === 'periodical' && { type: 'article-journal' }),
    ...(language !== undefined && { language }),
    ...(kept.length > 0 && { asWritten: Object.fromEntries(kept) as Readonly<Record<string, string>> }),
  };
}

/** Pandoc prints the series of a journal too, where it is no number. */
function seriesOf({ type }: Reference, field: FieldSource): Readonly<Record<string, string>> {
  const series = type.startsWith('article') ? (field('series') ?? '') : '';
  return series === '' || /^\d+$/.test(series.trim()) ? {} : { 'collection-title': asSentence.title(series) };
}

/** The titles that were changed for English, as they are written. */
function writtenTitles(
  reference: Reference,
  type: string,
  field: FieldSource,
  source: FieldSource,
): readonly (readonly [string, string])[] {
  const titles = titlesOf(type, field, asWritten);
  const { 'title-short': short } = withShortTitle(
    { id: '', type, ...titles } as Reference,
    source,
    asWritten,
  );
  return Object.entries({ ...titles, 'title-short': short }).filter(
    (title): title is [string, string] => title[1] !== undefined && title[1] !== reference[title[0]],
  );
}

/** The fields where Pandoc looks for them. */
function fieldsOfPandoc(type: string, source: FieldSource): FieldSource {
  const hasMain = source('maintitle') !== undefined;
  const whole = parts.has(type) ? 'book' : '';
  return (name) => {
    if (/^main(?:title|subtitle|titleaddon)$/.test(name)) return undefined;
    if (hasMain && name.startsWith(whole) && /^(?:title|subtitle|titleaddon)$/.test(name.slice(whole.length)))
      return source(`main${name.slice(whole.length)}`);
    if (name === 'pubstate') return stateOf(source(name));
    if (/^(?:publisher|school|institution|organization|howpublished)$/.test(name))
      return name === 'publisher' ? publishersOf(source) : undefined;
    return /^(?:location|address)$/.test(name) ? listed(source(name)) : source(name);
  };
}

const stateOf = (state: string | undefined): string | undefined =>
  state && (states.get(state.trim().toLowerCase()) ?? state);

function publishersOf(source: FieldSource): string | undefined {
  const named = ['school', 'institution', 'organization', 'howpublished', 'publisher'].flatMap((name) => {
    const value = source(name);
    return (name === 'howpublished' ? value : listed(value)) ?? [];
  });
  return named.length === 0 ? undefined : named.join('; ');
}

/** A list of BibLaTeX, its members apart. */
const listed = (value: string | undefined): string | undefined => value && splitNames(value).join('; ');

function languageOf(field: FieldSource): string | undefined {
  const name = (field('langid') ?? field('hyphenation'))?.trim().toLowerCase();
  if (name === undefined || name === '') return undefined;
  return languageTag(name) ?? name;
}

/** A title up to its colon, or the whole of it where a subtitle follows (BibLaTeX). */
function withShortTitle(reference: Reference, field: FieldSource, decoding: PrintedDecoding): Reference {
  const title = field('title');
  if (title === undefined || reference['title-short'] !== undefined || field('maintitle') !== undefined)
    return reference;
  const hasMore = field('subtitle') !== undefined || field('titleaddon') !== undefined;
  const short = decoding.upToColon(title) ?? (hasMore ? decoding.title(title) : undefined);
  return short === undefined ? reference : { ...reference, 'title-short': short };
}

const keepsParticles = (field: FieldSource): boolean =>
  /\buseprefix(?:=true)?(?:,|$)/.test(field('options')?.toLowerCase().replace(/\s+/g, '') ?? '');

/** Names whose parts are known: the processor looks for no particles in them. */
function asNamed(reference: Reference, keeps: boolean): Readonly<Record<string, readonly Name[]>> {
  const changed: [string, readonly Name[]][] = [];
  for (const [variable, value] of Object.entries(reference)) {
    if (!Array.isArray(value)) continue;
    const names = value as readonly Name[];
    if (names.every((name) => typeof name === 'object'))
      changed.push([
        variable,
        names.map((name) => ({ ...(keeps ? name : dropping(name)), 'parse-names': 0 })),
      ]);
  }
  return Object.fromEntries(changed);
}

function dropping({ 'non-dropping-particle': particle, ...name }: Name): Name {
  return particle === undefined ? name : { ...name, 'dropping-particle': particle };
}
