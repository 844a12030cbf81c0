import type { BibliographyDeclaration } from '../types.ts';

/** What a macro without parameters stands for, by its name: `\newcommand{\lib}{…}`, `\def\lib{…}`. */
const definition =
  /\\(?:(?:re)?newcommand|providecommand|[egx]?def)\*?[ \t]*(?:\{[ \t]*)?\\([a-zA-Z@]+)[ \t]*(?:\}[ \t]*)?\{([^{}#]{0,1000})\}/g;
/** Macros in macros are followed so deep; one that holds itself stays as it is. */
const depthLimit = 5;
const lengthLimit = 2_000;

/** The declarations of a file, with the macros in their paths replaced that the file itself defines. */
export function withMacros(
  declarations: readonly BibliographyDeclaration[],
  text: string,
): readonly BibliographyDeclaration[] {
  if (!declarations.some(({ path }) => path.includes('\\'))) return declarations;
  const macros = new Map<string, string>();
  const uncommented = text.replace(/(?<!\\)%[^\n]*/g, '');
  for (const [, name, body] of uncommented.matchAll(definition)) macros.set(name!, body!.trim());
  return declarations.map((one) => ({ ...one, path: expand(one.path, macros) }));
}

function expand(path: string, macros: ReadonlyMap<string, string>): string {
  // `\subfix{../refs.bib}` (package subfiles) corrects the path where LaTeX runs elsewhere.
  let out = path.replace(/\\subfix[ \t]*\{([^{}]*)\}/g, '$1');
  for (let depth = 0; depth < depthLimit && out.includes('\\') && out.length < lengthLimit; depth++) {
    out = out.replace(
      /\\([a-zA-Z@]+)(?:\{\}|[ \t]+)?/g,
      (written, name: string) => macros.get(name) ?? written,
    );
  }
  return out;
}
