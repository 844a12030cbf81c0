import type { Span } from '../../base/span.ts';
import type { Name, Reference } from '../bibliography/types.ts';
import { type Found, foundOf, type How, worthALook } from '../paper/found.ts';
import { customOf } from '../paper/rules.ts';
import type { PaperPack } from '../paper/types.ts';
import { readFullName } from './names.ts';

/** A field of an imported pack that a person should look at. */
export interface DoubtfulField {
  /** The id of the work that it is of. */
  readonly work: string;
  readonly field: string;
  /** What the field is called, for the person. */
  readonly label: string;
  /** As it can be edited: names divided by semicolons, a date as 2014-05. Empty where the file shows none. */
  readonly value: string;
  /** The reference that it is of, as the file prints it; empty for the paper itself. */
  readonly printed: string;
  readonly how: How;
  readonly certainty: number;
  /** In the file that was imported. */
  readonly place: Span | undefined;
}

/** What a person decides of a doubtful field. */
export type Decision =
  | { readonly kind: 'accept' }
  | { readonly kind: 'drop' }
  | { readonly kind: 'edit'; readonly value: string };

const labels = new Map([
  ['title', 'title'],
  ['author', 'authors'],
  ['container-title', 'journal'],
  ['issued', 'year'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['page', 'pages'],
  ['DOI', 'DOI'],
  ['*', 'reference'],
]);
const maxPrintedLength = 400;

/**
 * The fields that are less sure than others, those of the paper first; what a person has decided is not among
 * them.
 */
export function doubtfulFields(pack: PaperPack): readonly DoubtfulField[] {
  const works = [
    pack.source,
    ...pack.references.filter((work) => customOf(work)['role'] === 'listed-reference'),
  ];
  return works.flatMap((work) =>
    [...foundOf(work)]
      .filter(([field, { certainty }]) => certainty < worthALook && labels.has(field))
      .map(
        ([field, one]): DoubtfulField => ({
          work: work.id,
          field,
          label: labels.get(field) ?? field,
          value: textOf(work, field),
          printed: work === pack.source ? '' : printedOf(work),
          how: one.how,
          certainty: one.certainty,
          place: placeOf(one) ?? placeOf(customOf(work)),
        }),
      ),
  );
}

const ways: Readonly<Record<How, string>> = {
  metadata: 'from what the file states for programs',
  record: 'from a record of the paper',
  structure: 'from the structure of the file',
  shape: 'by its shape alone',
  person: 'decided by a person',
};

/** “The year “2014” was found by its shape alone (certainty 0.75).” */
export function doubtMessage({ field, label, value, printed, how, certainty }: DoubtfulField): string {
  const short = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
  const sure = `(certainty ${certainty.toFixed(2)})`;
  if (field === '*') return `This reference could not be divided into its parts ${sure}: ${short(printed)}`;
  const of = printed === '' ? '' : ` of the reference “${short(printed)}”`;
  return value === ''
    ? `No ${label}${of} was found ${sure}.`
    : `The ${label} “${short(value)}”${of} was found ${ways[how]} ${sure}.`;
}

/** The pack with a decision about one of its fields; a sentence where the value cannot be read. */
export function decide(
  pack: PaperPack,
  { work: id, field }: Pick<DoubtfulField, 'work' | 'field'>,
  decision: Decision,
): PaperPack | string {
  const isSource = pack.source.id === id;
  const work = isSource ? pack.source : pack.references.find((one) => one.id === id);
  if (work === undefined || !foundOf(work).has(field))
    return 'The paper’s file has changed: this field is no longer in it.';
  if (decision.kind === 'drop' && field === '*') return withoutWork(pack, id);
  const decided = decidedWork(work, field, decision);
  if (typeof decided === 'string') return decided;
  return isSource
    ? { ...pack, source: decided }
    : { ...pack, references: pack.references.map((one) => (one === work ? decided : one)) };
}

function decidedWork(work: Reference, field: string, decision: Decision): Reference | string {
  const custom = customOf(work);
  const found = { ...Object.fromEntries(foundOf(work)), [field]: { how: 'person', certainty: 1 } };
  const marked: Reference = { ...work, custom: { ...custom, found } };
  if (decision.kind === 'accept') return marked;
  if (decision.kind === 'drop') {
    if (field === 'title') return { ...marked, title: '' };
    const { [field]: _dropped, ...rest } = marked;
    return rest as Reference;
  }
  const value = editedValue(field, decision.value.trim());
  if (typeof value === 'string' && value.startsWith('!')) return value.slice(1);
  return { ...marked, [field === '*' ? 'title' : field]: value };
}

/** A work that is no work; what cites it cites nothing that is known. */
function withoutWork(pack: PaperPack, id: string): PaperPack {
  const shown = pack.counts?.['referencesShown'];
  return {
    ...pack,
    ...(shown === undefined ? {} : { counts: { ...pack.counts, referencesShown: Math.max(0, shown - 1) } }),
    references: pack.references.filter((work) => work.id !== id),
    citations: pack.citations.map((citation) => {
      if (citation.work !== id) return citation;
      const { work: _work, ...rest } = citation;
      return { ...rest, basis: 'unresolved' };
    }),
  };
}

const placeOf = ({ start, end }: Partial<Found> | Readonly<Record<string, unknown>>): Span | undefined =>
  typeof start === 'number' && typeof end === 'number' ? { start, end } : undefined;

function printedOf(work: Reference): string {
  const printed = customOf(work)['asPrinted'];
  const lines = typeof printed === 'object' && printed !== null ? Object.values(printed) : [];
  const text = lines.filter((line) => typeof line === 'string').join(' ');
  return (text === '' ? (work.title ?? '') : text).slice(0, maxPrintedLength);
}

function textOf(work: Reference, field: string): string {
  if (field === '*') return work.title ?? '';
  if (field === 'author') return (work.author ?? []).map(invertedName).join('; ');
  if (field === 'issued')
    return (work.issued?.['date-parts']?.[0] ?? [])
      .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
      .join('-');
  const value = work[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** "Alder, Ada B.", so that a family name of several words stays one. */
const invertedName = ({ literal, given, family, suffix, ...more }: Name): string =>
  literal ??
  [[more['non-dropping-particle'], family, suffix].filter((part) => part !== undefined).join(' '), given]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');

/** A value as a person writes it; a text that begins with "!" says what is wrong with it. */
function editedValue(field: string, text: string): unknown {
  if (text === '') return '!Write a value, or drop the field.';
  if (field === 'author') return text.split(';').flatMap(nameOf);
  if (field === 'issued') {
    const parts = /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/u.exec(text);
    return parts === null
      ? '!Write the year as four digits, or a date as 2014-05-31.'
      : { 'date-parts': [parts.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)]))] };
  }
  if (field === 'DOI') {
    const doi = /10\.\d{4,9}\/\S+$/u.exec(text)?.[0];
    return doi ?? '!A DOI begins with “10.” and a number: 10.1000/182.';
  }
  return text.startsWith('!') ? ` ${text}` : text;
}

function nameOf(part: string): readonly Name[] {
  const text = part.trim();
  const inverted = /^(?<family>[^,]+), (?<given>[^,]+)$/u.exec(text)?.groups;
  if (inverted !== undefined) return [{ family: inverted['family']!, given: inverted['given']! }];
  return text === '' ? [] : [readFullName(text)];
}
