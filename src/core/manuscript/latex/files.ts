import type { SegmentCollector } from '../segments/segmentCollector.ts';
import type { FileLink } from '../types.ts';
import { argumentAt, type LatexArgument, listItems, skipOptional } from './arguments.ts';
import { fileCommands } from './commands.ts';
import type { LatexToken, LatexTokens } from './tokens.ts';

/* The files that LaTeX reads along: parts of the document, classes and packages that may lie beside it. */

/** A name without braces, as TeX's own `\input` takes it: quoted, or up to a blank or the next command. */
const bareName = /[ \t]*(?:"([^"\n]{1,300})"|([^\s{}[\]%\\"#~$&]{1,300}))/y;

/** Reads a command that names files; the answer is where the name ends that stands without braces, or 0. */
export function readFiles(tokens: LatexTokens, command: LatexToken, parts: SegmentCollector): number {
  const by = fileCommands.get(command.name)!;
  const isInFolder = by === 'import' || by === 'subimport';
  const isPackage = by === 'package' || by === 'class';
  const from = isPackage || by === 'include' ? skipOptional(tokens, command.end) : command.end;
  const first = argumentAt(tokens, from, '{');
  if (first === undefined) return command.name === 'input' ? readBareName(tokens, command, parts) : 0;
  const last = isInFolder && first.closed ? argumentAt(tokens, first.next, '{') : first;
  if (!first.closed || !last?.closed) return 0;
  const folder = isInFolder ? unquoted(textOf(tokens, first)).replace(/\/?$/, '/') : '';
  for (const span of isPackage ? listItems(tokens.text, last) : [last]) {
    const path = folder + unquoted(textOf(tokens, span));
    if (path !== folder) parts.files.push({ start: span.start, end: span.end, path, by });
  }
  return 0;
}

function readBareName(tokens: LatexTokens, { end }: LatexToken, parts: SegmentCollector): number {
  bareName.lastIndex = end;
  const found = bareName.exec(tokens.text);
  const path = found?.[1] ?? found?.[2];
  if (path === undefined) return 0;
  parts.files.push({ start: bareName.lastIndex - path.length, end: bareName.lastIndex, path, by: 'input' });
  return bareName.lastIndex;
}

const textOf = (tokens: LatexTokens, { start, end }: Pick<LatexArgument, 'start' | 'end'>): string =>
  tokens.text.slice(start, end);

/** TeX takes the quotation marks off that keep a name with blanks together, also those of `\string"`. */
export const unquoted = (name: string): string => name.replace(/\\string[ \t]*(?=")|"/g, '').trim();

/**
 * What a path names once its macros are replaced: one with another command or a parameter in it names
 * nothing.
 */
export const namesFile = ({ path }: FileLink): boolean => !/[\\#]/.test(path.replace(/\\jobname\b/g, ''));
