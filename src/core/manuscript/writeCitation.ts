import type { Span } from '../../base/span.ts';
import type { AuthorYearMention, CitingContext, Manuscript, Syntax } from './types.ts';

/** One work to cite. `prefix` ends and `suffix` begins as they stand in running text: "see also ", ", p. 3". */
export interface CitationItem {
  readonly key: string;
  readonly prefix: string;
  readonly suffix: string;
  /** The author's name is part of the sentence. A second narrative item is another work of the same authors. */
  readonly narrative: boolean;
  readonly suppressAuthor: boolean;
}

/** The package whose commands a LaTeX manuscript cites with; `plain` has `\cite` alone. */
export type LatexDialect = 'natbib' | 'biblatex' | 'apacite' | 'plain';

/** Author-year mentions that one citation in keys replaces: a bracket, or a narrative mention with its bracket. */
export interface ConversionGroup {
  /** What is replaced, in the offsets of the mentions. */
  readonly span: Span;
  readonly mentions: readonly AuthorYearMention[];
}

/**
 * Groups mentions of one block by what a conversion replaces, in order and disjoint: a bracket inside another one
 * that is converted stays as it is, for two edits cannot overlap.
 */
export function groupForConversion(mentions: readonly AuthorYearMention[]): readonly ConversionGroup[] {
  const byCitation = new Map<string, AuthorYearMention[]>();
  for (const mention of mentions) {
    const key = `${mention.citation.start}-${mention.citation.end}`;
    const group = byCitation.get(key);
    if (group) group.push(mention);
    else byCitation.set(key, [mention]);
  }
  const groups = [...byCitation.values()]
    .map((group) => ({ span: group[0]!.citation, mentions: group }))
    .sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
  let end = -1;
  return groups.filter(({ span }) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}

/**
 * The text that cites these works in the manuscript's language. Undefined where a key cannot be written in it.
 * Items come in the order they are printed; a narrative one stands first.
 */
export function citationText(
  syntax: Syntax,
  items: readonly CitationItem[],
  dialect: LatexDialect = 'natbib',
): string | undefined {
  if (items.length === 0) return undefined;
  switch (syntax) {
    case 'latex':
      return items.every(({ key }) => /^[^\s,\\{}%#~"]+$/.test(key))
        ? latexCitation(items, dialect)
        : undefined;
    case 'typst':
      return items.every(({ key }) => /^[^\s"\\]+$/.test(key)) ? typstCitation(items) : undefined;
    case 'pandoc':
    case 'quarto':
    case 'rmarkdown':
    case 'myst':
      return items.every(({ key }) => isPandocKey(key)) ? pandocCitation(items) : undefined;
  }
}

/** Pandoc manual, "Citation syntax": letters, digits and `_`, with single punctuation inside. */
const simpleKey = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_]|[:.#$%&\-+?<>~/](?=[\p{L}\p{N}_]))*$/u;

/** Between braces any key will do that has no space and whose own braces are balanced. */
const isPandocKey = (key: string): boolean => simpleKey.test(key) || /^[^\s{}]+$/.test(key);

/**
 * A key as it is typed at a citing place. `braced` is what the place's `CitingContext` says: whether a key that the
 * language cannot write bare needs braces there.
 */
export function writeKey(syntax: Syntax, key: string, braced: boolean): string {
  const bare = !braced || syntax === 'latex' || syntax === 'typst' || simpleKey.test(key);
  return bare ? key : `{${key}}`;
}

/** What replaces what when a key is put where another stands or one is being typed. */
export interface KeyEdit {
  readonly replace: Span;
  readonly insert: string;
}

/**
 * A key at a citing place, written so that the language reads it. Typst has labels for most keys only: others take the
 * `@` or the brackets away and are written as text.
 */
export function keyEdit(
  { syntax, text }: Pick<Manuscript, 'syntax' | 'text'>,
  { replace, braced }: Pick<CitingContext, 'replace' | 'braced'>,
  key: string,
): KeyEdit {
  const before = text.charAt(replace.start - 1);
  if (syntax !== 'typst') return { replace, insert: writeKey(syntax, key, braced) };
  const escaped = key.replace(/["\\]/g, '\\$&');
  if (before === '"') return { replace, insert: escaped };
  if (isTypstLabel(key) && !(before === '@' && /[.:]$/.test(key))) return { replace, insert: key };
  const label = `label("${escaped}")`;
  const isClosed = before === '<' && text.charAt(replace.end) === '>';
  return {
    replace: { start: replace.start - 1, end: replace.end + (isClosed ? 1 : 0) },
    insert: before === '<' ? label : `#cite(${label})`,
  };
}

const isTypstLabel = (key: string): boolean => /^[\p{L}\p{N}\p{M}_:.-]+$/u.test(key);

const pandocKey = (key: string): string => (simpleKey.test(key) ? `@${key}` : `@{${key}}`);

function pandocCitation(items: readonly CitationItem[]): string {
  const [first, ...rest] = items;
  if (!first!.narrative) return `[${items.map(pandocItem).join('; ')}]`;
  const inside = [withoutComma(pandocAffix(first!.suffix)), ...rest.map(pandocItem)].filter(
    (part) => part !== '',
  );
  return pandocKey(first!.key) + (inside.length > 0 ? ` [${inside.join('; ')}]` : '');
}

function pandocItem(item: CitationItem): string {
  const suffix = pandocAffix(item.suffix);
  const hidden = item.suppressAuthor || item.narrative ? '-' : '';
  return `${spaced(pandocAffix(item.prefix))}${hidden}${pandocKey(item.key)}${suffix}`;
}

/** A semicolon would end the item, and a colon would be read as part of the key. */
const pandocAffix = (text: string): string =>
  text
    .replace(/;/g, ',')
    .replace(/^:\s*/, ', ')
    .replace(/(^|[^\\])@/g, '$1\\@');

const withoutComma = (text: string): string => text.replace(/^[,:;]?\s+|^[,:;]/, '').trim();

const spaced = (prefix: string): string => (prefix === '' || /\s$/.test(prefix) ? prefix : `${prefix} `);

function latexCitation(items: readonly CitationItem[], dialect: LatexDialect): string {
  const narrative = items.filter((item) => item.narrative);
  const others = items.filter((item) => !item.narrative);
  const parts: string[] = [];
  if (narrative.length > 0) parts.push(latexOne(latexCommands[dialect].narrative, narrative, dialect));
  if (others.length > 0) parts.push(latexParenthetical(others, dialect));
  return parts.join(' ');
}

const latexCommands: Record<LatexDialect, { narrative: string; parenthetical: string; suppressed: string }> =
  {
    natbib: { narrative: '\\citet', parenthetical: '\\citep', suppressed: '\\citeyearpar' },
    biblatex: { narrative: '\\textcite', parenthetical: '\\parencite', suppressed: '\\parencite*' },
    apacite: { narrative: '\\citeA', parenthetical: '\\cite', suppressed: '\\citeyear' },
    plain: { narrative: '\\cite', parenthetical: '\\cite', suppressed: '\\cite' },
  };

function latexParenthetical(items: readonly CitationItem[], dialect: LatexDialect): string {
  const { parenthetical, suppressed } = latexCommands[dialect];
  const command = items.every((item) => item.suppressAuthor) ? suppressed : parenthetical;
  const inner = items.some(
    (item, index) => (index > 0 && item.prefix !== '') || (index < items.length - 1 && item.suffix !== ''),
  );
  if (!inner) return latexOne(command, items, dialect);
  if (dialect === 'biblatex') {
    return `\\parencites${items.map((item) => `${latexNotes(item.prefix, item.suffix)}{${item.key}}`).join('')}`;
  }
  if (dialect === 'natbib') {
    const parts = items.map(
      (item) => `${spaced(item.prefix)}\\citealp${latexNotes('', item.suffix)}{${item.key}}`,
    );
    return `\\citetext{${parts.join('; ')}}`;
  }
  return items.map((item) => latexOne(command, [item], dialect)).join('; ');
}

/** All keys in one command, with the first prefix and the last suffix. */
function latexOne(command: string, items: readonly CitationItem[], dialect: LatexDialect): string {
  const prefix = items[0]!.prefix;
  const suffix = items.at(-1)!.suffix;
  const keys = `{${items.map(({ key }) => key).join(',')}}`;
  if (dialect === 'apacite') {
    const before = prefix.trim() === '' ? '' : `<${prefix.trim()}>`;
    return command + before + latexNotes('', suffix) + keys;
  }
  if (dialect === 'plain') return spaced(prefix) + command + latexNotes('', suffix) + keys;
  return command + latexNotes(prefix, suffix) + keys;
}

/** `[post]`, `[pre][post]` or nothing: one optional argument alone is the note behind. */
function latexNotes(prefix: string, suffix: string): string {
  const before = optional(prefix.trim());
  const after = optional(withoutComma(suffix));
  if (before !== '') return `[${before}][${after}]`;
  return after === '' ? '' : `[${after}]`;
}

/** A bracket inside an optional argument would end it. */
const optional = (text: string): string => (/[[\]]/.test(text) ? `{${text}}` : text);

function typstCitation(items: readonly CitationItem[]): string {
  const separator = items.some((item, index) => index > 0 && item.prefix !== '') ? '; ' : ' ';
  return items.map((item) => spaced(item.prefix) + typstItem(item)).join(separator);
}

function typstItem(item: CitationItem): string {
  const supplement = withoutComma(item.suffix).replace(/[[\]]/g, '\\$&');
  const label = isTypstLabel(item.key);
  if (label && !/[.:]$/.test(item.key) && !item.narrative && !item.suppressAuthor) {
    return `@${item.key}${supplement === '' ? '' : `[${supplement}]`}`;
  }
  const form = item.narrative ? ', form: "prose"' : item.suppressAuthor ? ', form: "year"' : '';
  const key = label ? `<${item.key}>` : `label("${item.key}")`;
  return `#cite(${key}${form}${supplement === '' ? '' : `, supplement: [${supplement}]`})`;
}

/** How many citations are looked at to see how a manuscript cites. */
const sampleSize = 50;

/** What a LaTeX manuscript cites with: by the package it loads, by the commands it uses, by its bibliography. */
export function latexDialectOf(manuscript: Manuscript): LatexDialect {
  const loaded = manuscript.metadata.get('citation-package');
  if (loaded === 'natbib' || loaded === 'biblatex' || loaded === 'apacite') return loaded;
  if (manuscript.declarations.some(({ by }) => by === 'addbibresource')) return 'biblatex';
  let seen = 0;
  for (const { body } of manuscript.blocks) {
    for (const { citation } of body.mentions) {
      const command = /^\\([a-zA-Z]+)/.exec(body.text.slice(citation.start, citation.start + 30))?.[1] ?? '';
      if (/^(?:paren|text|auto|foot|smart|super)cites?$/i.test(command)) return 'biblatex';
      if (/^cite(?:t|p|alt|alp|yearpar)$/i.test(command)) return 'natbib';
      if (/^(?:short|full|mask)?cite(?:A|NP|ANP|yearNP|authorNP)$/.test(command)) return 'apacite';
      if (++seen >= sampleSize) return 'plain';
    }
  }
  return loaded === 'cite' || seen > 0 ? 'plain' : 'natbib';
}
