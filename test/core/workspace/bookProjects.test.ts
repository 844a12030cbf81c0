/** Projects whose chapters declare nothing: what a file of the project declares counts for all of them. */
import { describe, expect, test } from 'vitest';
import { computedPaths } from '../../../src/core/workspace/discovery/computedPaths.ts';
import { Draft, problemsIn } from '../../support/declared.ts';

const entry = (key: string): string =>
  `@book{${key},\n  author = {Osei, Kofi},\n  title = {T},\n  publisher = {P},\n  year = 2019\n}\n`;
const yaml = (...lines: string[]): string => `---\n${lines.join('\n')}\n---\n\n`;

describe('bookdown', () => {
  const index = yaml('title: B', 'site: bookdown::bookdown_site', 'bibliography: [one.bib, lib/two.bib]');
  const files = {
    '_bookdown.yml': 'rmd_files: ["index.Rmd", "text/01.Rmd"]\n',
    'index.Rmd': index,
    'one.bib': entry('one'),
    'lib/two.bib': entry('two'),
    'near.bib': entry('near'),
    'text/near.bib': entry('near'),
  };
  const chapter = '# One\n\n@one, @two and @near.\n';

  test.each([
    ['of the book', files],
    ['without a configuration', { ...files, '_bookdown.yml': 'x: 1' }],
    ['whose index names no site', { ...files, 'index.Rmd': index.replace(/^site.*\n/m, '') }],
  ])('a chapter has the bibliographies %s', async (_, all) => {
    for (const name of ['text/01.Rmd', '02-more.Rmd', 'text/03.md'])
      expect(await problemsIn({ ...all, [name]: chapter }, name)).toEqual(['citation-undefined near']);
  });

  test('a chapter’s own count too; a rename changes all', async () => {
    const text = `${yaml('bibliography: near.bib')}@o$0ne and @near.\n`;
    const draft = await Draft.open({ ...files, 'text/01.Rmd': text }, 'text/01.Rmd');
    expect(draft.problems).toEqual([]);
    expect(draft.applied).toEqual(['text/near.bib used 1', 'one.bib used 1', 'lib/two.bib used 1']);
    expect(draft.renamed('first')).toEqual({
      'one.bib': entry('first'),
      'text/01.Rmd': text.replace('@o$0ne', '@first'),
    });
  });

  test('what its index declares and is not there is told of there alone', async () => {
    const broken = { ...files, 'index.Rmd': index.replace('one.bib', 'none.bib') };
    expect(await problemsIn({ ...broken, '01.Rmd': chapter }, '01.Rmd')).toEqual([]);
    expect(await problemsIn({ ...broken, '01.Rmd': chapter }, 'index.Rmd')).toEqual([
      'bibliography-not-found none.bib',
    ]);
  });

  test('an index.Rmd of something else declares for itself', async () => {
    const page = {
      'index.Rmd': yaml('bibliography: one.bib'),
      'one.bib': entry('one'),
      'a/x.bib': entry('x'),
    };
    expect(await problemsIn({ ...page, 'a/p.Rmd': '@x @one' }, 'a/p.Rmd')).toEqual([
      'citation-undefined one',
    ]);
  });
});

describe('Jupyter Book and Sphinx', () => {
  const text = '# T\n\n{cite}`one` and {cite:p}`near`\n';
  const files = { 'lib/one.bib': entry('one'), 'ch/near.bib': entry('near'), 'ch/p.md': text };
  test.each([
    ['_config.yml', 'title: T\nbibtex_bibfiles:\n  - lib/one.bib\n'],
    ['_config.yml', 'bibtex_bibfiles: "lib/one.bib"'],
    ['_config.yml', 'sphinx:\n  config:\n    bibtex_bibfiles: [./lib/one.bib]\n'],
    ['conf.py', 'extensions = []\nbibtex_bibfiles = ["lib/one.bib"]\n'],
    ['conf.py', "bibtex_bibfiles = [\n  'lib/one.bib',\n  'lib/one.bib',\n]\n"],
  ])('%s: %j', async (name, config) => {
    expect(await problemsIn({ ...files, [name]: config }, 'ch/p.md')).toEqual(['citation-undefined near']);
  });

  test('a configuration without bibliographies is none', async () => {
    expect(await problemsIn({ ...files, '_config.yml': 'theme: x', 'conf.py': '' }, 'ch/p.md')).toEqual([
      'citation-undefined one',
    ]);
  });
});

