import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import type { Text } from '../../../base/text.ts';
import { normaliseTitle } from '../identity.ts';
import { editBibliography } from '../index.ts';
import type { Bibliography, Field, Reference } from '../types.ts';
import { addedFields, bibtexFields, type LackedVariables, maxTried } from './addedFields.ts';

/** BibLaTeX's names of fields that BibTeX calls otherwise. */
const otherNames = new Map([
  ['journal', 'journaltitle'],
  ['year', 'date'],
  ['address', 'location'],
  ['number', 'issue'],
]);

/**
 * The edit that gives an entry of a BibTeX or CSL-JSON file other values of some variables: fields that it
 * has are written anew where they stand, the others behind them, and all else stays as it is. Tried first, as
 * in `addedFields`. Undefined where that cannot be, as where a value comes from another entry.
 */
export function changedFields(
  bibliography: Bibliography,
  text: Text,
  index: number,
  variables: LackedVariables,
): TextEdit | undefined {
  const { format } = bibliography;
  if (format !== 'bibtex' && (format !== 'csl-json' || text.length > maxTried)) return undefined;
  const own = bibliography.reference(index);
  const names = Object.keys(variables);
  const fields = new Map(bibliography.fields(index).map((field) => [field.name.toLowerCase(), field]));
  const replaced: TextEdit[] = [];
  const lacking: Record<string, unknown> = {};
  for (const name of names) {
    const edits =
      format === 'bibtex'
        ? bibtexEdits(own, fields, text, { [name]: variables[name] })
        : jsonEdits(fields.get(name.toLowerCase()), text, variables[name]);
    if (edits !== undefined) replaced.push(...edits);
    else if (own[name] === undefined) lacking[name] = variables[name];
    else return undefined;
  }
  // From the end on, so that the places before stay what they are.
  let [file, after] = [bibliography, text];
  for (const edit of replaced.sort((a, b) => b.start - a.start)) {
    after = after.replace(edit);
    file = editBibliography(file, after, edit);
  }
  if (file.size !== bibliography.size) return undefined;
  if (Object.keys(lacking).length > 0) {
    const edit = addedFields(file, after, index, lacking);
    if (edit === undefined) return undefined;
    after = after.replace(edit);
    file = editBibliography(file, after, edit);
  }
  const read = file.reference(index);
  const isRight =
    file.size === bibliography.size &&
    file.problems.length <= bibliography.problems.length &&
    names.every((name) => isRead(read[name], variables[name]));
  if (!isRight) return undefined;
  const { start, end } = bibliography.entry(index).span;
  const { span } = file.entry(index);
  return { start, end, text: after.slice(span.start, span.end) };
}

const isRead = (value: unknown, wanted: unknown): boolean =>
  typeof wanted === 'string'
    ? typeof value === 'string' && normaliseTitle(value) === normaliseTitle(wanted)
    : value !== undefined;

/** Undefined where the entry has none of the fields. */
function bibtexEdits(
  own: Reference,
  fields: ReadonlyMap<string, Field>,
  text: Text,
  variable: LackedVariables,
): readonly TextEdit[] | undefined {
  const written = bibtexFields(own, variable).map((line) => line.split(' = '));
  const edits = written.flatMap(([name = '', ...value]) => {
    const field = fields.get(name) ?? fields.get(otherNames.get(name) ?? '');
    return field === undefined ? [] : [{ ...withSigns(field, text), text: value.join(' = ') }];
  });
  return edits.length > 0 && edits.length === written.length ? edits : undefined;
}

function jsonEdits(field: Field | undefined, text: Text, value: unknown): readonly TextEdit[] | undefined {
  if (field === undefined) return undefined;
  return [{ ...withSigns(field, text), text: JSON.stringify(value) }];
}

/** The value with the braces or quotes around it. */
function withSigns({ valueSpan: { start, end } }: Field, text: Text): Span {
  const signs = text.slice(start - 1, start) + text.slice(end, end + 1);
  return signs === '{}' || signs === '""' ? { start: start - 1, end: end + 1 } : { start, end };
}
