import type { Problem } from '../problem.ts';
import type { Bibliography } from './types.ts';

/**
 * What an entry needs for a reader to find the work, by type: each inner list holds alternatives, one of
 * which has to be there. BibTeX's own requirements ("BibTeXing", section 3.1) with BibLaTeX's field names
 * allowed, and only what styles of the field print: a missing `month` or `address` is no problem.
 */
const date = ['date', 'year'];
const author = ['author', 'editor'];
const required = new Map<string, readonly (readonly string[])[]>([
  ['article', [['author'], ['title'], ['journal', 'journaltitle'], date]],
  ['book', [author, ['title'], date]],
  ['mvbook', [author, ['title'], date]],
  ['inbook', [author, ['title', 'chapter'], date]],
  ['incollection', [['author'], ['title'], ['booktitle'], date]],
  ['inproceedings', [['author'], ['title'], ['booktitle', 'eventtitle'], date]],
  ['conference', [['author'], ['title'], ['booktitle', 'eventtitle'], date]],
  ['proceedings', [['title'], date]],
  ['phdthesis', [['author'], ['title'], ['school', 'institution'], date]],
  ['mastersthesis', [['author'], ['title'], ['school', 'institution'], date]],
  ['thesis', [['author'], ['title'], ['school', 'institution'], date]],
  ['techreport', [['author'], ['title'], ['institution'], date]],
  ['report', [['author', 'institution'], ['title'], date]],
  ['online', [['title'], ['url', 'doi', 'eprint']]],
  ['unpublished', [['author'], ['title']]],
]);

/** Fields that stand for others. */
const inCsl = new Map<string, string>([
  ['author', 'author'],
  ['editor', 'editor'],
  ['title', 'title'],
  ['journal', 'container-title'],
  ['journaltitle', 'container-title'],
  ['booktitle', 'container-title'],
  ['date', 'issued'],
  ['year', 'issued'],
]);

/**
 * `bib-missing-field` for each BibTeX entry that lacks what its type needs, inherited fields counted as
 * there.
 */
export function* missingFields(bibliography: Bibliography): Generator<Problem> {
  for (let index = 0; index < bibliography.size; index += 1) {
    const list = missingIn(bibliography, index);
    if (list === undefined) continue;
    const { key, keySpan, type } = bibliography.entry(index);
    yield {
      code: 'bib-missing-field',
      ...keySpan,
      message: `“${key}” (${type}) has no ${list}.`,
    };
  }
}

/** What an entry lacks of what its type needs: "journal, year"; undefined where it lacks nothing. */
export function missingIn(bibliography: Bibliography, index: number): string | undefined {
  const groups = required.get(bibliography.entry(index).type);
  if (groups === undefined) return undefined;
  const own = new Set<string>();
  let inheritsFromElsewhere = false;
  for (const { name, value } of bibliography.fields(index)) {
    if (value.trim() === '') continue;
    own.add(name.toLowerCase());
    // What an entry of another file gives, that file knows.
    inheritsFromElsewhere ||=
      /^(?:crossref|xdata)$/i.test(name) &&
      value.split(',').some((parent) => bibliography.indexesOf(parent.trim()).length === 0);
  }
  if (inheritsFromElsewhere) return undefined;
  let missing = groups.filter((names) => !names.some((name) => own.has(name)));
  if (missing.length > 0 && (own.has('crossref') || own.has('xdata'))) {
    const reference = bibliography.reference(index);
    missing = missing.filter(
      (names) => !names.some((name) => reference[inCsl.get(name) ?? ''] !== undefined),
    );
  }
  // An entry without a date but with "in press" or the like says when it will have one.
  if (own.has('pubstate')) missing = missing.filter((names) => names !== date);
  if (missing.length === 0) return undefined;
  return missing.map((names) => (names[0] === 'date' ? 'year' : names.join(' or '))).join(', ');
}
