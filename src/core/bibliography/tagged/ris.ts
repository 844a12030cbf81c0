import { finished } from '../../../base/steps.ts';
import type { Bibliography, Reference } from '../types.ts';
import {
  bareDoi,
  compact,
  nameFromInverted,
  parseTaggedInSteps,
  type TaggedField,
  type TaggedFormat,
  Tags,
} from './reader.ts';
import { risKinds, risParts, risTranslated, risTypes, risVersioned } from './risTypes.ts';

/**
 * RIS (Research Information Systems, 2001 and the 2011 tags): `TY - JOUR` … `ER - `. A record's key is the
 * one that Pandoc gives it: `ID` where there is one, else the authors' first words and the years joined with
 * `_` (`Berman_Cappiello_2000`), and `a`, `b` … behind a key that stood before.
 */
export function parseRis(text: string): Bibliography {
  return finished(parseRisInSteps(text));
}

export function parseRisInSteps(text: string): Generator<number, Bibliography> {
  return parseTaggedInSteps(text, risFormat);
}

const risFormat: TaggedFormat = {
  format: 'ris',
  // Two blanks are the rule; one is common, and the blank behind the hyphen is often lost on empty tags.
  tagLine: /[ \t]{0,3}(?<tag>[A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]{1,4}|(?=[\r\n]|$))/,
  startsRecord: new Set(['TY']),
  endsRecord: 'ER',
  blankEnds: false,
  messages: {
    noStart: 'This record does not start with a “TY  - ” line. Add one, such as “TY  - JOUR”.',
    noEnd: 'This record has no “ER  - ” line at its end. Add one.',
  },
  type: (fields) => new Tags(fields).first('TY') ?? '',
  key: (fields) => {
    const tags = new Tags(fields);
    const id = tags.first('ID');
    if (id) return { key: id, span: tags.span('ID')! };
    const authors = tags.all('AU', 'A1').map((name) => /^[^,\s]*/.exec(name)![0]);
    const years = tags.all('PY', 'Y1').map((year) => `_${year}`);
    const key = authors.slice(0, 100).join('_') + years.join('');
    return key ? { key, span: tags.span('AU', 'A1', 'PY', 'Y1')! } : undefined;
  },
  toReference,
};

