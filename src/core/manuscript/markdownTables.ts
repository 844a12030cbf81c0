import type { InlineScanner } from './markdownInline.ts';

/*
 * Tables are read cell by cell, so that a bracket in one cell has nothing to do with another.
 */

const pipe = 124;
const ruleRow = /^[ \t]*[|+]?[-:=|+ \t]*$/;

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

/** Columns of a grid table that are read as columns; further ones are read line by line. */
const columnLimit = 32;

/** Grid tables: a cell is a column between two rules, several lines high. */
export function scanGridTable(scanner: InlineScanner, text: string, end: number): void {
  let row: { start: number; end: number }[] = [];
  for (const line of lines(text, end)) {
    const content = text.slice(line.start, line.end);
    if (/^[ \t]*\+[-=:+]/.test(content)) {
      scanRow(scanner, text, row);
      row = [];
    } else row.push(line);
  }
  scanRow(scanner, text, row);
}

function scanRow(scanner: InlineScanner, text: string, row: readonly { start: number; end: number }[]): void {
  const columns: { start: number; end: number }[][] = [];
  for (const line of row) {
    let column = -1;
    let cell = line.start;
    for (let at = line.start; at < line.end; at++) {
      if (text.charCodeAt(at) === 92) at++;
      else if (text.charCodeAt(at) === pipe) {
        if (column >= 0) (columns[Math.min(column, columnLimit)] ??= []).push({ start: cell, end: at });
        column++;
        cell = at + 1;
      }
    }
  }
  for (const cells of columns) if (cells) scanColumn(scanner, text, cells);
}

/** Reads the lines of one cell as one text in which the other cells are blank. */
function scanColumn(
  scanner: InlineScanner,
  text: string,
  cells: readonly { start: number; end: number }[],
): void {
  const start = cells[0]!.start;
  const end = cells.at(-1)!.end;
  const parts = [' '.repeat(start)];
  let at = start;
  for (const cell of cells) {
    parts.push(' '.repeat(cell.start - at), text.slice(cell.start, cell.end));
    at = cell.end;
    scanner.unmask(cell.start, cell.end);
  }
  scanner.scan(parts.join(''), start, end);
}

function lines(text: string, end: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let start = 0; start < end; ) {
    const newline = text.indexOf('\n', start);
    const lineEnd = newline < 0 || newline > end ? end : newline;
    found.push({ start, end: lineEnd });
    start = lineEnd + 1;
  }
  return found;
}
