import type { Span } from '../../base/span.ts';
import type { Found, FoundFields, How } from '../paper/found.ts';
import type { Article, UnnamedReference } from './article.ts';

/** How sure a field is that nothing else speaks for or against. */
const usual: Readonly<Record<How, number>> = {
  metadata: 0.98,
  record: 0.95,
  structure: 0.9,
  shape: 0.75,
  person: 1,
};

export const found = (how: How, certainty = usual[how], place?: Span): Found => ({
  how,
  certainty,
  ...(place === undefined ? {} : { start: place.start, end: place.end }),
});

/** Fields of a work that are decided with the ones beside them. */
const fields = ['title', 'author', 'container-title', 'issued', 'volume', 'issue', 'page', 'DOI'] as const;

/** The same for every field that a work has. */
export const allFound = (work: Partial<UnnamedReference>, one: Found): FoundFields =>
  Object.fromEntries(fields.filter((field) => work[field] !== undefined).map((field) => [field, one]));

/** Formats whose fields are labelled. */
const labelled = /^(?:jats|tei|bioc|nbib|ris|enw|pubmed)/u;

/** How the fields of the paper were found, where its reader does not say so by its format. */
export function foundInArticle({ format, source, found: stated, titleText }: Article): FoundFields {
  const rest = found(labelled.test(format) ? 'metadata' : 'shape');
  const all: Record<string, Found> = { ...allFound(source, rest), ...stated };
  for (const field of Object.keys(all)) if (source[field] === undefined) delete all[field];
  const { title } = all;
  if (title !== undefined && title.start === undefined && titleText !== undefined)
    all['title'] = found(title.how, title.certainty, titleText.span);
  return all;
}

/**
 * How a work of the list was found: labelled works are what their file says; of printed ones that lacks which
 * every work has, the rest may stand in the wrong field.
 */
export function foundInList(work: UnnamedReference, format: string, how: How | undefined): FoundFields {
  if (labelled.test(format)) return { '*': found('metadata') };
  const { title = '', author = [], editor = [], issued } = work;
  const isNamed = author.length > 0 || editor.length > 0;
  const all = found(how ?? 'shape', how === undefined ? 0.85 : undefined);
  if (how !== undefined && how !== 'shape') return { '*': all };
  if (title === '' && !isNamed) return { '*': found('shape', 0.3) };
  return {
    '*': all,
    ...(title === '' ||
    title.length > 300 ||
    /\bet al\b|\((?:19|20)\d{2}[a-z]?\)\.? |[.;] (?:19|20)\d{2}[a-z]?[.;]/u.test(title)
      ? { title: found('shape', 0.5) }
      : {}),
    ...(isNamed && title !== '' ? {} : { author: found('shape', 0.6) }),
    ...(issued === undefined ? { issued: found('shape', 0.6) } : {}),
  };
}
