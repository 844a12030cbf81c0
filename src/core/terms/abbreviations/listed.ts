import { type Span, shift } from '../../../base/span.ts';
import type { Block, Manuscript } from '../../manuscript/types.ts';
import { BlockValues } from '../blocks.ts';
import { gapMark, proseOf } from '../prose.ts';
import { canBeDefined, needsPerfectFit } from './shortForm.ts';

/*
 * Lists that say what short forms stand for, whatever their letters are: a definition list, a list of terms
 * in Typst, a table of abbreviations.
 */

/** An entry of such a list. Offsets of the document. */
export interface ListedForm extends Span {
  readonly short: string;
  readonly long: string;
  readonly longSpan: Span;
  readonly block: number;
}

const maxShortLength = 15;
const maxLongLength = 150;
/** A table is one of abbreviations by the head of its first column, wherever it stands. */
const tableHead = /^(?:abbreviations?|acronyms?|short forms?|abbr\.?)$/i;

/**
 * The entries of the lists of a manuscript; `isList` tells the blocks that stand in a section of
 * abbreviations.
 */
export function listedForms(
  manuscript: Manuscript,
  isList: (block: number) => boolean,
): readonly ListedForm[] {
  const { blocks, text } = manuscript;
  const found: ListedForm[] = [];
  blocks.forEach((block, number) => {
    const { body } = block;
    if (body.scope === 'table') found.push(...rowsOf(block, number, isList(number)));
    else if (manuscript.syntax === 'typst' && /^\s*\/ /.test(body.text)) {
      const prose = proseOf(body);
      const entry = /^[\s\u0001]*([^\s:\u0001]{2,15}):\s+/u.exec(prose.text);
      if (entry) {
        const start = prose.text.indexOf(entry[1]!);
        found.push(
          ...toForm(
            block,
            number,
            { start, end: start + entry[1]!.length },
            { start: entry[0].length, end: prose.text.length },
          ),
        );
      }
    } else if (body.text.length <= maxShortLength) {
      // Pandoc's definition list: the term on a line, its definition behind a colon.
      const next = blocks[number + 1];
      const between = next && text.slice(block.start + body.text.length, next.start);
      if (!next || !/^[ \t]*\r?\n(?:[ \t]*\r?\n)?[ \t]{0,3}[:~][ \t]+$/.test(between!)) return;
      const [term] = toForm(
        block,
        number,
        { start: 0, end: proseOf(body).text.length },
        { start: 0, end: 0 },
      );
      const meaning = sentence(proseOf(next.body).text);
      if (term && meaning !== '') {
        const longSpan = { start: next.start, end: next.start + next.body.text.length };
        found.push({ ...term, long: meaning, longSpan });
      }
    }
  });
  return found;
}

/** The pairs of a table's cells, where it is a list. */
function rowsOf(block: Block, number: number, isList: boolean): readonly ListedForm[] {
  const { isHeaded, rows } = tables.get(block.body);
  if (!isHeaded && !isList) return [];
  return rows.map((row) => ({
    ...row,
    ...shift(row, block.start),
    longSpan: shift(row.longSpan, block.start),
    block: number,
  }));
}

/** What a table holds if it is a list, in offsets relative to it. */
const tables = new BlockValues(
  (body): { readonly isHeaded: boolean; readonly rows: readonly ListedForm[] } => {
    const { text } = proseOf(body);
    const cells = [...text.matchAll(/[^\u0001\n]+/g)].flatMap(({ 0: cell, index }) => {
      const start = index + cell.length - cell.trimStart().length;
      return cell.trim() === '' ? [] : [{ start, end: index + cell.trimEnd().length }];
    });
    const [head] = cells;
    const block = { start: 0, body };
    const rows = cells.flatMap((cell, at) => {
      const next = cells[at + 1];
      return next ? toForm(block, 0, cell, next) : [];
    });
    return { isHeaded: head !== undefined && tableHead.test(text.slice(head.start, head.end)), rows };
  },
);

/** None where the one is no short form, or the other holds no words. */
function toForm(block: Block, number: number, short: Span, long: Span): readonly ListedForm[] {
  const prose = proseOf(block.body);
  const form = prose.text.slice(short.start, short.end).trim();
  if (form.includes(gapMark) || !canBeDefined(form) || needsPerfectFit(form)) return [];
  const meaning = sentence(prose.text.slice(long.start, long.end));
  if (long.end > long.start && !/\p{Ll}{3}/u.test(meaning)) return [];
  const source = (span: Span): Span => shift(prose.source(span.start, span.end), block.start);
  return [{ ...source(short), short: form, long: meaning, longSpan: source(long), block: number }];
}

const sentence = (text: string): string =>
  text
    .split(/[\u0001;]|\.(?:\s|$)/u, 1)[0]!
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxLongLength);
