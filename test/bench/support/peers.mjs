import { load, loadCommonJs } from '../peers/load.mjs';

/**
 * The readers of BibTeX that PsyCite is measured against. `read` gives what the package makes of a text;
 * `keys` the keys of its entries. `largest`: the most entries that it is asked to read, for those that would
 * take minutes.
 */
export async function bibtexPeers() {
  const { logger } = loadCommonJs('@citation-js/core');
  logger.level = 'silent';
  const { parse: parseRaw } = loadCommonJs('@citation-js/plugin-bibtex/lib/input/file');
  const { Cite } = loadCommonJs('@citation-js/core');
  loadCommonJs('@citation-js/plugin-bibtex');
  const { bibtexParser: latexUtensils } = loadCommonJs('latex-utensils');
  const { parse: retorquere } = await load('@retorquere/bibtex-parser');
  const { parse: biblatexCsl } = await load('biblatex-csl-converter');
  const { tidy } = await load('bibtex-tidy');
  const { bibtexLanguage } = await load('codemirror-lang-bib');
  return [
    {
      name: '@citation-js raw',
      largest: 50_000,
      read: parseRaw,
      keys: (entries) => entries.map(({ label }) => label),
    },
    {
      name: '@citation-js to CSL',
      largest: 10_000,
      read: (text) => new Cite(text).data,
      keys: (items) => items.map(({ id }) => id),
    },
    {
      name: 'latex-utensils',
      largest: 10_000,
      read: (text) => latexUtensils.parse(text),
      keys: ({ content }) => content.filter(latexUtensils.isEntry).map(({ internalKey }) => internalKey),
    },
    {
      name: '@retorquere/bibtex-parser',
      largest: 10_000,
      read: (text) => retorquere(text),
      keys: ({ entries }) => entries.map(({ key }) => key),
    },
    {
      name: 'biblatex-csl-converter',
      largest: 10_000,
      read: (text) => biblatexCsl(text),
      keys: ({ entries }) => Object.values(entries).map((entry) => entry.entry_key),
    },
    {
      name: 'bibtex-tidy',
      largest: 10_000,
      read: (text) => tidy(text),
      keys: ({ bibtex }) =>
        [...bibtex.matchAll(/^@(?!string|comment|preamble)\w+\{([^,\s]+),/gim)].map(([, key]) => key),
    },
    {
      name: 'codemirror-lang-bib',
      largest: 50_000,
      read: (text) => ({ text, tree: bibtexLanguage.parser.parse(text) }),
      keys: codemirrorKeys,
    },
  ];
}

function codemirrorKeys({ text, tree }) {
  const keys = [];
  tree.iterate({
    enter({ name, from, to }) {
      if (name === 'CitationKey' || name === 'EntryKey' || name === 'Key') keys.push(text.slice(from, to));
    },
  });
  return keys;
}

/**
 * The Aho–Corasick packages of npm, each as `(patterns) => (text) => number of matches`; patterns in lower
 * case. The entry `modern-ahocorasick/fast` is left out: its time grows with the square of the text, to
 * minutes at 500 KB.
 */
export async function matcherPeers() {
  const { default: Modern } = await load('modern-ahocorasick');
  const { AhoCorasick: Monyone } = await load('@monyone/aho-corasick');
  const { AhoCorasick: MonyoneFast } = await load('@monyone/aho-corasick/fast');
  const { AhoCorasick: MonyoneGreedy } = await load('@monyone/aho-corasick/greedy');
  const { Trie: Tanishiking } = loadCommonJs('@tanishiking/aho-corasick');
  const AhoCorasick2 = loadCommonJs('aho-corasick2');
  const Ahocorasick = loadCommonJs('ahocorasick');
  const fastscan = loadCommonJs('fastscan');
  const { default: Mint } = loadCommonJs('mint-filter');
  const built = (matcher, search) => (text) => search(matcher, text);
  return [
    ['modern-ahocorasick', (patterns) => built(new Modern(patterns), (m, text) => m.search(text).length)],
    [
      '@monyone/aho-corasick',
      (patterns) => built(new Monyone(patterns), (m, text) => m.matchInText(text).length),
    ],
    [
      '@monyone/aho-corasick/fast',
      (patterns) => built(new MonyoneFast(patterns), (m, text) => m.matchInText(text).length),
    ],
    [
      '@monyone/aho-corasick/greedy',
      (patterns) => built(new MonyoneGreedy(patterns), (m, text) => m.matchInText(text).length),
    ],
    [
      '@tanishiking/aho-corasick',
      (patterns) => built(new Tanishiking(patterns), (m, text) => m.parseText(text).length),
    ],
    ['ahocorasick', (patterns) => built(new Ahocorasick(patterns), (m, text) => m.search(text).length)],
    [
      'aho-corasick2',
      (patterns) =>
        built(
          filled(new AhoCorasick2(), patterns),
          (m, text) => Object.keys(m.search(text).positions).length,
        ),
    ],
    [
      'fastscan',
      (patterns) => built(new (fastscan.default ?? fastscan)(patterns), (m, text) => m.search(text).length),
    ],
    [
      'mint-filter',
      (patterns) => built(new Mint(patterns), (m, text) => m.filter(text, { replace: false }).words.length),
    ],
  ];
}

function filled(matcher, patterns) {
  for (const pattern of patterns) matcher.add(pattern, pattern);
  matcher.build_fail();
  return matcher;
}