function toReference(fields: readonly TaggedField[], key: string): Reference {
  const tags = new Tags(fields);
  const risType = (tags.first('TY') ?? '').toUpperCase();
  const isPart = risType === 'CHAP' || risType === 'ECHAP' || risType === 'CONF' || risType === 'CPAPER';
  const isReport = risType === 'RPRT' || risType === 'GOVDOC';
  const isThesis = risType === 'THES';
  const isBook = risType === 'BOOK' || risType === 'EBOOK' || risType === 'EDBOOK';
  const numbers = tags.all('SN');
  const kind = risKinds.has(risType)
    ? tags.all('M3').find((text) => !/^(?:doi|https?):|^10\./i.test(text))
    : undefined;
  const isTranslated = risTranslated.has(risType);
  const volume = tags.first('VL');
  // EndNote puts the degree of a thesis and the year in which a page was read there.
  const degree = isThesis && /\p{L}{2}|\p{L}\./u.test(volume ?? '') ? volume : undefined;
  const isPreprint = risType === 'UNPB' && /^preprint$/i.test(kind ?? '');
  return compact(key, isPreprint ? 'article' : (risTypes.get(risType) ?? 'document'), {
    title: tags.first('TI', 'T1', 'CT') ?? (isBook ? tags.first('BT', 'T2') : undefined),
    ...peopleOf(tags, risType),
    translator: isTranslated ? tags.all('A4').map(nameFromInverted) : [],
    issued: tags.date('DA', 'PY', 'Y1')?.['date-parts'] ? bestDate(tags) : tags.date('PY', 'Y1', 'DA'),
    'container-title': isBook ? undefined : tags.first('JF', 'T2', 'BT', 'JO', 'JA', 'J2'),
    'container-title-short': isBook ? undefined : tags.first('JA', 'J2', 'JO'),
    'collection-title': tags.first('T3'),
    publisher: tags.first('PB'),
    'publisher-place': tags.first('CY', 'PP'),
    volume: degree === undefined && risTypes.get(risType) !== 'webpage' ? volume : undefined,
    issue: tags.first('IS'),
    page: pages(tags.first('SP'), tags.first('EP')) ?? articleNumber(tags, risType),
    'original-date':
      isTranslated && /^-?\d{1,4}[-\d/.\s]{0,12}$/.test(tags.first('OP') ?? '') ? tags.date('OP') : undefined,
    edition: risVersioned.has(risType) ? undefined : tags.first('ET'),
    version: risVersioned.has(risType) ? tags.first('ET') : undefined,
    genre: kind ?? degree,
    number: isReport
      ? (numbers.find((text) => !isIsbn.test(text) && !isIssn.test(text)) ?? tags.first('M1'))
      : undefined,
    DOI:
      bareDoi(tags.first('DO')) ?? bareDoi(tags.all('UR', 'M3').find((url) => /doi\.org\/10\./i.test(url))),
    PMID: /^\d{1,9}$/.exec(tags.first('AN') ?? '')?.[0],
    PMCID: /^PMC\d{1,9}$/i.exec(tags.first('C2') ?? '')?.[0],
    ISBN: isReport ? numbers.find((text) => isIsbn.test(text)) : isBook || isPart ? numbers[0] : undefined,
    ISSN: isReport ? numbers.find((text) => isIssn.test(text)) : isBook || isPart ? undefined : numbers[0],
    URL: tags.first('UR', 'LK'),
    accessed: risTypes.get(risType) === 'webpage' ? tags.date('Y2') : undefined,
    abstract: tags.first('AB', 'N2'),
    keyword: tags.all('KW').join(', '),
    language: tags.first('LA'),
    note: tags.first('N1'),
    files: tags.all('L1'),
  });
}

/**
 * Editors and those of a series change places with the type (EndNote, Zotero); where a book names no editors
 * in `A3`, older programs have them in `A2`.
 */
function peopleOf(tags: Tags, risType: string) {
  const named = (...names: string[]) => tags.all(...names).map(nameFromInverted);
  const persons = named('AU', 'A1');
  if (risType === 'EDBOOK')
    return { editor: [...persons, ...named('ED', 'A3')], 'collection-editor': named('A2') };
  if (risParts.has(risType))
    return { author: persons, editor: named('ED', 'A2'), 'collection-editor': named('A3') };
  if (risType !== 'BOOK') return { author: persons, editor: named('ED') };
  const editor = named('ED', 'A3');
  const second = named('A2');
  return editor.length === 0
    ? { author: persons, editor: second }
    : { author: persons, editor, 'collection-editor': second };
}

/** Of an article without pages. */
function articleNumber(tags: Tags, risType: string): string | undefined {
  const number = risTypes.get(risType) === 'article-journal' ? tags.first('C7') : undefined;
  return number !== undefined && /^(?!10\.)\S{1,20}$/.test(number) ? number : undefined;
}

const isIsbn = /^(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX]$/i;
const isIssn = /^\d{4}-\d{3}[\dX]$/i;

/** The more exact of the date and the year, where they agree. */
function bestDate(tags: Tags): Reference['issued'] {
  const exact = tags.date('DA');
  const year = tags.date('PY', 'Y1');
  const exactYear = exact?.['date-parts']?.[0]?.[0];
  return exactYear !== undefined && (!year || exactYear === year['date-parts']?.[0]?.[0]) ? exact : year;
}

/** `SP` alone may hold the whole range, and `EP` may repeat it. */
function pages(first: string | undefined, last: string | undefined): string | undefined {
  if (!first || !last) return first ?? last;
  return /[-–]/.test(first) || first === last ? first : `${first}-${last.replace(/^.*[-–]/, '')}`;
}
