/** References written out as entries of a file: what "add to bibliography" inserts and what an import exports. */
import type { TextEdit } from '../../base/edit.ts';
import type { BibliographyFormat } from './types.ts';
import { writeBibtexEntry } from './writing/bibtex.ts';
import { cslItem, cslJson, cslYaml, yamlItem } from './writing/csl.ts';
import { writeHayagriva } from './writing/hayagriva.ts';
import { writeEnw, writeNbib, writeRis } from './writing/tagged.ts';
import type { KeyedReference } from './writing/values.ts';

export type { KeyedReference } from './writing/values.ts';

/** A whole file of these references. */
export function writeBibliography(format: BibliographyFormat, works: readonly KeyedReference[]): string {
  if (format === 'csl-json') return cslJson(works.map(cslItem));
  if (format === 'csl-yaml') return cslYaml(works.map(cslItem));
  return works.map((work) => writeEntry(format, work)).join('\n');
}

/**
 * The edit that adds references to a file of this format, at its end (in CSL-JSON inside its list). Undefined where
 * the file has no place for them: JSON that is no list.
 */
export function insertionOf(
  format: BibliographyFormat,
  text: string,
  works: readonly KeyedReference[],
): TextEdit | undefined {
  if (text.trim() === '') return { start: 0, end: text.length, text: writeBibliography(format, works) };
  if (format === 'csl-json') return insertionInJson(text, works);
  if (format === 'csl-yaml') return insertionInYaml(text, works);
  const entries = works.map((work) => writeEntry(format, work)).join('\n');
  const end = lastLineEnd(text);
  return { start: end, end, text: `\n\n${entries.replace(/\n$/, '')}` };
}

/** The end of the last line that is not blank: the line break behind it, or none, stays the file's end. */
function lastLineEnd(text: string): number {
  const written = text.trimEnd().length;
  const gap = text.slice(written).search(/[\r\n]/);
  return gap < 0 ? text.length : written + gap;
}

function writeEntry(format: BibliographyFormat, work: KeyedReference): string {
  switch (format) {
    case 'hayagriva':
      return writeHayagriva(work);
    case 'ris':
      return writeRis(work);
    case 'enw':
      return writeEnw(work);
    case 'nbib':
      return writeNbib(work);
    default:
      return writeBibtexEntry(work, 'shared');
  }
}

function insertionInJson(text: string, works: readonly KeyedReference[]): TextEdit | undefined {
  const close = text.lastIndexOf(']');
  if (!text.trimStart().startsWith('[') || close < 0) return undefined;
  const before = text.slice(0, close).trimEnd();
  const items = works.map((work) => JSON.stringify(cslItem(work), null, 2).replace(/^/gm, '  ')).join(',\n');
  const separator = before.endsWith('[') || before.endsWith(',') ? '\n' : ',\n';
  return { start: before.length, end: close, text: `${separator}${items}\n` };
}

/** Behind the last item of a list that is the file or its `references:`, with that list's indentation. */
function insertionInYaml(text: string, works: readonly KeyedReference[]): TextEdit | undefined {
  const indent = /^( *)- /m.exec(text)?.[1];
  const fence = /\n(?:\.\.\.|---)\s*$/.exec(text);
  const end = fence ? fence.index : text.trimEnd().length;
  if (indent === undefined && !/^references:\s*$/m.test(text)) return undefined;
  const items = works.map((work) => yamlItem(cslItem(work)).replace(/^(?=.)/gm, indent ?? '')).join('');
  return { start: end, end, text: `\n${items.trimEnd()}` };
}