describe('Manubot', () => {
  const files = {
    'content/metadata.yaml': 'title: T\n',
    'content/manual-references.json': '[{"id": "byhand", "type": "book", "title": "T"}]',
    'content/manual-references-more.json': '[{"id": "more", "type": "book", "title": "T"}]',
    'content/90.back.md': '[@tag:elsewhere]: pmid:123\n',
  };
  const text = `Fast [@doi:10.1016/S0006-3223(99)00230-9; @pmid:16894061; @pmcid:PMC3041534], @arxiv:1407.3561v1,
[@url:https://www.who.int/a; @isbn:9780890425558; @wikidata:Q50051684], @clinicaltrials:NCT04280705,
@https://example.org/x, @tag:here, @tag:elsewhere, @tag:old, @byhand, @more, @linked, @tag:nowhere and @nobody.

[@tag:here]: doi:10.1001/archpsyc.63.8.856
[@linked]: doi:10.1001/archpsyc.63.8.857
`;
  test('looks identifiers up by itself; tags and works by hand are defined', async () => {
    const all = { ...files, 'content/citation-tags.tsv': 'tag\tcitation\nold\tdoi:10.1/x\n' };
    expect(await problemsIn({ ...all, 'content/02.text.md': text }, 'content/02.text.md')).toEqual([
      'citation-undefined tag:nowhere',
      'citation-undefined nobody',
    ]);
  });

  test('no other folder does', async () => {
    expect(await problemsIn({ 'text/metadata.yaml': '', 'text/a.md': 'See @pmid:1.' }, 'text/a.md')).toEqual([
      'citation-undefined pmid:1',
    ]);
  });
});

describe('a path that R computes', () => {
  test.each([
    ['`r here::here("lib", "refs.bib")`', ['lib/refs.bib']],
    ["`r here('lib/refs.bib')`", ['lib/refs.bib']],
    ['`{r} file.path("a","b.bib")`', ['a/b.bib']],
    ['!expr here::here("refs.bib")', ['refs.bib']],
    ['!r file.path( "a" , paste0("b", ".bib") )', ['a/b.bib']],
    ['`r c("a.bib", here::here("b.bib"))`', ['a.bib', 'b.bib']],
    ['`r "a.bib"`', ['a.bib']],
    ["`r rbbt::bbt_write_bib('refs.json', overwrite = TRUE)`", ['refs.json']],
    ['`r write_bib(c("knitr"), file = "x.bib")`', []],
    ['`r fs::path(params$dir, "b.bib")`', []],
    ['`r system.file("a.bib", "b.bib")`', []],
    ['`r if (x) "a.bib"`', []],
    ['`r here::here()`', []],
    [`\`r ${'c('.repeat(5000)}\``, []],
    ['refs.bib', []],
  ])('%s', (written, paths) => {
    expect(computedPaths(written).map(({ path }) => path)).toEqual(paths);
  });

  test.each([
    ['from the project’s folder', '"`r here::here(\'lib/one.bib\')`"', 'a/b/p.Rmd'],
    ['with a tag', '!expr here::here("lib", "one.bib")', 'a/p.qmd'],
    ['from the manuscript’s folder', "\"`r file.path('lib', 'one.bib')`\"", 'p.Rmd'],
    ['that a call writes', '"`r bbt_write_bib(\'lib/one.bib\')`"', 'p.Rmd'],
  ])('is followed %s', async (_, value, name) => {
    const files = { 'lib/one.bib': entry('one'), 'x.Rproj': '', 'near.bib': entry('near') };
    const text = `${yaml(`bibliography: ${value}`)}@one @near\n`;
    expect(await problemsIn({ ...files, [name]: text }, name)).toEqual(['citation-undefined near']);
  });

  test('that leads nowhere may mean another file', async () => {
    const text = `${yaml('bibliography: !expr here::here("none.bib")')}@one\n`;
    expect(await problemsIn({ 'p.Rmd': text, 'near.bib': entry('one') }, 'p.Rmd')).toEqual([
      'bibliography-not-followed here::here("none.bib")',
    ]);
  });
});
