import { describe, expect, test } from 'vitest';
import type { ExportFormat } from '../../../src/core/bibliography/writing/index.ts';
import { type ExportedWorks, exportCited } from '../../../src/core/features/exportCited.ts';
import { memoryWorkspace } from '../../support/workspace.ts';

const folder = 'file:///work';

/** What `paper.md` (or another file) exports, with the files beside it. */
async function exported(
  format: ExportFormat,
  files: Readonly<Record<string, string>>,
  name = 'paper.md',
  journals: 'short' | 'own' = 'own',
): Promise<ExportedWorks> {
  const all = Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text] as const);
  const workspace = memoryWorkspace(new Map(all));
  await workspace.useFolders([folder]);
  const uri = `${folder}/${name}`;
  workspace.open(uri, '', 0, files[name]!);
  await workspace.settleAll(uri);
  const answer = exportCited(workspace.snapshot(), uri, format, journals);
  workspace.dispose();
  return answer!;
}

const cites = (body: string, ...bibliographies: string[]): string =>
  `---\nbibliography: [${bibliographies.join(', ')}]\n---\n\n${body}\n`;
const text = async (...args: Parameters<typeof exported>): Promise<string> => (await exported(...args)).text;

const bib = `
@string{bp = {Biological Psychiatry}}
@string{unused = {Unused}}
@article{one, title={The {NMDA} \\emph{receptor}}, author={A, B}, journal=bp, year=2000}
@article{two, title={Second}, author={C, D}, journal={J}, year=2001}
`;

describe('the works that are cited', () => {
  test('from several bibliographies, in the order of their first citation, each once', async () => {
    const answer = await exported('csl-json', {
      'paper.md': cites('@three [@one; @three].', 'a.bib', 'b.json'),
      'a.bib': bib,
      'b.json': '[{"id":"three","type":"book","title":"Third"},{"id":"four","type":"book","title":"Fourth"}]',
    });
    expect((JSON.parse(answer.text) as { id: string }[]).map(({ id }) => id)).toEqual(['three', 'one']);
    expect(answer).toMatchObject({ count: 2, undefinedKeys: [], notes: [] });
  });

  test('those that are listed only come last, and all where all are asked for', async () => {
    const files = { 'a.bib': bib, 'paper.md': '---\nbibliography: a.bib\nnocite: "@two"\n---\n\n@one\n' };
    expect((await text('ris', files)).match(/^ID.*/gm)).toEqual(['ID  - one', 'ID  - two']);
    const all = { ...files, 'paper.md': '---\nbibliography: a.bib\nnocite: "@*"\n---\n\n@two\n' };
    expect((await text('ris', all)).match(/^ID.*/gm)).toEqual(['ID  - two', 'ID  - one']);
  });

  test('of the files that a LaTeX document includes, and of a chapter its own', async () => {
    const files = {
      'main.tex': '\\input{chapters/first}\\cite{one}\\bibliography{a}\n',
      'chapters/first.tex': '% !TEX root = ../main.tex\n\\cite{two}\n',
      'a.bib': bib,
    };
    expect((await text('ris', files, 'main.tex')).match(/^ID.*/gm)).toEqual(['ID  - one', 'ID  - two']);
    expect((await text('ris', files, 'chapters/first.tex')).match(/^ID.*/gm)).toEqual(['ID  - two']);
  });

  test('undefined keys are named, and the rest is written', async () => {
    const answer = await exported('bibtex', { 'paper.md': cites('[@nobody; @two]', 'a.bib'), 'a.bib': bib });
    expect(answer.undefinedKeys).toEqual(['nobody']);
    expect(answer.text).toContain('@article{two,');
  });

  test('a manuscript that cites nothing gives an empty list', async () => {
    const files = { 'paper.md': cites('Nothing.', 'a.bib'), 'a.bib': bib };
    expect(await text('csl-json', files)).toBe('[]\n');
    expect(await text('csl-yaml', files)).toBe('references: []\n');
    expect(await text('biblatex', files)).toBe('');
  });
});

