import type { Span } from '../../../base/span.ts';
import { type CitationCommand, citationCommand } from '../latex/commands.ts';
import type { CitationSink } from './findings.ts';

/*
 * Raw TeX in Markdown (Pandoc manual, extension raw_tex): commands with their arguments are passed through to
 * TeX, so that nothing in them is prose, and `\cite{…}` cites.
 */

/** What the reader of a block knows of the TeX in it. */
export interface TexContext {
  /** Gives the place of the brace that closes the one at a place, or -1. */
  readonly brace: (open: number) => number;
  /** The same of square brackets. */
  readonly square: (open: number) => number;
  /** The user's own citation commands, without backslash and star. */
  readonly citationCommands: ReadonlySet<string>;
}

const commandName = /\\([a-zA-Z]+)(\*?)/y;
/** More arguments than a command takes. */
const maxArgument = 100;

/**
 * Reads the TeX command at the backslash at `at`, with its arguments, and adds what it, or a command in its
 * arguments, cites. Returns its end, or -1 where there is none.
 */
export function scanTexCommand(
  text: string,
  at: number,
  end: number,
  sink: CitationSink,
  context: TexContext,
): number {
  const name = nameAt(text, at, end, context);
  if (!name) return -1;
  if (name.citation) return scanCitation(text, at, end, { ...name, citation: name.citation }, sink, context);
  let place = name.end;
  for (let count = 0; count < maxArgument && place < end; count++) {
    const close = closeOfArgument(text, place, context);
    if (close < 0) break;
    place = close + 1;
  }
  scanTexCitations(text, name.end, place, sink, context);
  return place;
}

/** Adds what the citation commands in `[start, end)` cite. */
export function scanTexCitations(
  text: string,
  start: number,
  end: number,
  sink: CitationSink,
  context: TexContext,
): void {
  for (let at = text.indexOf('\\', start); at >= 0 && at < end; at = text.indexOf('\\', at)) {
    const name = nameAt(text, at, end, context);
    if (name?.citation) at = scanCitation(text, at, end, { ...name, citation: name.citation }, sink, context);
    else at = name?.end ?? at + 2;
  }
}

/** The text with its TeX comments blanked. */
export const withoutTexComments = (text: string): string =>
  text.replace(/(?<!\\)%[^\n]*/g, (comment) => ' '.repeat(comment.length));

interface CommandName {
  readonly name: string;
  readonly end: number;
  readonly citation: CitationCommand | undefined;
}

function nameAt(text: string, at: number, end: number, context: TexContext): CommandName | undefined {
  commandName.lastIndex = at;
  const found = commandName.exec(text);
  if (!found || commandName.lastIndex > end) return undefined;
  const name = found[1]!;
  const citation = citationCommand(name, found[2] === '*', {
    citations: context.citationCommands,
    suffixes: [],
  });
  return { name, end: commandName.lastIndex, citation };
}

function closeOfArgument(text: string, at: number, context: TexContext): number {
  const character = text.charAt(at);
  if (character === '{') return context.brace(at);
  return character === '[' ? context.square(at) : -1;
}

/** A citation command whose last brace is still open ends with its line, as it is being typed. */
function scanCitation(
  text: string,
  at: number,
  end: number,
  command: { readonly name: string; readonly end: number; readonly citation: CitationCommand },
  sink: CitationSink,
  context: TexContext,
): number {
  const form = command.citation.arguments;
  const isMany = form === 'many' || form === 'volumes';
  const listEvery = form === 'volume' || form === 'volumes' ? 2 : 1;
  const lists: Span[] = [];
  let place = command.end;
  let braces = 0;
  for (let count = 0; count < maxArgument && place < end; count++) {
    const isBrace = text.charAt(place) === '{';
    let close = closeOfArgument(text, place, context);
    const isOpen = isBrace && close < 0;
    if (isOpen) close = lineEnd(text, place, end);
    if (close < 0) break;
    if (isBrace && ++braces % listEvery === 0) lists.push({ start: place + 1, end: close });
    place = isOpen ? close : close + 1;
    if (isOpen || (lists.length > 0 && !isMany)) break;
  }
  for (const list of lists) addKeys(text, list, { start: at, end: place }, command, sink);
  return place;
}

function lineEnd(text: string, at: number, end: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? end : Math.min(found, end);
}

function addKeys(
  text: string,
  list: Span,
  citation: Span,
  command: { readonly name: string; readonly citation: CitationCommand },
  sink: CitationSink,
): void {
  sink.slots.push(list);
  for (const found of text.slice(list.start, list.end).matchAll(/[^,\s{}%]+/g)) {
    const start = list.start + found.index;
    const item = { start, end: start + found[0].length };
    if (command.name === 'nocite' && found[0] === '*') {
      sink.citesEverything = true;
      continue;
    }
    sink.roleMentions.push({
      kind: 'key',
      key: found[0],
      ...item,
      item,
      citation,
      narrative: command.citation.narrative,
      suppressAuthor: command.citation.suppressAuthor,
    });
  }
}
