import { finished } from '../../../base/steps.ts';
import type { Bibliography, Name, Reference } from '../types.ts';
import {
  bareDoi,
  compact,
  familyYearKey,
  parseTaggedInSteps,
  type TaggedField,
  type TaggedFormat,
  Tags,
} from './reader.ts';

/**
 * PubMed's `.nbib` (MEDLINE tagged text; NLM, "MEDLINE/PubMed Data Element Descriptions"). No tool cites from
 * such a file, so the key is PsyCite's own: first surname and year, `berman2000`, and `a`, `b` … behind one
 * that stood before.
 */
export function parseNbib(text: string): Bibliography {
  return finished(parseNbibInSteps(text));
}

export function parseNbibInSteps(text: string): Generator<number, Bibliography> {
  return parseTaggedInSteps(text, nbibFormat);
}

const nbibFormat: TaggedFormat = {
  format: 'nbib',
  tagLine: /(?<tag>[A-Z]{2,4}) {0,2}-(?: |(?=[\r\n]|$))/,
  startsRecord: new Set(['PMID']),
  endsRecord: undefined,
  blankEnds: false,
  messages: {},
  type: (fields) => mainType(new Tags(fields).all('PT')),
  key: (fields) => {
    const tags = new Tags(fields);
    const family = authors(tags)[0];
    const key = familyYearKey(
      family?.family ?? family?.literal,
      tags.first('TI', 'BTI'),
      tags.first('DP') ?? '',
    );
    const span = tags.span('FAU', 'AU', 'CN', 'TI', 'PMID');
    return span ? { key, span } : undefined;
  },
  toReference,
};

function toReference(fields: readonly TaggedField[], key: string): Reference {
  const tags = new Tags(fields);
  const isBook = tags.first('BTI') !== undefined;
  const isChapter = isBook && tags.first('TI') !== undefined;
  return compact(key, isChapter ? 'chapter' : isBook ? 'book' : 'article-journal', {
    title: withoutBrackets(tags.first('TI', 'BTI')),
    author: authors(tags),
    editor: tags.all('FED').map(fullName),
    issued: tags.date('DP'),
    'container-title': isBook ? (isChapter ? tags.first('BTI') : undefined) : tags.first('JT', 'TA'),
    'container-title-short': tags.first('TA'),
    'collection-title': isBook ? withoutBrackets(tags.first('CTI')) : undefined,
    edition: isBook ? tags.first('EN') : undefined,
    publisher: tags.first('PB'),
    'publisher-place': isBook ? tags.first('PL') : undefined,
    volume: tags.first('VI'),
    issue: tags.first('IP'),
    page: wholePages(tags.first('PG')),
    DOI: doiOf(tags),
    PMID: /^\d{1,9}$/.exec(tags.first('PMID') ?? '')?.[0],
    PMCID: /PMC\d{1,9}/i.exec(tags.first('PMC') ?? '')?.[0],
    ISBN: tags.first('ISBN'),
    ISSN: tags.first('IS')?.split(' ')[0],
    abstract: tags.first('AB'),
    keyword: tags.all('OT').join(', '),
    language: tags.first('LA'),
  });
}

/** Full names where the record has them; old records have surnames with initials alone. */
function authors(tags: Tags): Name[] {
  const full = tags.all('FAU').map(fullName);
  const named = full.length > 0 ? full : tags.all('AU').map(initialsName);
  return [...named, ...tags.all('CN').map((literal) => ({ literal }))];
}

function fullName(text: string): Name {
  const [family, given, suffix] = text.split(',').map((part) => part.trim());
  return given ? { family: family!, given, ...(suffix ? { suffix } : {}) } : { literal: text };
}

/** "Berman RM", "van der Kolk BA", "Smith J Jr"; ERIC writes "Berman, Robert" here. */
function initialsName(text: string): Name {
  const name = /^(.+?) ([A-Z]{1,4})(?: (Jr|Sr|\dnd|\drd|\dth|I{1,3}|IV))?$/.exec(text.slice(0, 200));
  if (!name) return fullName(text);
  const [, family, given, suffix] = name as unknown as [string, string, string, string | undefined];
  return { family, given, ...(suffix ? { suffix } : {}) };
}

/** Translated titles stand in brackets with a full stop inside or behind; other titles end in a full stop. */
function withoutBrackets(title: string | undefined): string | undefined {
  return title?.replace(/^\[(.*)\]\.?$/, '$1').replace(/(?<!\.)\.$/, '');
}

/** MEDLINE shortens the last page: `351-4` is `351-354`. */
function wholePages(pages: string | undefined): string | undefined {
  return pages
    ?.slice(0, 200)
    .replace(/(?<![\w-])([A-Za-z]{0,3})(\d{1,9})-([A-Za-z]{0,3})(\d{1,9})(?![\w-])/g, whole);
}

function whole(range: string, letters: string, first: string, lastLetters: string, last: string): string {
  if (last.length >= first.length || (lastLetters !== '' && lastLetters !== letters)) return range;
  return `${letters}${first}-${letters}${first.slice(0, first.length - last.length)}${last}`;
}

/**
 * New records have the DOI in `LID` alone, old ones in `AID` alone: "10.1016/… [doi]". ERIC has its address
 * there.
 */
function doiOf(tags: Tags): string | undefined {
  const all = tags.all('LID', 'AID');
  const marked = all.find((value) => value.endsWith('[doi]'))?.slice(0, -'[doi]'.length);
  return bareDoi(marked) ?? bareDoi(all.find((value) => /^https?:\/\/(?:dx\.)?doi\.org\/10\./i.test(value)));
}

const mainType = (types: readonly string[]): string =>
  types.find((type) => type !== 'Journal Article' && !type.startsWith('Research Support')) ?? types[0] ?? '';
