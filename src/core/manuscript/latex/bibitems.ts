import { latexToText } from '../../bibliography/bibtex/latexText.ts';
import { EntryList, type EntryReader } from '../../bibliography/listed.ts';
import type { Bibliography } from '../../bibliography/types.ts';
import { argumentAt } from './arguments.ts';
import { tokenizeLatex } from './tokens.ts';

/** UTF-16 units of one item that are shown. */
const maxPrintedLength = 3_000;

/**
 * The works of a list of `\bibitem[label]{key}`: each goes to the next. What their text means is for nobody
 * to know, so a reference holds that text alone. `offset` is added to every place.
 */
export function parseBibitems(text: string, offset: number): Bibliography {
  const tokens = tokenizeLatex(text, '');
  const items = tokens.tokens.filter(({ kind, name }) => kind === 'command' && name === 'bibitem');
  const list = new EntryList();
  const printed: string[] = [];
  for (const [index, { start, end }] of items.entries()) {
    const label = argumentAt(tokens, end, '[');
    const key = argumentAt(tokens, label?.next ?? end, '{');
    const name = key && text.slice(key.start, key.end).trim();
    if (!key?.closed || !name || /[\\{}#%,]/.test(name)) continue;
    const keyStart = key.start + text.slice(key.start, key.end).indexOf(name);
    const next = items[index + 1]?.start ?? text.length;
    const place = { start: offset + keyStart, end: offset + keyStart + name.length };
    list.add(name, place, 'bibitem', { start: offset + start, end: offset + next });
    printed.push(text.slice(key.next, Math.min(next, key.next + maxPrintedLength)));
  }
  const reader: EntryReader = {
    fields: () => [],
    reference: ({ index, key }) => ({ id: key, type: 'document', printed: plain(printed[index]!) }),
  };
  return list.finish('bibitem', reader);
}

const plain = (source: string): string =>
  latexToText(source.replace(/(?<!\\)%[^\n]*/g, '').replace(/\\(?:newblock|natexlab|enquote)\b/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
