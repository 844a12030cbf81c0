import { parseEnwInSteps } from '../../bibliography/tagged/enw.ts';
import { parseNbibInSteps } from '../../bibliography/tagged/nbib.ts';
import { parseRisInSteps } from '../../bibliography/tagged/ris.ts';
import type { Field } from '../../bibliography/types.ts';
import type { Article, ArticleSection } from '../article.ts';
import type { Steps } from '../steps.ts';
import { holdsSeveral, noSuchNumber } from './several.ts';
import { MappedTextBuilder } from './text/mappedText.ts';

export type RecordFormat = 'nbib' | 'ris' | 'enw';

const parsers = { nbib: parseNbibInSteps, ris: parseRisInSteps, enw: parseEnwInSteps } as const;

/** A record of one article as PubMed (`PMID- `) or a reference manager (`TY  - `) exports it. */
export function recordFormatOf(source: string): RecordFormat | undefined {
  const head = source.slice(0, 4_000);
  // Other databases export MEDLINE's format without PubMed's number.
  if (
    /^\ufeff?\s*[A-Z]{2,4} {0,2}- \S/u.test(head) &&
    /^(?:PMID|OWN|STAT|DCOM) {0,2}- /mu.test(head) &&
    /^TI {0,2}- /mu.test(head)
  )
    return 'nbib';
  if (/^\ufeff?\s*%0 \S/u.test(head) && /^%[TA] \S/mu.test(head)) return 'enw';
  return /^(?:[^\n]{0,100}\n){0,3}\ufeff?TY {1,2}- ?[A-Z]{3,6}/u.test(head) ? 'ris' : undefined;
}

/** Why a file of records is no paper: it holds none, or many. */
export function* readRecord(
  source: string,
  format: RecordFormat,
  number: number | undefined,
): Steps<Article | string> {
  const bibliography = yield* parsers[format](source);
  if (bibliography.size === 0) return 'This file holds no complete reference. Export it again.';
  if (number === undefined && bibliography.size > 1) return holdsSeveral(bibliography.size, 'references');
  if (number !== undefined && number > bibliography.size)
    return noSuchNumber(bibliography.size, 'references', number);
  const index = (number ?? 1) - 1;
  const { id, abstract, ...source_ } = bibliography.reference(index);
  const fields = bibliography.fields(index);
  const title = fields.find((field) => /^(?:TI|T1|BTI|%T)$/u.test(field.name));
  const abstractField = fields.find((field) => /^(?:AB|N2|%X)$/u.test(field.name));
  const isDoubtful = bibliography.problems.length > 0;
  return {
    format,
    lang: typeof source_.language === 'string' ? source_.language : undefined,
    source: { ...source_, title: source_.title ?? '' },
    titleText: title === undefined ? undefined : unwrapped(source, title),
    sections:
      abstractField === undefined
        ? []
        : [abstractSection(source, bibliography.entry(index).span.end, abstractField)],
    references: [],
    citedBy: [],
    counts: {},
    keywords: fields
      .filter((field) => /^(?:OT|KW|%K)$/u.test(field.name))
      .map((field) => field.value.replace(/^\*/u, '')),
    glossary: [],
    doubts: isDoubtful
      ? bibliography.problems.map(({ message, start, end }) => ({ message, start, end }))
      : [],
  };
}

function abstractSection(source: string, end: number, field: Field): ArticleSection {
  return {
    title: 'Abstract',
    heading: undefined,
    secType: 'abstract',
    extent: 'full',
    start: field.nameSpan.start,
    end: Math.min(end, field.valueSpan.end),
    paragraphs: [{ text: unwrapped(source, field), links: undefined }],
  };
}

/** The value without the breaks and indents that the format puts into it. */
function unwrapped(source: string, field: Field) {
  const { start, end } = field.valueSpan;
  const builder = new MappedTextBuilder();
  let from = start;
  for (const found of source.slice(start, end).matchAll(/[ \t]{0,20}[\r\n]\s{0,40}/gu)) {
    builder.copy(source, from, start + found.index);
    builder.replace(start + found.index, start + found.index + found[0].length, ' ');
    from = start + found.index + found[0].length;
  }
  builder.copy(source, from, end);
  return builder.build().trim();
}
