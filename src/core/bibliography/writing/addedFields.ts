import type { TextEdit } from '../../../base/edit.ts';
import type { Text } from '../../../base/text.ts';
import { formats } from '../formats.ts';
import { editBibliography } from '../index.ts';
import type { Bibliography, Reference } from '../types.ts';
import { writeBibtexEntry } from './bibtex.ts';

/** Variables of a work that its entry lacks. */
export type LackedVariables = Readonly<Record<string, unknown>>;

/** Longer files of formats that are read as a whole are not read again to try an edit, in UTF-16 units. */
export const maxTried = 1_000_000;

/**
 * The edit that gives an entry of a BibTeX or CSL-JSON file variables that it lacks, behind those that it
 * has, written as they are. Tried first: with it the file has the same entries, no other problem, and the
 * variables. Undefined where that cannot be.
 */
export function addedFields(
  bibliography: Bibliography,
  text: Text,
  index: number,
  variables: LackedVariables,
): TextEdit | undefined {
  const { format } = bibliography;
  if (format !== 'bibtex' && (format !== 'csl-json' || text.length > maxTried)) return undefined;
  const { start, end } = bibliography.entry(index).span;
  const source = text.slice(start, end);
  if (!/[})]$/.test(source)) return undefined;
  const own = bibliography.reference(index);
  const members = format === 'bibtex' ? bibtexFields(own, variables) : jsonMembers(variables);
  const body = source.slice(0, -1).trimEnd();
  const indent = /\n([ \t]+)\S/.exec(source)?.[1];
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  const gap = indent === undefined ? ' ' : lineEnd + indent;
  const comma = /[,{]$/.test(body) ? '' : ',';
  const last = body.endsWith(',') ? ',' : '';
  const added = `${comma}${members.map((member) => gap + member).join(',')}${last}`;
  const edit = { start: start + body.length, end: start + body.length, text: added };
  const next = text.replace(edit);
  const after = editBibliography(bibliography, next, edit);
  const isRight =
    members.length > 0 &&
    after.size === bibliography.size &&
    after.problems.length <= bibliography.problems.length &&
    Object.keys(variables).every((name) => after.reference(index)[name] !== undefined);
  return isRight ? edit : undefined;
}

/**
 * `journal = {…}`: as a new entry of the type would have them, and the short name of a journal, which it
 * would not.
 */
export function bibtexFields({ type }: Reference, variables: LackedVariables): readonly string[] {
  const { 'container-title-short': short, ...others } = variables;
  const linesOf = (written: string): string[] =>
    written.split('\n').flatMap((line) => /^ {2}(\w+ = .*?),?$/.exec(line)?.[1] ?? []);
  const lines = linesOf(formats.bibtex.write([{ key: 'key', reference: { ...others, id: 'key', type } }]));
  if (typeof short !== 'string') return lines;
  const reference = { 'container-title-short': short, id: 'key', type };
  const added = linesOf(writeBibtexEntry({ key: 'key', reference }, 'biblatex'));
  return [...lines, ...added.filter((line) => line.startsWith('shortjournal = '))];
}

const jsonMembers = (variables: LackedVariables): readonly string[] =>
  Object.entries(variables).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
