import type { Span } from '../../../base/span.ts';
import { languageTag } from '../../bibliography/bibtex/languageNames.ts';
import type { SegmentCollector } from '../segments/segmentCollector.ts';
import { argumentAt, keyValues, listItems, plainLatex, skipOptional } from './arguments.ts';
import {
  bibliographyCommands,
  fileCommands,
  type OwnCommands,
  referenceCommands,
  withoutSuffix,
} from './commands.ts';
import { readFiles, unquoted } from './files.ts';
import type { LatexToken, LatexTokens } from './tokens.ts';

/**
 * Reads a command that names files, bibliographies, packages, labels or abbreviations; others are let be. The
 * answer is where a name ends that stands without braces, or 0.
 */
export function readDeclaration(
  tokens: LatexTokens,
  command: LatexToken,
  parts: SegmentCollector,
  own: OwnCommands,
): number {
  const { name } = command;
  const short = withoutSuffix(name, own);
  if (name === 'documentclass') readDocumentClass(tokens, command, parts);
  else if (name === 'usepackage' || name === 'RequirePackage') readPackages(tokens, command, parts);
  else if (bibliographyCommands.has(short)) {
    const by = bibliographyCommands.get(short)!;
    // A macro in a path may be one that the file defines; a parameter is none.
    const list =
      short === 'putbib' ? optionalList(tokens, command.end) : listArgument(tokens, command.end, /#/);
    for (const span of list) parts.declarations.push({ ...span, path: unquoted(slice(tokens, span)), by });
  } else if (name === 'newrefsection') {
    readSection(tokens, command.end, parts);
  } else if (referenceCommands.has(name)) {
    for (const span of listArgument(tokens, command.end)) parts.blocks.crossReference(span);
  } else readAbbreviation(tokens, command, parts);
  return fileCommands.has(name) ? readFiles(tokens, command, parts) : 0;
}

/**
 * `\begin{refsection}[a.bib,b.bib]` (biblatex); what has no extension is a label of what was declared
 * elsewhere.
 */
export function readSection(tokens: LatexTokens, from: number, parts: SegmentCollector): void {
  for (const span of optionalList(tokens, from)) {
    const path = unquoted(slice(tokens, span));
    if (/\.[a-z]+$/i.test(path)) parts.declarations.push({ ...span, path, by: 'addbibresource' });
  }
}

/** The items of an optional argument. */
function optionalList(tokens: LatexTokens, from: number): readonly Span[] {
  const argument = argumentAt(tokens, from, '[');
  return argument ? listItems(tokens.text, argument).filter((span) => !/#/.test(slice(tokens, span))) : [];
}

const slice = (tokens: LatexTokens, span: Span): string => tokens.text.slice(span.start, span.end);

/**
 * The items of the first argument in braces. What holds a command or a parameter names nothing, unless said
 * otherwise.
 */
function listArgument(tokens: LatexTokens, from: number, unnamed = /[\\#]/): readonly Span[] {
  const argument = argumentAt(tokens, skipOptional(tokens, from), '{');
  if (!argument?.closed) return [];
  return listItems(tokens.text, argument).filter((span) => !unnamed.test(slice(tokens, span)));
}

/** `\documentclass[main.tex]{subfiles}` names the document that a part belongs to. */
function readDocumentClass(tokens: LatexTokens, command: LatexToken, parts: SegmentCollector): void {
  const options = argumentAt(tokens, command.end, '[');
  const name = argumentAt(tokens, options?.next ?? command.end, '{');
  if (!options || !name || slice(tokens, name).trim() !== 'subfiles') return;
  for (const span of listItems(tokens.text, options)) {
    parts.files.push({ ...span, path: slice(tokens, span), by: 'documentclass' });
  }
}

function readPackages(tokens: LatexTokens, command: LatexToken, parts: SegmentCollector): void {
  const names = listArgument(tokens, command.end).map((span) => slice(tokens, span));
  const found = names.find((name) => /^(?:natbib|biblatex(?:-chicago)?|apacite|cite)$/.test(name));
  if (found !== undefined) parts.metadata.set('citation-package', found.replace('-chicago', ''));
  if (names.includes('babel')) readBabel(tokens, command, parts);
}

/** The language of the document: `main`, else the last one that is named (Babel manual, section 1.1). */
function readBabel(tokens: LatexTokens, command: LatexToken, parts: SegmentCollector): void {
  const options = optionalList(tokens, command.end).map((span) => slice(tokens, span).replace(/\s/g, ''));
  const main = options.find((option) => option.startsWith('main='))?.slice('main='.length);
  const tag = languageTag(main ?? options.findLast((option) => !option.includes('=')) ?? '');
  if (tag !== undefined) parts.metadata.set('lang', tag);
}

/** The packages acronym, glossaries, glossaries-extra and acro. */
function readAbbreviation(tokens: LatexTokens, command: LatexToken, parts: SegmentCollector): void {
  switch (command.name) {
    case 'newacronym':
    case 'newabbreviation': {
      const label = argumentAt(tokens, skipOptional(tokens, command.end), '{');
      const short = label?.closed ? argumentAt(tokens, label.next, '{') : undefined;
      const long = short?.closed ? argumentAt(tokens, short.next, '{') : undefined;
      if (label && short && long?.closed) declare(tokens, label, short, long, parts);
      return;
    }
    case 'acro':
    case 'acrodef':
    case 'newacro': {
      const label = argumentAt(tokens, command.end, '{');
      if (!label?.closed) return;
      const short = argumentAt(tokens, label.next, '[');
      const long = argumentAt(tokens, short?.next ?? label.next, '{');
      if (long?.closed) declare(tokens, label, short ?? label, long, parts);
      return;
    }
    case 'DeclareAcronym':
    case 'newglossaryentry': {
      const label = argumentAt(tokens, command.end, '{');
      const list = label?.closed ? argumentAt(tokens, label.next, '{') : undefined;
      const values = list?.closed ? keyValues(tokens, list) : undefined;
      const short = values?.get('short') ?? shortName(tokens, values?.get('name'));
      const long = values?.get('long') ?? values?.get('description');
      if (label && short && long) declare(tokens, label, short, long, parts);
    }
  }
}

/** The name of an entry of a glossary, where it is written as short forms are. */
const shortName = (tokens: LatexTokens, name: Span | undefined): Span | undefined =>
  name && /^[^\s\\]{0,12}\p{Lu}[^\s\\]{0,6}\p{Lu}[^\s\\]{0,6}$/u.test(slice(tokens, name)) ? name : undefined;

function declare(
  tokens: LatexTokens,
  labelSpan: Span,
  shortSpan: Span,
  longSpan: Span,
  parts: SegmentCollector,
): void {
  const short = plainLatex(slice(tokens, shortSpan));
  const long = plainLatex(slice(tokens, longSpan));
  if (short === '' || long === '') return;
  const { start, end } = shortSpan;
  const text = slice(tokens, labelSpan).trim();
  const label = text === '' ? {} : { label: { text, by: labelSpan.start - start } };
  parts.declaredAbbreviations.push({ start, end, short, long, ...label });
}
