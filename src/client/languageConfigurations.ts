import { type Disposable, extensions, type LanguageConfiguration, languages } from 'vscode';

const markdownLike: LanguageConfiguration = {
  comments: { blockComment: ['<!--', '-->'] },
  brackets: [
    ['{', '}'],
    ['[', ']'],
    ['(', ')'],
  ],
  autoClosingPairs: [
    { open: '{', close: '}' },
    { open: '[', close: ']' },
    { open: '(', close: ')' },
  ],
};

/** Brackets, comments and closing pairs of the languages that PsyCite names and VS Code knows nothing of. */
const configurations: Readonly<Record<string, LanguageConfiguration>> = {
  quarto: markdownLike,
  rmd: markdownLike,
  rsweave: { ...markdownLike, comments: { lineComment: '%' } },
  typst: {
    ...markdownLike,
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    // `<` alone is less than; behind a parenthesis it begins a label: `#cite(<`.
    autoClosingPairs: [...(markdownLike.autoClosingPairs ?? []), { open: '(<', close: '>' }],
  },
};

/**
 * Sets them for the languages that no other extension configures: what is made for a language knows it
 * better.
 */
export function configureLanguages(ownId: string): Disposable[] {
  const others = extensions.all.filter(({ id }) => id !== ownId);
  const configured = new Set(others.flatMap(({ packageJSON }) => configuredLanguages(packageJSON)));
  return Object.entries(configurations)
    .filter(([id]) => !configured.has(id))
    .map(([id, configuration]) => languages.setLanguageConfiguration(id, configuration));
}

/** From the manifest of any extension, whatever it holds. */
function configuredLanguages(manifest: unknown): readonly string[] {
  const all = (manifest as Manifest | undefined)?.contributes?.languages;
  return Array.isArray(all)
    ? all
        .filter((one: Contributed) => typeof one?.configuration === 'string')
        .map(({ id }: Contributed) => String(id))
    : [];
}

interface Contributed {
  readonly id?: unknown;
  readonly configuration?: unknown;
}

interface Manifest {
  readonly contributes?: { readonly languages?: unknown };
}
