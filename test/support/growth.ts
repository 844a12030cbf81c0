/**
 * One long text of one repeated piece, in every language and format, and the time of what an editor asks
 * about it.
 */
import {
  annotations,
  type BibliographyFormat,
  codeActions,
  complete,
  diagnostics,
  documentLinks,
  documentSymbols,
  emptyBibliography,
  foldingRanges,
  hover,
  outline,
  parseBibliographyInSteps,
  prepareAuthorYears,
  prepareSearch,
  Store,
  type Syntax,
  semanticTokens,
  Text,
} from '../../src/core/index.ts';
import { shippedPacks } from '../../src/packs/index.ts';

/** Pieces that begin what nothing ends, end what nothing began, or stand in each other's way. */
const pieces: readonly string[] = [
  ...[
    'a',
    ' ',
    '\n',
    '\n\n',
    '\t',
    '\\',
    '/',
    '*',
    '_',
    '~',
    '^',
    '`',
    '$',
    '%',
    '&',
    '#',
    '|',
    '+',
    '=',
    ':',
    ';',
  ],
  ...['(', ')', '[', ']', '{', '}', '<', '>', '"', "'", '!', '?', ',', '.', '-', '--', '---\n', '...\n'],
  ...[
    '* a\n',
    '- ',
    '- a\n',
    '1. ',
    '1) a\n',
    '+ a\n',
    '> ',
    '>\n',
    '| a ',
    '|-',
    ': a\n\n',
    '# a\n',
    '= a\n',
  ],
  ...[
    '[@a; ',
    '[@a',
    '@a ',
    '@a{',
    '@{a',
    '[^',
    '[^a]',
    '^[',
    '[a](',
    '![',
    '[[',
    '](',
    '<a ',
    '<!--',
    '<a:b ',
  ],
  ...[
    'AB (',
    'AB (CD) ',
    'alpha beta (AB) ',
    '(Berman, 2000) ',
    'Berman et al., 2000; ',
    'A. ',
    'AbC ',
    'NMDAR ',
  ],
  ...[
    '``` \n',
    '``` {a}\n',
    ':::\n',
    '{cite}`',
    '{cite}`a` ',
    '(x)=\n',
    '$$ a',
    '\\(',
    '\\cite{',
    '\\cite{a} ',
  ],
  ...[
    '\\begin{a}',
    '\\footnote{',
    '\\newcommand{\\a}{',
    '% a\n',
    '#cite(<',
    '#a[',
    '#let a(b) = ',
    '/*',
    '//',
    '<a> ',
  ],
  ...[
    'a: b\n',
    'a:\n',
    'a: &a [*a]\n',
    '- id: a\n',
    '  a: ',
    '"a": ',
    '{"a":[',
    '&a ',
    '*a ',
    '? a\n',
    '!!a ',
    '<<: *a\n',
  ],
  ...[
    'title = {',
    'title = "',
    '@string{a=',
    'a # b # ',
    '@comment{',
    'TY  - ',
    'ER  - \n',
    'AU  - A, B\n',
    '%A A\n',
  ],
  ...[
    'PMID- 1\n',
    '      a\n',
    'and ',
    ' and A, B',
    '\u00e9',
    '\ud83d\ude00',
    '\u0000',
    '\r',
    '\r\n',
    '\u200b',
    '\u202e',
  ],
];

const front = '---\nbibliography: refs.bib\n---\n\n';
interface Manuscripts {
  readonly syntax: Syntax;
  readonly before: string;
}

/** Where the piece stands: in the text, and where it begins what the language reads as something else. */
const manuscripts: Readonly<Record<string, Manuscripts>> = {
  'pandoc text': { syntax: 'pandoc', before: `${front}Intro ` },
  'pandoc block': { syntax: 'pandoc', before: `${front}Intro\n\n` },
  'front matter': { syntax: 'pandoc', before: '---\ntitle: a\n' },
  'front matter list': { syntax: 'quarto', before: '---\nbibliography:\n' },
  'quarto text': { syntax: 'quarto', before: `${front}Intro ` },
  'rmarkdown text': { syntax: 'rmarkdown', before: `${front}Intro ` },
  'myst text': { syntax: 'myst', before: `${front}(x)=\n{cite}\`a\` ` },
  'latex text': { syntax: 'latex', before: '\\documentclass{article}\\begin{document}\nIntro ' },
  'latex preamble': { syntax: 'latex', before: '\\documentclass{article}\n' },
  'typst text': { syntax: 'typst', before: '= H\nIntro ' },
};

