import type { TextEdit } from '../../base/edit.ts';
import type { Manuscript } from './types.ts';

/**
 * The edit that declares a bibliography that lies beside the manuscript, in the way of its syntax: front matter, made
 * where there is none; `\addbibresource` or `\bibliography`; `#bibliography`. Undefined where the manuscript declares
 * one already, or is a part of a LaTeX document whose root would have to declare it.
 */
export function declareBibliography(manuscript: Manuscript, file: string): TextEdit | undefined {
  if (manuscript.declarations.length > 0) return undefined;
  switch (manuscript.syntax) {
    case 'latex':
      return declareInLatex(manuscript.text, file);
    case 'typst':
      return declareInTypst(manuscript.text, file);
    default:
      return declareInFrontMatter(manuscript, file);
  }
}

const insertion = (at: number, text: string): TextEdit => ({ start: at, end: at, text });

function declareInFrontMatter({ text, frontMatter }: Manuscript, file: string): TextEdit | undefined {
  const line = `bibliography: ${file}\n`;
  if (frontMatter === undefined) return insertion(text.startsWith('\uFEFF') ? 1 : 0, `---\n${line}---\n\n`);
  const inside = text.slice(frontMatter.start, frontMatter.end).trimEnd();
  const closing = inside.lastIndexOf('\n') + 1;
  // A title block of Pandoc's (`% Title`) has no place for it.
  return /^(?:---|\.\.\.)\s*$/.test(inside.slice(closing))
    ? insertion(frontMatter.start + closing, line)
    : undefined;
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

function declareInTypst(text: string, file: string): TextEdit {
  const gap = text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n';
  return insertion(text.length, `${gap}#bibliography("${file}")\n`);
}
