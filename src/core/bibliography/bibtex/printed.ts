import type { Name, Reference } from '../types.ts';
import { straightQuote } from '../unmarked.ts';
import { latexToMarked } from './latexText.ts';
import { sentenceCase, toRichText, withoutProtection } from './markedText.ts';
import { splitNames } from './names.ts';
import { type Decoding, type FieldSource, toReference } from './toReference.ts';

/** Quotation marks of TeX become those of the style's language, one within another too: straight ones, to a CSL processor. */
const finished = (marked: string): string =>
  toRichText(marked.replaceAll('"', straightQuote).replace(/[“”]/g, '"'));

const text = (source: string): string => finished(withoutProtection(latexToMarked(source)));
const asSentence: Decoding = { text, title: (source) => finished(sentenceCase(latexToMarked(source))) };
const asWritten: Decoding = { text, title: (source) => finished(latexToMarked(source)) };

/** BibLaTeX's names of languages (BibLaTeX manual, table 2) as CSL's; others stay. */
const languages: ReadonlyMap<string, string> = new Map([
  ...['english', 'american', 'usenglish'].map((name): [string, string] => [name, 'en-US']),
  ...['british', 'ukenglish'].map((name): [string, string] => [name, 'en-GB']),
  ['australian', 'en-AU'],
  ['canadian', 'en-CA'],
  ['newzealand', 'en-NZ'],
  ...['german', 'ngerman'].map((name): [string, string] => [name, 'de-DE']),
  ['austrian', 'de-AT'],
  ...['french', 'francais'].map((name): [string, string] => [name, 'fr-FR']),
  ['spanish', 'es-ES'],
  ['italian', 'it-IT'],
  ['dutch', 'nl-NL'],
  ['portuguese', 'pt-PT'],
  ['brazilian', 'pt-BR'],
]);

/** Variables that hold titles of works, which are written as sentences in English. */
const titles = ['title', 'title-short', 'container-title', 'collection-title', 'event-title'] as const;

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
 * One entry as a CSL processor takes it, read the way Pandoc reads BibTeX for it (Pandoc manual, "Capitalization in titles"):
 * English titles as sentences, markup as CSL's tags, particles that drop unless `useprefix` is set, a short title up to
 * the colon, the title of the whole for a work in several volumes. `asWritten` keeps the titles for languages whose
 * titles keep their capitals.
 */
export function toPrintedReference(key: string, type: string, source: FieldSource): Reference {
  const language = languageOf(source);
  const isEnglish = language === undefined || language.startsWith('en-');
  const field = fieldsOfPandoc(type, source);
  const read = (decoding: Decoding): Reference =>
    withShortTitle(toReference(key, types.get(type) ?? type, field, decoding), source);
  const written = read(asWritten);
  const { language: _raw, URL: url, ...reference } = isEnglish ? read(asSentence) : written;
  const kept = isEnglish
    ? titles.flatMap((name) => (written[name] === reference[name] ? [] : [[name, written[name]]]))
    : [];
  // Pandoc takes no address from `howpublished`.
  const hasUrl = url !== undefined && (source('url') !== undefined || source('eprint') !== undefined);
  return {
    ...reference,
    ...(hasUrl && { URL: url }),
    ...asNamed(reference, keepsParticles(source)),
    ...(reference['event-title'] !== undefined && { event: reference['event-title'] }),
    ...(reference.type === 'periodical' && { type: 'article-journal' }),
    ...(language !== undefined && { language }),
    ...(kept.length > 0 && { asWritten: Object.fromEntries(kept) as Readonly<Record<string, string>> }),
  };
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
  return languages.get(name) ?? name;
}

function withShortTitle(reference: Reference, field: FieldSource): Reference {
  const { title } = reference;
  if (title === undefined || reference['title-short'] !== undefined || field('maintitle') !== undefined)
    return reference;
  const colon = title.indexOf(':');
  return colon > 0 ? { ...reference, 'title-short': closedTags(title.slice(0, colon)) } : reference;
}

/** Tags that a cut left open are closed. */
function closedTags(cut: string): string {
  const open: string[] = [];
  for (const [, slash, name] of cut.matchAll(/<(\/?)(i|b|sup|sub|span)\b[^<>]*>/g)) {
    if (slash === '') open.push(name!);
    else open.pop();
  }
  return (
    cut +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}

const keepsParticles = (field: FieldSource): boolean =>
  /\buseprefix\s*(?:=\s*true)?\s*(?:,|$)/.test(field('options')?.toLowerCase() ?? '');

/** Names whose parts are known: the processor looks for no particles in them. */
function asNamed(reference: Reference, keeps: boolean): Readonly<Record<string, readonly Name[]>> {
  const changed: [string, readonly Name[]][] = [];
  for (const [variable, value] of Object.entries(reference)) {
    if (!Array.isArray(value)) continue;
    const names = value as readonly Name[];
    if (names.every((name) => typeof name === 'object'))
      changed.push([variable, names.map((name) => ({ ...(keeps ? name : dropping(name)), 'parse-names': 0 }))]);
  }
  return Object.fromEntries(changed);
}

function dropping({ 'non-dropping-particle': particle, ...name }: Name): Name {
  return particle === undefined ? name : { ...name, 'dropping-particle': particle };
}
