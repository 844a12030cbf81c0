import type { Reference } from '../../../bibliography/types.ts';
import { readJournalLine } from '../text/journalInfo.ts';
import { definedFields, doiOf } from './fields.ts';
import { elementsOf } from './select.ts';
import { isMarkedJournal } from './sites.ts';
import { isBlock, textOf } from './text.ts';
import { HtmlElement } from './tree.ts';

/** Lines above the text that are looked at. */
const maxLines = 1_500;
const maxLineLength = 200;
const maxTitleLength = 20_000;

/**
 * Journal, volume, pages and year where a page shows them above its text and its head does not state them.
 *
 * @param list where the list of references begins, whose lines are of other papers
 */
export function pageJournal(source: string, root: HtmlElement, list: number): Partial<Reference> {
  let marked: string | undefined;
  for (const element of elementsOf(root))
    if (marked === undefined && isMarkedJournal(element) && element.end - element.start < maxTitleLength)
      marked = nameIn(source, element);
  const numbered = numberedName(marked ?? '');
  const name = numbered?.['container-title'] ?? marked;
  let fields: Partial<Reference> = numbered ?? {};
  let DOI = ownDoi(root, list);
  for (const { line, at } of linesAbove(source, root, name === undefined)) {
    if (at > list) break;
    const read = fields.volume === undefined ? readJournalLine(line) : undefined;
    // A page lists other papers, too.
    const isOwn = name === undefined || [undefined, name].includes(read?.['container-title']);
    if (read !== undefined && isOwn) fields = read;
    if (/^\(?(?:https?:\/\/(?:dx\.)?doi\.org\/|doi\s?:?\s?)10\./iu.test(line))
      DOI ??= doiOf(line.replace(/\)$/u, ''));
  }
  // Numbers that stand beside no name belong to the journal that the page names.
  const journal = fields['container-title'] ?? name;
  return journal === undefined
    ? definedFields({ DOI })
    : definedFields({ ...fields, 'container-title': journal, DOI });
}

/** "J Mood 12 (3) • Apr 2024", "J Mood (34) • 2017": a name with its volume and year in one element. */
function numberedName(marked: string): Partial<Reference> | undefined {
  const groups =
    /^(?<journal>\p{L}\D{2,120}?),? (?:(?<volume>\d{1,4})(?: ?\((?<issue>[^()]{1,12})\))? ?|\((?<alone>\d{1,4}(?:[-–]\d{1,4})?)\) ?)?[•·|] ?(?:[^•·|]{0,20} )?(?<year>(?:19|20)\d{2})$/u.exec(
      marked,
    )?.groups;
  return (
    groups &&
    definedFields({
      'container-title': groups['journal'],
      volume: groups['volume'],
      issue: groups['issue'] ?? groups['alone'],
      issued: { 'date-parts': [[Number(groups['year'])]] },
    })
  );
}

/**
 * The DOI that a link above the list leads to, which says that it is one; anywhere where its name says that
 * it is the page's.
 */
export function ownDoi(root: HtmlElement, list: number): string | undefined {
  for (const element of elementsOf(root)) {
    const id = element.get('id') ?? '';
    const isOwn = /^(?:dd|article)?[-_]?doi$/iu.test(id);
    if (element.start > list && !isOwn) continue;
    const marks = `${id} ${element.get('class') ?? ''}`;
    if (element.name === 'a' && /doi/iu.test(marks)) {
      const found = doiOf(element.get('href'));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function nameIn(source: string, element: HtmlElement): string | undefined {
  const { text } = textOf(source, element);
  if (text !== '') return text.length < maxLineLength ? text : undefined;
  for (const inner of elementsOf(element)) if (inner.name === 'img') return inner.get('alt')?.trim();
  return undefined;
}

/** The short lines of a page before its abstract. */
function* linesAbove(
  source: string,
  root: HtmlElement,
  endsAtAbstract: boolean,
): Generator<{ readonly line: string; readonly at: number }> {
  let line = '';
  let at = 0;
  let count = 0;
  const open: { readonly element: HtmlElement; at: number }[] = [{ element: root, at: 0 }];
  for (let last = open.at(-1); last !== undefined && count < maxLines; last = open.at(-1)) {
    const child = last.element.children[last.at];
    last.at += 1;
    const ends = child === undefined ? isBlock(last.element) : child instanceof HtmlElement && isBlock(child);
    if (ends && line !== '') {
      const text = line
        .replaceAll(/&nbsp;|\s+/gu, ' ')
        .replaceAll('&ndash;', '–')
        .replaceAll('&amp;', '&')
        .trim();
      count += 1;
      if (endsAtAbstract && /^(?:abstract|summary|introduction)$/iu.test(text)) return;
      if (/\d/u.test(text) && text.length < maxLineLength) yield { line: text, at };
      line = '';
    }
    if (child === undefined) open.pop();
    else if (!(child instanceof HtmlElement)) {
      if (line.length < maxLineLength * 2) line += source.slice(child.start, child.end);
      at = child.start;
    } else if (!/^(?:script|style|noscript|head|svg|select)$/u.test(child.name)) {
      if (child.name === 'span' && line !== '' && !line.endsWith(' ')) line += ' ';
      open.push({ element: child, at: 0 });
    }
  }
}
