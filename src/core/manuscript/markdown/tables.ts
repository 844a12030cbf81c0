import type { Span } from '../../../base/span.ts';
import type { InlineScanner } from './inline.ts';

/*
 * Tables are read cell by cell, so that a bracket in one cell has nothing to do with another.
 */

const pipe = 124;
const ruleRow = /^[-:=|+ \t]*$/;

/** Pipe tables: a row is a line, its cells stand between pipes that are neither escaped nor in code. */
export function scanPipeTable(scanner: InlineScanner, text: string, end: number): void {
  for (const { start, end: lineEnd } of lines(text, end)) {
    if (ruleRow.test(text.slice(start, lineEnd))) continue;
    let cell = start;
    for (let at = start; at <= lineEnd; at++) {
      const code = at < lineEnd ? text.charCodeAt(at) : pipe;
      if (code === 92) at++;
      else if (code === 96) at = codeEnd(text, at, lineEnd) - 1;
      else if (code === pipe) {
        scanCell(scanner, text, cell, Math.min(at, lineEnd));
        cell = at + 1;
      }
    }
  }
}

function codeEnd(text: string, at: number, end: number): number {
  let start = at;
  while (start < end && text.charCodeAt(start) === 96) start++;
  const close = text.indexOf('`'.repeat(start - at), start);
  return close < 0 || close >= end ? start : close + start - at;
}

function scanCell(scanner: InlineScanner, text: string, start: number, end: number): void {
  if (text.slice(start, end).trim() === '') return;
  scanner.unmask(start, end);
  scanner.scan(text, start, end);
}

/** Columns of a grid table that are told apart; further ones are read as one. */
const maxColumns = 32;

/** The lines of one cell, top to bottom. */
type Cell = Span[];

/**
 * Grid tables: a cell is a column between two rules, several lines high. A column is read from a copy of the
 * table in which the other columns are blank, cell by cell.
 */
export function scanGridTable(scanner: InlineScanner, text: string, end: number): void {
  const columns: Cell[][] = [];
  let isNewRow = true;
  for (const line of lines(text, end)) {
    if (/^[ \t]*\+[-=:+]/.test(text.slice(line.start, line.end))) isNewRow = true;
    else {
      addLine(columns, text, line, isNewRow);
      isNewRow = false;
    }
  }
  for (const cells of columns) scanColumn(scanner, text, cells);
}

function addLine(columns: Cell[][], text: string, line: Span, isNewRow: boolean): void {
  let column = -1;
  let start = line.start;
  for (let at = line.start; at < line.end; at++) {
    if (text.charCodeAt(at) === 92) at++;
    else if (text.charCodeAt(at) === pipe) {
      const cells = column < 0 ? undefined : (columns[column] ??= []);
      if (cells && (isNewRow || cells.length === 0)) cells.push([{ start, end: at }]);
      else cells?.at(-1)?.push({ start, end: at });
      column = Math.min(column + 1, maxColumns);
      start = at + 1;
    }
  }
}

function scanColumn(scanner: InlineScanner, text: string, cells: readonly Cell[]): void {
  const parts: string[] = [];
  let at = 0;
  for (const line of cells.flat()) {
    parts.push(' '.repeat(line.start - at), text.slice(line.start, line.end));
    at = line.end;
    scanner.unmask(line.start, line.end);
  }
  const column = parts.join('');
  for (const cell of cells) scanner.scan(column, cell[0]!.start, cell.at(-1)!.end);
}

function lines(text: string, end: number): Span[] {
  const found: Span[] = [];
  for (let start = 0; start < end; ) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline < 0 || newline > end ? end : newline;
    found.push({ start, end: lineEnd });
    start = lineEnd + 1;
  }
  return found;
}
