import { finished } from '../../../base/steps.ts';
import type { Bibliography, Reference } from '../types.ts';
import {
  bareDoi,
  compact,
  familyYearKey,
  nameFromInverted,
  parseTaggedInSteps,
  type TaggedField,
  type TaggedFormat,
  Tags,
} from './reader.ts';

/**
 * EndNote's tagged import format, `.enw` (refer with EndNote's tags): `%0 Journal Article`, `%A Berman, R.
 * M.` …, records apart by a blank line or the next `%0`. No tool cites from such a file, so the key is
 * PsyCite's own: `%F` (label) where it holds one, else first surname and year.
 */
export function parseEnw(text: string): Bibliography {
  return finished(parseEnwInSteps(text));
}

export function parseEnwInSteps(text: string): Generator<number, Bibliography> {
  return parseTaggedInSteps(text, enwFormat);
}

const enwFormat: TaggedFormat = {
  format: 'enw',
  tagLine: /(?<tag>%[0-9A-Z!@#$^&*()[\]<>?=+~'"])(?:[ \t]+|(?=[\r\n]|$))/,
  startsRecord: new Set(['%0']),
  endsRecord: undefined,
  blankEnds: true,
  messages: {
    noStart: 'This record does not start with a “%0” line. Add one, such as “%0 Journal Article”.',
  },
  type: (fields) => new Tags(fields).first('%0') ?? '',
  key: (fields) => {
    const tags = new Tags(fields);
    const label = tags.first('%F');
    if (label && !/\s/.test(label)) return { key: label, span: tags.span('%F')! };
    const author = tags.first('%A', '%E');
    const name = author === undefined ? undefined : nameFromInverted(author);
    const key = familyYearKey(name?.family ?? name?.literal, tags.first('%T'), tags.first('%D') ?? '');
    const span = tags.span('%A', '%E', '%T', '%0');
    return span ? { key, span } : undefined;
  },
  toReference,
};

function toReference(fields: readonly TaggedField[], key: string): Reference {
  const tags = new Tags(fields);
  const type = types.get((tags.first('%0') ?? '').toLowerCase()) ?? 'document';
  const isBook = type === 'book' || type === 'chapter';
  return compact(key, type, {
    title: tags.first('%T'),
    author: tags.all('%A').map(nameFromInverted),
    editor: tags.all('%E').map(nameFromInverted),
    issued: tags.date('%D', '%8'),
    'container-title': tags.first('%J', '%B'),
    publisher: tags.first('%I'),
    'publisher-place': tags.first('%C'),
    volume: tags.first('%V'),
    issue: tags.first('%N'),
    page: tags.first('%P'),
    edition: tags.first('%7'),
    DOI: bareDoi(tags.first('%R')) ?? bareDoi(tags.all('%U').find((url) => /doi\.org\/10\./i.test(url))),
    PMID: /^\d{1,9}$/.exec(tags.first('%M') ?? '')?.[0],
    ISBN: isBook ? tags.first('%@') : undefined,
    ISSN: isBook ? undefined : tags.first('%@'),
    URL: tags.first('%U'),
    abstract: tags.first('%X'),
    keyword: tags.all('%K').join(', '),
    language: tags.first('%G'),
    files: tags.all('%>'),
  });
}

const types: ReadonlyMap<string, string> = new Map([
  ['journal article', 'article-journal'],
  ['electronic article', 'article-journal'],
  ['magazine article', 'article-magazine'],
  ['newspaper article', 'article-newspaper'],
  ['book', 'book'],
  ['edited book', 'book'],
  ['electronic book', 'book'],
  ['book section', 'chapter'],
  ['electronic book section', 'chapter'],
  ['conference paper', 'paper-conference'],
  ['conference proceedings', 'paper-conference'],
  ['dataset', 'dataset'],
  ['generic', 'document'],
  ['government document', 'report'],
  ['manuscript', 'manuscript'],
  ['patent', 'patent'],
  ['personal communication', 'personal_communication'],
  ['report', 'report'],
  ['thesis', 'thesis'],
  ['unpublished work', 'manuscript'],
  ['web page', 'webpage'],
]);
