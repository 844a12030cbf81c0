import type { TextEdit } from '../../../base/edit.ts';
import { spaced, withoutComma } from '../affixes.ts';
import { type CitationItem, type CiteParts, insertion, type LanguageWriting } from '../language.ts';
import { locatorAndSuffix, none, plain } from '../locators.ts';
import type { KeyMention, Manuscript } from '../types.ts';
import { declareStyleInLatex, styleInLatex } from './style.ts';

export const latexWriting: LanguageWriting = {
  citation: (items, manuscript) => latexCitation(items, manuscript ? latexDialectOf(manuscript) : 'natbib'),
  isBareKey: () => true,
  objectionTo: () => undefined,
  separator: () => ', ',
  citeParts: (text, mentions) => mentions.map((mention) => latexParts(text, mention)),
  escape: (line) =>
    line.replace(/[\\~^&%$#_{}]/g, (character) => namedCharacters.get(character) ?? `\\${character}`),
  declare: ({ text }, file) => declareInLatex(text, file),
  style: styleInLatex,
  declareStyle: declareStyleInLatex,
  heading: (level, title) => `\\${level > 1 ? 'sub'.repeat(Math.min(level - 1, 2)) : ''}section*{${title}}`,
  definitions(entries) {
    const items = entries.map(([term, meaning]) => `  \\item[${term}] ${meaning}`);
    return `\\begin{description}\n${items.join('\n')}\n\\end{description}`;
  },
  endOfProse:
    /^[ \t]*\\(?:bibliography(?:style)?\{|printbibliography|begin\{thebibliography\}|end\{document\})/m,
};

const namedCharacters: ReadonlyMap<string, string> = new Map([
  ['\\', '\\textbackslash{}'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
]);

/** The package whose commands a LaTeX manuscript cites with; `plain` has `\cite` alone. */
export type LatexDialect = 'natbib' | 'biblatex' | 'apacite' | 'plain';

/** Undefined where a key cannot be written. */
export function latexCitation(items: readonly CitationItem[], dialect: LatexDialect): string | undefined {
  if (!items.every(({ key }) => /^[^\s,\\{}%#~"]+$/.test(key))) return undefined;
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

/** How many citations are looked at to see how a manuscript cites. */
const sampleSize = 50;

/**
 * What a LaTeX manuscript cites with: by the package it loads, by the commands it uses, by its bibliography.
 */
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

/** `\citep[see][p. 3]{a,b}`: the note before belongs to the first key, the one behind to the last. */
function latexParts(text: string, { start, end, citation }: KeyMention): CiteParts {
  const open = text.lastIndexOf('{', start);
  const close = text.indexOf('}', end);
  if (open < citation.start || close < 0) return none;
  const found = /(?:\[([^[\]]*)\]\s*)?\[([^[\]]*)\]\s*$/.exec(text.slice(citation.start, open));
  if (found === null) return none;
  const isFirst = text.slice(open + 1, start).trim() === '';
  const isLast = text.slice(end, close).trim() === '';
  const note = isLast ? found[2]!.trim() : '';
  const behind = locatorAndSuffix(note);
  const suffix = note !== '' && behind.locator === '' ? `, ${behind.suffix}` : behind.suffix;
  return { ...none, prefix: isFirst ? plain(found[1] ?? '') : '', ...behind, suffix };
}

function declareInLatex(text: string, file: string): TextEdit | undefined {
  const biblatex =
    /^[^%\n]{0,200}\\usepackage(?:\[[^\]]{0,1000}\])?\{[^}]{0,500}\bbiblatex\b[^}]{0,500}\}[^\n]*\n/m.exec(
      text,
    );
  if (biblatex !== null) return insertion(biblatex.index + biblatex[0].length, `\\addbibresource{${file}}\n`);
  const end = text.search(/^\\end\{document\}/m);
  if (end < 0) return undefined;
  const style = /^[^%\n]{0,200}\\bibliographystyle\{/m.test(text) ? '' : '\\bibliographystyle{plain}\n';
  return insertion(end, `${style}\\bibliography{${file.replace(/\.bib$/, '')}}\n`);
}
