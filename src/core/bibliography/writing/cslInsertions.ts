import type { TextEdit } from '../../../base/edit.ts';
import { cslItem, cslJson, cslYaml, yamlItem } from './csl.ts';
import type { KeyedReference } from './values.ts';

/** Works that are added to a file of CSL items. `last` is the end of its last entry, if it has one. */

/** Inside the list that the file is. */
export function inJson(text: string, works: readonly KeyedReference[]): TextEdit | undefined {
  const close = text.lastIndexOf(']');
  if (!text.trimStart().startsWith('[') || close < 0) return undefined;
  const before = text.slice(0, close).trimEnd();
  const items = works.map((work) => JSON.stringify(cslItem(work), null, 2).replace(/^/gm, '  ')).join(',\n');
  const separator = before.endsWith('[') || before.endsWith(',') ? '\n' : ',\n';
  return { start: before.length, end: close, text: `${separator}${items}\n` };
}

/** Behind the last item of a list that is the file or its `references:`, with that list's indentation. */
export function inYaml(text: string, works: readonly KeyedReference[]): TextEdit | undefined {
  const indent = /^( *)- /m.exec(text)?.[1];
  const fence = /\n(?:\.\.\.|---)\s*$/.exec(text);
  const end = fence ? fence.index : text.trimEnd().length;
  if (indent === undefined && !/^references:\s*$/m.test(text)) return undefined;
  const items = works.map((work) => yamlItem(cslItem(work)).replace(/^(?=.)/gm, indent ?? '')).join('');
  return { start: end, end, text: `\n${items.trimEnd()}` };
}

/** Behind the last item, whatever stands behind the list. */
export function behindInJson(
  text: string,
  works: readonly KeyedReference[],
  last: number | undefined,
): TextEdit | undefined {
  const written = cslJson(works.map(cslItem));
  const opening = /^\s{0,1000}(?:\{\s{0,1000}"(?:items|references)"\s{0,1000}:\s{0,1000})?\[/.exec(text)?.[0]
    .length;
  if (opening === undefined) return undefined;
  const items = written.slice(written.indexOf('[') + 1, written.lastIndexOf(']')).trimEnd();
  if (last !== undefined) return { start: last, end: last, text: `,${items}` };
  const close = text.indexOf(']', opening);
  return close < 0 ? undefined : { start: opening, end: close, text: `${items}\n` };
}

/** Behind the last item, or where a list is that has none. */
export function behindInYaml(
  text: string,
  works: readonly KeyedReference[],
  last: number | undefined,
): TextEdit | undefined {
  const written = cslYaml(works.map(cslItem));
  const items = written.slice(written.indexOf('\n') + 1).trimEnd();
  if (last === undefined) {
    const empty = /^references:[ \t]{0,20}(?:\[\])?[ \t]{0,20}$/m.exec(text);
    if (empty === null) return undefined;
    return { start: empty.index, end: empty.index + empty[0].length, text: `references:\n${items}` };
  }
  const indent = /^( *)- /m.exec(text)?.[1];
  if (indent === undefined) return undefined;
  return { start: last, end: last, text: `\n${items.replace(/^(?=.)/gm, indent)}` };
}