describe('BibTeX entries keep their own text', () => {
  test('with the macros they use, in terms of others too, and no others', async () => {
    const source = `@string{a = {Alpha}} @string{b = a # " Beta"} @string{c = {Gamma}}\n@misc{x, title = b # { {X}}, year = 2000}\n`;
    const answer = await text('bibtex', { 'paper.md': cites('@x', 'a.bib'), 'a.bib': source });
    expect(answer).toBe(
      '@string{a = {Alpha}}\n@string{b = a # " Beta"}\n\n@misc{x, title = b # { {X}}, year = 2000}\n',
    );
  });

  test('a macro that two files define in two ways is written out for the second', async () => {
    const answer = await text('biblatex', {
      'paper.md': cites('@x @y', 'a.bib', 'b.bib'),
      'a.bib': '@string{j = {First}}\n@article{x, journaltitle = j}',
      'b.bib': '@string{j = {Second}}\n@article{y, journaltitle = j # { B}}',
    });
    expect(answer).toBe(
      '@string{j = {First}}\n\n@article{x, journaltitle = j}\n\n@article{y, journaltitle = {Second} # { B}}\n',
    );
  });

  test('without paths of the machine, abstracts and notes to oneself, wherever they stand', async () => {
    const source = `@article{x,
  file = {:/home/me/x.pdf:PDF},
  title = {Kept},
  abstract = {Long, with {braces} and "quotes"},
  year = 2000, annote = "mine",
  keywords = {kept},
  timestamp = {2001-01-01}
}\n`;
    expect(await text('biblatex', { 'paper.md': cites('@x', 'a.bib'), 'a.bib': source })).toBe(
      '@article{x,\n  title = {Kept},\n  year = 2000,\n  keywords = {kept},\n}\n',
    );
  });

  test('with commands that a preamble defines, where they are used', async () => {
    const preamble = '@preamble{"\\newcommand{\\sortas}[1]{}"}';
    const source = `${preamble}\n@misc{x, title={\\sortas{a} T}}\n@misc{y, title={U}}\n`;
    const files = { 'a.bib': source };
    expect(await text('bibtex', { ...files, 'paper.md': cites('@x', 'a.bib') })).toContain(`${preamble}\n\n`);
    expect(await text('bibtex', { ...files, 'paper.md': cites('@y', 'a.bib') })).not.toContain('preamble');
  });

  test('parents stand behind their children, cited or not', async () => {
    const source = `@proceedings{whole, title={Whole}, year=2000}
@inproceedings{part, title={Part}, crossref={whole}}
@inproceedings{other, title={Other}, crossref={whole}}\n`;
    for (const body of ['@part', '@whole, @part and @whole']) {
      const answer = await text('biblatex', { 'paper.md': cites(body, 'a.bib'), 'a.bib': source });
      expect(answer.match(/\{(\w+),/g)).toEqual(['{part,', '{whole,']);
    }
  });

  test('parents that name one another end', async () => {
    const source = '@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}\n';
    const answer = await text('biblatex', { 'paper.md': cites('@a', 'a.bib'), 'a.bib': source });
    expect(answer.match(/@book\{\w/g)?.sort()).toEqual(['@book{a', '@book{b']);
  });

  test('a broken entry is written anew, so that it breaks no other', async () => {
    const source = '@article{x, title = {Open, year = 2000\n\n@article{y, title={Fine}, year=2001}\n';
    const answer = await text('bibtex', { 'paper.md': cites('@x @y', 'a.bib'), 'a.bib': source });
    const depth = [...answer].reduce((sum, char) => sum + (char === '{' ? 1 : char === '}' ? -1 : 0), 0);
    expect(depth).toBe(0);
    expect(answer).toContain('@article{y, title={Fine}, year=2001}');
  });
});

describe('BibLaTeX for those who have BibTeX alone', () => {
  const classic = async (entry: string, key = 'x'): Promise<string> =>
    text('bibtex', { 'paper.md': cites(`@${key}`, 'a.bib'), 'a.bib': entry });

  test('fields and types get the names that BibTeX has; values keep their LaTeX', async () => {
    expect(
      await classic(
        "@report{x, author={L{\\'o}pez, A.}, title={The {NMDA} receptor}, date={2001-05-03}, location={Bonn}, institution={WHO}}",
      ),
    ).toBe(
      "@techreport{x,\n  author = {L{\\'o}pez, A.},\n  title = {The {NMDA} receptor},\n  year = {2001},\n" +
        '  month = may,\n  day = {3},\n  address = {Bonn},\n  institution = {WHO},\n}\n',
    );
  });

  test('a subtitle goes behind its title', async () => {
    const answer = await classic('@book{x, author={A, B}, title={Why?}, subtitle={Because}, date={2001}}');
    expect(answer).toContain('title = {Why?} # { } # {Because},');
  });

  test('a thesis says which', async () => {
    const thesis = (type: string) =>
      `@thesis{x, author={A, B}, title={T}, type={${type}}, institution={U}, date={2001}}`;
    expect(await classic(thesis('mathesis'))).toMatch(/^@mastersthesis\{x,[\s\S]*school = \{U\}/);
    expect(await classic(thesis('phdthesis'))).not.toContain('type =');
    expect(await classic(thesis('Habilitation'))).toContain('type = {Habilitation}');
  });

  test('what xdata gives is written into the entry', async () => {
    const answer = await classic(
      '@xdata{pub, publisher={P}, location={X}}\n@book{x, author={A, B}, title={T}, xdata={pub}, date={2001}}',
    );
    expect(answer).toContain('publisher = {P}');
    expect(answer).toContain('address = {X}');
    expect(answer).not.toContain('xdata');
  });

  test('names in parts are put together', async () => {
    const answer = await classic('@misc{x, author={family=Beethoven, given=Ludwig, prefix=van}, title={T}}');
    expect(answer).toContain('author = {van Beethoven, Ludwig}');
  });

  test('an entry has the name that it is cited by', async () => {
    const entry = '@book{own, ids={other}, title={T}, author={A, B}, date={2001}}';
    expect(await classic(entry, 'other')).toMatch(/^@book\{other,/);
    const both = await exported('bibtex', { 'paper.md': cites('@own @other', 'a.bib'), 'a.bib': entry });
    expect(both.notes).toEqual(['“other” is another name of “own”, and the format has one key a work.']);
    const kept = await exported('biblatex', { 'paper.md': cites('@other', 'a.bib'), 'a.bib': entry });
    expect(kept).toMatchObject({ text: `${entry}\n`, notes: [] });
  });
});

describe('records of the same format keep what they have', () => {
  test('an item of CSL-JSON its markup and variables, but what is private', async () => {
    const item = {
      id: 'x',
      type: 'book',
      title: '<i>In vitro</i>',
      annote: 'mine',
      abstract: 'Long',
      genre: 'G',
    };
    const files = { 'paper.md': cites('@x', 'a.json'), 'a.json': JSON.stringify([item]) };
    expect(JSON.parse(await text('csl-json', files))).toEqual([
      { id: 'x', type: 'book', title: '<i>In vitro</i>', genre: 'G' },
    ]);
    expect(await text('csl-yaml', files)).toBe(
      'references:\n- id: "x"\n  type: "book"\n  title: "<i>In vitro</i>"\n  genre: "G"\n',
    );
  });

  test('a RIS record its tags, and the key that it is cited by', async () => {
    const record =
      'TY  - JOUR\nAU  - Doe, J.\nTI  - T\nPY  - 2003\nAB  - Long\nL1  - file:///x.pdf\nC7  - 12\nER  - \n';
    const answer = await text('ris', { 'paper.md': cites('@Doe_2003', 'a.ris'), 'a.ris': record });
    expect(answer).toBe('TY  - JOUR\nID  - Doe_2003\nAU  - Doe, J.\nTI  - T\nPY  - 2003\nC7  - 12\nER  - \n');
  });

  test('a PubMed record its tags', async () => {
    const record =
      'PMID- 12\nOWN - NLM\nTI  - A title\n      that goes on.\nFAU - Doe, Jane\nDP  - 2003\nAB  - Long\n';
    const answer = await text('nbib', { 'paper.md': cites('@doe2003', 'a.nbib'), 'a.nbib': record });
    expect(answer).toBe('PMID- 12\nOWN - NLM\nTI  - A title that goes on.\nFAU - Doe, Jane\nDP  - 2003\n');
  });
});

test('a key that the format cannot hold is changed, and the person told', async () => {
  const items = JSON.stringify([{ id: 'http://x.org/a%20b', type: 'book', title: 'T' }]);
  const answer = await exported('biblatex', {
    'paper.md': cites('@{http://x.org/a%20b}', 'a.json'),
    'a.json': items,
  });
  expect(answer.text).toMatch(/^@book\{http:\/\/x\.org\/a-20b,/);
  expect(answer.notes).toEqual([
    '“http://x.org/a%20b” is written as “http://x.org/a-20b”: the format has no such keys.',
  ]);
});

test('what the format has no place for is told, once for all the works that lose it', async () => {
  const book = (id: string) => ({
    id,
    type: 'book',
    title: 'T',
    translator: [{ family: 'Doe', given: 'J' }],
  });
  const answer = await exported('nbib', {
    'paper.md': cites('@a @b', 'a.json'),
    'a.json': JSON.stringify([book('a'), book('b')]),
  });
  expect(answer.notes).toEqual(['The format has no place for the translators of “a”, “b”.']);
});

describe('with the short names that NLM has for journals, where these are asked for', () => {
  const files = {
    'paper.md': cites('@one @own @none @kept @rec', 'a.bib', 'b.json', 'c.ris', 'd.nbib'),
    'a.bib':
      '@string{bp = {Biological Psychiatry}}\n' +
      '@article{one, title={The {NMDA} \\emph{receptor}}, journal=bp, year=2000}\n' +
      '@article{own, title={B}, journal={Biological Psychiatry}, shortjournal={Mine}}\n' +
      '@article{none, title={C}, journal={A Journal of My Own}}\n',
    'b.json':
      '[{"id":"kept","type":"article-journal","title":"<i>D</i>","container-title":"Biological Psychiatry"}]',
    'c.ris': 'TY  - JOUR\nID  - rec\nTI  - E\nT2  - Biological Psychiatry\nC7  - 12\nER  - \n',
    'd.nbib': 'PMID- 12\nTI  - F.\nFAU - Doe, Jane\nJT  - Biological psychiatry\nDP  - 2003\n',
  };
  const short = (format: ExportFormat, more = files) => text(format, more, 'paper.md', 'short');

  test('BibTeX prints what stands in the journal; the rest of an entry stays', async () => {
    const written = await short('bibtex');
    expect(written).toContain(
      '@article{one, title={The {NMDA} \\emph{receptor}}, journal={Biol Psychiatry}, year=2000}',
    );
    expect(written).toMatch(/@article\{own, title=\{B\}, journal=\{Mine\}/);
    expect(written).toContain('@article{none, title={C}, journal={A Journal of My Own}}');
    expect(written.match(/journal = \{Biol Psychiatry\}/g)).toHaveLength(2);
  });

  test('BibLaTeX has a field for it', async () => {
    const written = await short('biblatex');
    expect(written).toMatch(/journal=bp, year=2000, shortjournal = \{Biol Psychiatry\}\}/);
    expect(written).toContain('journal={Biological Psychiatry}, shortjournal={Mine}}');
    expect(written).toContain('@article{none, title={C}, journal={A Journal of My Own}}');
  });

  test.each<[ExportFormat, string | RegExp]>([
    ['csl-json', '"title": "<i>D</i>"'],
    ['csl-yaml', 'container-title-short: "Biol Psychiatry"'],
    ['ris', /C7 {2}- 12\nJ2 {2}- Biol Psychiatry\nER/],
    ['nbib', /TA {2}- Biol Psychiatry/],
    ['hayagriva', /short: "?Biol Psychiatry/],
  ])('%s', async (format, part) => {
    const written = await short(format);
    expect(written).toMatch(part);
    // One, kept and rec have it of the list, own has its own, none has none.
    expect(written.match(/Biol Psychiatry/g)).toHaveLength(3);
    expect(written).toContain('Mine');
  });

  test('a record of PubMed without its short name gets it', async () => {
    const written = await short('nbib', { ...files, 'paper.md': cites('@doe2003', 'd.nbib') });
    expect(written).toBe(`${files['d.nbib']}TA  - Biol Psychiatry\n`);
  });

  test('and nothing of the kind where they are not', async () => {
    expect(await text('csl-json', files)).not.toContain('Biol Psychiatry');
    expect(await text('bibtex', files)).not.toContain('Biol Psychiatry');
  });
});