const bibliographies: Readonly<
  Record<string, { readonly format: BibliographyFormat; readonly before: string }>
> = {
  'bibtex value': { format: 'bibtex', before: '@article{k, title={' },
  'bibtex quoted': { format: 'bibtex', before: '@article{k, author="' },
  'bibtex top': { format: 'bibtex', before: '' },
  'csl-json value': { format: 'csl-json', before: '[{"id":"x","title":"' },
  'csl-json top': { format: 'csl-json', before: '' },
  'csl-yaml value': { format: 'csl-yaml', before: 'references:\n- id: x\n  title: ' },
  'csl-yaml list': { format: 'csl-yaml', before: 'references:\n' },
  'hayagriva value': { format: 'hayagriva', before: 'a:\n  type: article\n  title: ' },
  'hayagriva top': { format: 'hayagriva', before: '' },
  'ris value': { format: 'ris', before: 'TY  - JOUR\nTI  - ' },
  'nbib value': { format: 'nbib', before: 'PMID- 1\nTI  - ' },
  'enw value': { format: 'enw', before: '%0 Journal Article\n%T ' },
};

const uri = 'file:///w/a.md';
const bibUri = 'file:///w/refs.bib';

/** A store with the packs and nothing else, whose terms are compiled. */
const stores = new Map<string, Store>();
function storeFor(kind: string): Store {
  let store = stores.get(kind);
  if (store === undefined) {
    store = new Store();
    store.setPacks(shippedPacks);
    for (const _ of store.snapshot().prepareTerms());
    stores.set(kind, store);
  }
  return store;
}

/** What an editor asks about a manuscript that is opened and typed in. */
function askManuscript(syntax: Syntax, before: string, text: string): void {
  const store = storeFor('manuscript');
  store.openManuscript(uri, syntax, 1, text);
  ask(store, uri, before.length + 1);
  store.editManuscript(uri, 2, [{ start: before.length, end: before.length, text: 'x' }]);
  store.editManuscript(uri, 3, [{ start: text.length, end: text.length, text: 'x' }]);
  ask(store, uri, before.length + 1);
  store.removeManuscript(uri);
}

/** As `askManuscript`, of a bibliography. */
function askBibliography(format: BibliographyFormat, before: string, text: string): void {
  const store = storeFor('bibliography');
  const whole = Text.of(text);
  let bibliography = emptyBibliography(format);
  const steps = parseBibliographyInSteps(format, whole);
  for (let step = steps.next(); ; step = steps.next()) {
    if (!step.done) continue;
    bibliography = step.value;
    break;
  }
  for (const _ of prepareSearch(bibliography));
  store.setBibliography(bibUri, format, 1, whole, bibliography, { kind: 'ready' });
  ask(store, bibUri, before.length + 1);
  store.editBibliography(bibUri, 2, [{ start: before.length, end: before.length, text: 'x' }]);
  ask(store, bibUri, before.length + 1);
  store.removeBibliography(bibUri);
}

function ask(store: Store, about: string, offset: number): void {
  const snapshot = store.snapshot();
  for (const _ of prepareAuthorYears(snapshot, about));
  annotations(snapshot, about);
  diagnostics(snapshot, about);
  hover(snapshot, about, offset);
  complete(snapshot, about, offset, { loading: false, asked: true });
  documentSymbols(snapshot, about);
  semanticTokens(snapshot, about);
  foldingRanges(snapshot, about);
  documentLinks(snapshot, about);
  outline(snapshot, about);
  codeActions(snapshot, about, { start: 0, end: offset });
}

/** Kinds of text with what asks about each. */
export function* growths(): Generator<{
  readonly name: string;
  readonly make: (length: number) => () => void;
}> {
  for (const piece of pieces) {
    const textOf = (before: string, length: number) =>
      before + piece.repeat(Math.ceil(length / piece.length));
    for (const [name, { syntax, before }] of Object.entries(manuscripts))
      yield {
        name: `${JSON.stringify(piece)} in ${name}`,
        make: (length) => () => askManuscript(syntax, before, textOf(before, length)),
      };
    for (const [name, { format, before }] of Object.entries(bibliographies))
      yield {
        name: `${JSON.stringify(piece)} in ${name}`,
        make: (length) => () => askBibliography(format, before, textOf(before, length)),
      };
  }
}
