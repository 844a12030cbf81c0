import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printedRuns, printedText } from '../../../src/core/previewing.ts';
import { formattedBy, formattingServer, Previewed, preview } from '../../support/preview.ts';

const bib = `@article{berman2000, author = {Berman, Robert M. and Cappiello, Angela and Anand, Amit}, title = {Antidepressant effects of ketamine}, journal = {Biological Psychiatry}, year = 2000, volume = 47, pages = {351--354}, doi = {10.1016/S0006-3223(99)00230-9}}
@article{mcewen1999, author = {McEwen, Bruce S.}, title = {Stress and hippocampal plasticity}, journal = {Annual Review of Neuroscience}, year = 1999}
@article{zarate2006, author = {Zarate, Carlos A.}, title = {A randomized trial}, journal = {Archives}, year = 2006}
`;
const notes = `<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" default-locale="en-US">
<info><title>N</title><id>n</id></info>
<macro name="names"><names variable="author"><name and="text"/></names></macro>
<citation><layout suffix="." delimiter="; "><choose><if position="ibid"><text value="Ibid"/></if>
<else><group delimiter=", "><text macro="names"/><text variable="title" font-style="italic"/></group></else></choose></layout></citation>
<bibliography><layout suffix="."><text macro="names"/></layout></bibliography></style>`;

let previewed: Previewed;
beforeAll(async () => {
  previewed = await Previewed.start({ 'refs.bib': bib, 'notes.csl': notes, 'broken.csl': '<style>' });
});
afterAll(() => previewed.stop());
const previewOf = (text: string): Promise<string> => previewed.html(text);

const front = (more = ''): string => `---\nbibliography: refs.bib\n${more}---\n`;

/** What a reader sees of the text before the references. */
const seen = (html: string): string =>
  html
    .replace(/<div id="refs"[\s\S]*/, '')
    .replace(/<[^<>]*>/g, '')
    .replaceAll('&amp;', '&')
    .trim();

const body = async (text: string, more?: string): Promise<string> =>
  seen(await previewOf(front(more) + text));

describe('citations in the preview', () => {
  it.each([
    ['A claim [@berman2000].', 'A claim (Berman et al., 2000).'],
    [
      'A claim [see @berman2000, p. 3; @mcewen1999].',
      'A claim (see Berman et al., 2000, p. 3; McEwen, 1999).',
    ],
    ['@mcewen1999 says so.', 'McEwen (1999) says so.'],
    ['@mcewen1999 [p. 33] says so.', 'McEwen (1999, p. 33) says so.'],
    ['McEwen [-@mcewen1999] says so.', 'McEwen (1999) says so.'],
    ['> A quote [see\n> @mcewen1999].', 'A quote (see McEwen, 1999).'],
    ['| a |\n|---|\n| b [@mcewen1999] |', 'a\n\n\n\n\nb (McEwen, 1999)'],
    ['*Both @mcewen1999* and **[@zarate2006]**.', 'Both McEwen (1999) and (Zarate, 2006).'],
    ['A role {cite:p}`mcewen1999`.\n\n(x)=\n', 'A role (McEwen, 1999).\n(x)='],
  ])('%s', async (text, printed) => {
    expect(await body(text)).toBe(printed);
  });

  it.each([
    'Code `[@mcewen1999]` and mail a@mcewen1999.org.',
    'Others say so (McEwen, 1999).',
    'A figure, see @fig:one, and \\@mcewen1999.',
  ])('leaves alone: %s', async (text) => {
    expect(await body(text)).toBe(text.replace(/`|\\/g, ''));
  });

  it('leaves fenced code, math and links alone', async () => {
    const html = await previewOf(
      `${front()}\`\`\`\n[@mcewen1999]\n\`\`\`\n\n[a @mcewen1999 b](https://x.org/@mcewen1999)\n`,
    );
    expect(html).toContain('<code>[@mcewen1999]\n</code>');
    expect(html).toContain('href="https://x.org/@mcewen1999"');
    expect(html).not.toMatch(/<a [^<>]*>[^<]*<a /);
  });

  it('an undefined key stands out with its message, beside what is known', async () => {
    const html = await previewOf(`${front()}A [@mcewen1999; @nobody2020] and @"<b>`);
    expect(html).toContain('>McEwen, 1999</a>)');
    expect(html).toMatch(
      /<strong class="psycite-undefined" title="“nobody2020” is not defined\.[^"]*">nobody2020\?<\/strong>/,
    );
    expect(html).toContain('@&quot;<b>');
  });

  it('a text without a bibliography stays as it is written', async () => {
    const server = await formattingServer({});
    await server.open('a.md', 'Thanks to @someone and [@types/node].');
    const html = preview('Thanks to @someone and [@types/node].', await formattedBy(server, 'a.md'));
    await server.stop();
    expect(html).toBe('<p>Thanks to @someone and [@types/node].</p>\n');
  });

  it('numbers, each linked to its entry', async () => {
    const html = await previewOf(
      `${front('csl: vancouver\n')}A [@zarate2006; @berman2000], then @berman2000.`,
    );
    expect(seen(html)).toBe('A (1,2), then (2).');
    expect(html).toContain('href="#ref-zarate2006"');
    expect(html).toMatch(/id="ref-zarate2006"[\s\S]*id="ref-berman2000"/);
    expect(html).toMatch(
      /<div class="csl-right-inline">Zarate[^\n]*class="psycite-back"[^\n]*<\/span><\/div><\/div>/,
    );
  });
});

