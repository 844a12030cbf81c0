/** What a macro without parameters stands for, by its name: `\newcommand{\lib}{…}`, `\def\lib{…}`. */
const definition =
  /\\(?:(?:re)?newcommand|providecommand|[egx]?def)\*?[ \t]*(?:\{[ \t]*)?\\([a-zA-Z@]+)[ \t]*(?:\}[ \t]*)?\{([^{}#]{0,1000})\}/g;
/** Macros in macros are followed so deep; one that holds itself stays as it is. */
const maxDepth = 5;
const maxLength = 2_000;

/** Replaces the macros in a path that some texts define; they are looked for when first needed. */
export function macrosOf(...texts: readonly string[]): (path: string) => string {
  let macros: ReadonlyMap<string, string> | undefined;
  return (path) => (path.includes('\\') ? expand(path, (macros ??= definitions(texts))) : path);
}

/** The same things, each with the macros in its path replaced. */
export function withMacros<T extends { readonly path?: string }>(
  things: readonly T[],
  expanded: (path: string) => string,
): readonly T[] {
  if (!things.some(({ path }) => path?.includes('\\'))) return things;
  return things.map((one) => (one.path === undefined ? one : { ...one, path: expanded(one.path) }));
}

function definitions(texts: readonly string[]): ReadonlyMap<string, string> {
  const macros = new Map<string, string>();
  for (const text of texts) {
    const uncommented = text.replace(/(?<!\\)%[^\n]*/g, '');
    for (const [, name, body] of uncommented.matchAll(definition)) macros.set(name!, body!.trim());
  }
  return macros;
}

function expand(path: string, macros: ReadonlyMap<string, string>): string {
  // `\subfix{../refs.bib}` (package subfiles) corrects the path where LaTeX runs elsewhere.
  let out = path.replace(/\\subfix[ \t]*\{([^{}]*)\}/g, '$1');
  for (let depth = 0; depth < maxDepth && out.includes('\\') && out.length < maxLength; depth++) {
    out = out.replace(
      /\\([a-zA-Z@]+)(?:\{\}|[ \t]+)?/g,
      (written, name: string) => macros.get(name) ?? written,
    );
  }
  return out;
}