describe('the list of references', () => {
  it('stands at the end, in the order of the style, each leading back', async () => {
    const html = await previewOf(`${front()}A [@zarate2006]. B [@berman2000]. C [@zarate2006].`);
    const list = html.slice(html.indexOf('<div id="refs"'));
    expect(list).toMatch(/id="ref-berman2000"[\s\S]*<i>Biological Psychiatry<\/i>[\s\S]*id="ref-zarate2006"/);
    expect(list).toContain('<a href="https://doi.org/10.1016/S0006-3223%2899%2900230-9">');
    expect(list).toMatch(/ref-zarate2006[\s\S]*href="#psycite-cite-1"[\s\S]*href="#psycite-cite-3"/);
    expect(html).toContain('id="psycite-cite-3"');
    expect(html).toMatch(
      /<a class="psycite-link" href="#ref-berman2000" title="[^"]*Antidepressant effects of ketamine/,
    );
  });

  it.each(['::: {#refs}\n:::', '```{bibliography}\n```', '<div id="refs"></div>'])(
    'goes where %s stands',
    async (place) => {
      const html = await previewOf(`${front()}A [@zarate2006].\n\n${place}\n\n# Appendix\n`);
      expect(html).toMatch(/id="ref-zarate2006"[\s\S]*Appendix/);
      expect(html.match(/id="ref-zarate2006"/g)).toHaveLength(1);
      expect(seen(html)).not.toContain(':::');
    },
  );

  it('has the heading that the manuscript gives it, and works that are listed only', async () => {
    const html = await previewOf(
      `${front('reference-section-title: Literature & more\nnocite: "@berman2000"\n')}A [@zarate2006].`,
    );
    expect(html).toContain('<h1 id="bibliography">Literature &amp; more</h1>');
    expect(html).toContain('id="ref-berman2000"');
  });

  it('is left out by suppress-bibliography, and links by link-citations', async () => {
    const none = await previewOf(`${front('suppress-bibliography: true\n')}A [@zarate2006].`);
    expect(none).toContain('(Zarate, 2006)');
    expect(none).not.toContain('ref-');
    const unlinked = await previewOf(`${front('link-citations: false\n')}A [@zarate2006].`);
    expect(unlinked).not.toContain('href="#');
    expect(unlinked).toContain('ref-zarate2006');
  });

  it('says why where the style cannot be read', async () => {
    const html = await previewOf(`${front('csl: broken.csl\n')}A [@zarate2006].`);
    expect(html).toContain('[@zarate2006]');
    expect(html).toContain('The style “broken.csl” cannot be used: line 1');
  });
});

it('notes stand as footnotes, the author of a narrative citation in the sentence', async () => {
  const html = await previewOf(
    `${front('csl: notes.csl\n')}A [@zarate2006]. B [@zarate2006]. @mcewen1999 says.`,
  );
  expect(html).toContain(
    'A <span class="psycite-citation" id="psycite-cite-1"><sup><a class="psycite-note" id="psycite-noteref-1" href="#psycite-note-1"',
  );
  expect(html).toContain('McEwen<sup>');
  const list = html.slice(html.indexOf('<section class="psycite-notes"'));
  expect(list).toMatch(
    /<li id="psycite-note-1">Carlos A\. Zarate, <i>A randomized trial<\/i>\. <a[\s\S]*<li id="psycite-note-2">Ibid\.[\s\S]*<li id="psycite-note-3"><i>Stress and hippocampal plasticity<\/i>/,
  );
});

it('says of each work what its entry lacks, and gives its text in pieces', async () => {
  const server = await formattingServer({
    'refs.bib': `${bib}@article{gone1998, author = {Gone, A.}, title = {RETRACTED: A claim}, year = 1998}`,
  });
  await server.open('a.md', `${front()}A [@gone1998; @zarate2006].`);
  const { references } = await formattedBy(server, 'a.md');
  await server.stop();
  expect(references.map(({ key, lacks }) => [key, lacks.map((lack) => lack.slice(0, 30))])).toEqual([
    ['gone1998', ['“gone1998” was retracted. Do n', 'No journal or journaltitle.']],
    ['zarate2006', []],
  ]);
  const { runs, text } = { runs: printedRuns(references[1]!.html), text: printedText(references[1]!.html) };
  expect(runs).toContainEqual({ text: 'Archives', marks: ['i'] });
  expect(runs.map((run) => run.text).join('')).toBe(text);
});

describe('what is at hand', () => {
  it('is shown while the text is edited; a new citation stands as it is written', async () => {
    const server = await formattingServer({ 'refs.bib': bib });
    await server.open('a.md', `${front()}A [@zarate2006]. B [@berman2000].`);
    const formatted = await formattedBy(server, 'a.md');
    const html = preview('New words. A [@zarate2006], and [@mcewen1999]. B [@berman2000].', formatted);
    expect(seen(html)).toBe('New words. A (Zarate, 2006), and [@mcewen1999]. B (Berman et al., 2000).');
    await server.change('a.md', `${front()}A [@zarate2006], and [@mcewen1999]. B [@berman2000].`);
    const again = await formattedBy(server, 'a.md');
    expect(seen(preview('A [@zarate2006], and [@mcewen1999].', again))).toBe(
      'A (Zarate, 2006), and (McEwen, 1999).',
    );
    await server.write('refs.bib', bib.replace('McEwen, Bruce', 'Fixed, Bruce'));
    await expect
      .poll(async () => seen(preview('[@mcewen1999]', await formattedBy(server, 'a.md'))))
      .toBe('(Fixed, 1999)');
    await server.stop();
  });

  it('is nothing at first: the text stands as it is written', () => {
    expect(preview('A [see @zarate2006; @"].', undefined)).toBe('<p>A [see @zarate2006; @&quot;].</p>\n');
  });
});
