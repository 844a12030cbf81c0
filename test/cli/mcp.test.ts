/** The tools for assistants, over stdio and by the SDK's own client. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Cli } from '../support/cli.ts';
import { Assistant } from '../support/mcp.ts';

const bib = `@article{stone2001, title={First trial of {GABA} in sleep}, author={Stone, Ann and Reed, Ben}, year=2001, journal={Trials}, volume=3, doi={10.1000/first.1}}
@article{marsh2006, title={Second trial}, author={Marsh, Cora and Hill, Ed and Low, Fay}, year=2006, journal={Trials}}
@article{field2012a, title={Answers of one kind}, author={Field, Dan and Moor, Gil}, year=2012, journal={Letters}}
@article{open2015, title={An open list}, author={Open, Kay and others}, year=2015, journal={Letters}}
@article{field2012b, title={Answers of another kind}, author={Field, Dan and Moor, Gil}, year=2012, journal={Letters}}
`;
const paper = `---
title: A trial
bibliography: refs.bib
---

# Methods

As @stone2001 and Marsh et al. (2006) show, and [@nobody1999].

# Results

Field and Moor (2012) disagree.
`;

let cli: Cli;
let assistant: Assistant;
beforeAll(async () => {
  cli = await Cli.build();
  assistant = await Assistant.start(cli, {
    'refs.bib': bib,
    'paper.md': paper,
    'text/notes.tex': '\\cite{a}',
  });
}, 60_000);
afterAll(async () => {
  await assistant.stop();
});

describe('the tools', () => {
  test('are ten, each with what it takes and gives', async () => {
    const { tools } = await assistant.client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'search_references',
      'get_reference',
      'resolve_citation',
      'define_term',
      'reported_facts',
      'manuscript_outline',
      'manuscript_citations',
      'check_manuscript',
      'cite',
      'missing_works',
    ]);
    for (const { description, inputSchema, outputSchema, annotations } of tools) {
      expect(description!.length).toBeGreaterThan(40);
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
      expect(outputSchema!.required).toContain('status');
      expect(annotations).toMatchObject({ readOnlyHint: true, openWorldHint: false });
    }
  });

  test('search_references finds works of the library and tells where they lie', async () => {
    const found = await assistant.call('search_references', { query: 'stone trial' });
    expect(found.status).toBe('known');
    expect(found.list('works')[0]).toMatchObject({
      key: 'stone2001',
      authors: ['Stone, Ann', 'Reed, Ben'],
      year: '2001',
      title: 'First trial of GABA in sleep',
      DOI: '10.1000/first.1',
      path: 'refs.bib',
      line: 1,
      inLibrary: true,
    });
    expect((await assistant.call('search_references', { query: 'no such work' })).status).toBe('unknown');
    // The letters stand in the key in this order: help for who types, and no answer to a question.
    expect((await assistant.call('search_references', { query: 'stn21' })).status).toBe('unknown');
  });

  test('get_reference gives CSL-JSON, and the reference as it is printed', async () => {
    const found = await assistant.call('get_reference', { key: 'stone2001', manuscript: 'paper.md' });
    expect(found.fields['csl']).toMatchObject({ id: 'stone2001', type: 'article-journal', volume: '3' });
    expect(found.fields['formatted']).toEqual({
      style: 'APA',
      text: 'Stone, A., & Reed, B. (2001). First trial of GABA in sleep. Trials, 3. https://doi.org/10.1000/first.1',
    });
    expect(await assistant.call('get_reference', { key: 'stone2002' })).toMatchObject({ status: 'unknown' });
  });

  test.each([
    ['Stone & Reed, 2001', 'known', 'exact', ['stone2001']],
    ['As Stone and Reed (2001) say', 'known', 'exact', ['stone2001']],
    ['(Marsh et al., 2006)', 'known', 'exact', ['marsh2006']],
    ['Field & Moor, 2012', 'ambiguous', 'ambiguous', ['field2012a', 'field2012b']],
    ['Stone & Reed, 2002', 'unknown', 'none', []],
    ['Stone & Nobody, 2001', 'unknown', 'none', []],
    ['@stone2001', 'known', 'exact', ['stone2001']],
    ['doi:10.1000/first.1', 'known', 'exact', ['stone2001']],
    ['https://doi.org/10.1000/none', 'unknown', 'none', []],
    ['Open & Nobody, 2015', 'ambiguous', 'ambiguous', ['open2015']],
    ['Open & Nobody, 2014', 'unknown', 'none', []],
  ])('resolve_citation: %s', async (text, status, resolution, keys) => {
    const answer = await assistant.call('resolve_citation', { text });
    expect(answer.status).toBe(status);
    const [citation] = answer.list('citations');
    expect(citation).toMatchObject({ resolution });
    expect(citation!.works.map(({ key }) => key)).toEqual(keys);
  });

  test('resolve_citation says where it was by first author and year alone', async () => {
    const answer = await assistant.call('resolve_citation', { text: 'Marsh, 2006' });
    expect(answer.list('citations')[0]!.basis).toBe('first-author-year');
    expect(answer.own).toContain('by first author and year alone');
  });

  test.each([
    ['ketamine', 'known', 'certain'],
    ['Ketamine', 'known', 'certain'],
    ['racemic ketamine', 'known', 'certain'],
    ['NMDARs', 'known', 'certain'],
    ['nmdar', 'known', 'possible'],
    ['GAD', 'ambiguous', 'possible'],
    ['CSP', 'ambiguous', 'possible'],
    ['MDD', 'known', 'likely'],
  ])('define_term: %s', async (term, status, certainty) => {
    const answer = await assistant.call('define_term', { term });
    expect(answer.status).toBe(status);
    expect(answer.list('senses')[0]).toMatchObject({ certainty, pack: 'abdallah2018' });
    expect(answer.list('senses')[0]!['definition']).toBeTruthy();
  });

  test('define_term invents nothing', async () => {
    expect(await assistant.call('define_term', { term: 'zorbamine' })).toMatchObject({ status: 'unknown' });
    const { status, fields } = await assistant.call('define_term', { term: 'AMPA' });
    expect([status, fields['senses']]).toEqual(['unknown', []]);
    expect(fields['near']).toMatchObject([{ label: 'AMPA receptor' }]);
  });

  test('reported_facts knows a drug by its synonyms, and each fact its pack, section and works', async () => {
    for (const about of ['ketamine', 'racemic ketamine', '(R,S)-ketamine']) {
      const answer = await assistant.call('reported_facts', { about });
      expect(answer.list('facts')[0]).toMatchObject({
        reported: 'ketamine 0.5 mg/kg intravenous over 40 min',
        pack: 'abdallah2018',
        section: 'Clinical efficacy of RAADs',
      });
      expect(answer.list('facts')[0]!.works.length).toBeGreaterThan(0);
    }
    expect((await assistant.call('reported_facts', { about: 'lithium' })).status).toBe('unknown');
  });

  test.each(['esketamine', 'S-ketamine', '(+)-ketamine', '(-)-ketamine', 'arketamine'])(
    'reported_facts does not take %s for ketamine',
    async (about) => {
      expect((await assistant.call('reported_facts', { about })).status).toBe('unknown');
    },
  );

  test('manuscript_outline and manuscript_citations', async () => {
    const { fields } = await assistant.call('manuscript_outline', { manuscript: 'paper.md' });
    expect(fields['outline']).toMatchObject({
      title: 'A trial',
      sections: [
        { title: 'Methods', line: 6, undefinedKeys: 1 },
        { title: 'Results', line: 10 },
      ],
    });
    const cited = await assistant.call('manuscript_citations', { manuscript: './paper.md' });
    expect(cited.status).toBe('unknown');
    expect(cited.list('keys').map(({ key, status }) => [key, status])).toEqual([
      ['stone2001', 'known'],
      ['nobody1999', 'unknown'],
    ]);
    expect(cited.list('authorYears').map(({ text, status }) => [text, status])).toEqual([
      ['Marsh et al. (2006)', 'known'],
      ['Field and Moor (2012)', 'ambiguous'],
    ]);
  });

  test('check_manuscript tells the problems that check tells', async () => {
    const answer = await assistant.call('check_manuscript', { manuscript: 'paper.md' });
    const told = JSON.parse(cli.run(assistant.folder, 'check', 'paper.md', '--format', 'json').stdout) as {
      problems: { code: string; message: string }[];
    }[];
    const pick = ({ code, message }: Record<string, unknown>) => ({ code, message });
    expect(answer.list('problems').map(pick)).toEqual(told[0]!.problems.map((one) => pick({ ...one })));
    expect(answer.list('problems')[0]).toMatchObject({ code: 'citation-undefined', line: 8 });
  });

  test('of a document of several files, an answer names the others', async () => {
    assistant.write('book/main.typ', '#include "one.typ"\n#bibliography("../refs.bib")\n');
    assistant.write('book/one.typ', '= One\n\nAs @stone2001.\n');
    for (const tool of ['manuscript_outline', 'manuscript_citations']) {
      const { fields } = await assistant.call(tool, { manuscript: 'book/main.typ' });
      expect(fields['parts']).toEqual(['book/one.typ']);
      expect(fields['note']).toContain('The document has 1 other file');
    }
  });

  test('cite writes in the language of the manuscript, and refuses keys that are not there', async () => {
    const keys = ['stone2001', 'marsh2006'];
    const answer = await assistant.call('cite', { keys, manuscript: 'paper.md' });
    expect(answer.fields).toMatchObject({ status: 'known', text: '[@stone2001; @marsh2006]' });
    assistant.write('other.tex', '\\documentclass{article}\\addbibresource{refs.bib}');
    const tex = await assistant.call('cite', { keys, manuscript: 'other.tex' });
    expect(tex.fields['text']).toMatch(/^\\\w*cite\w*\{stone2001,\s*marsh2006\}$/);
    expect(
      (await assistant.call('cite', { keys: ['stone2001', 'no'], manuscript: 'paper.md' })).fields,
    ).toMatchObject({
      status: 'unknown',
      text: null,
      unknownKeys: ['no'],
    });
  });

  test('missing_works leaves out what the manuscript cites', async () => {
    const before = await assistant.call('missing_works', { manuscript: 'paper.md' });
    const missing = before.list('papers')[0]!.works;
    expect(missing.length).toBeGreaterThan(5);
    assistant.write('cites.md', '---\nbibliography: pack.bib\n---\n\n[@b]\n');
    assistant.write('pack.bib', '@article{b, title={x}, doi={10.1016/S0006-3223(99)00230-9}}');
    const after = await assistant.call('missing_works', { manuscript: 'cites.md' });
    expect(after.list('papers')[0]!.works).toHaveLength(missing.length - 1);
  });
});

describe('a draft', () => {
  const check = (text: string, more = {}) =>
    assistant.call('check_manuscript', { text, syntax: 'markdown', manuscript: 'paper.md', ...more });

  test('has everything in it told: keys, citations, DOIs, doses, abbreviations', async () => {
    const answer = await check(
      'Ketamine 0.5 mg/kg over 40 min [@stone2001; @wrong2001] (Stone & Reed, 2001; Stone & Reed, 2003), doi:10.1000/first.1 and https://doi.org/10.9999/none. Esketamine 84 mg. The QQX was low.',
    );
    const told = (name: string) => answer.list(name).map(({ text, status }) => [text, status]);
    expect(answer.status).toBe('unknown');
    expect(told('keys')).toEqual([
      ['stone2001', 'known'],
      ['wrong2001', 'unknown'],
    ]);
    expect(told('authorYears')).toEqual([
      ['Stone & Reed, 2001', 'known'],
      ['Stone & Reed, 2003', 'unknown'],
    ]);
    expect(told('dois')).toEqual([
      ['10.1000/first.1', 'known'],
      ['10.9999/none', 'unknown'],
    ]);
    expect(told('doses')).toEqual([
      ['0.5 mg/kg', 'known'],
      ['84 mg', 'unknown'],
    ]);
    expect(told('abbreviations')).toEqual([['QQX', 'unknown']]);
    expect(answer.list('problems').map(({ code }) => code)).toContain('citation-undefined');
  });

  test('has each DOI told once, as it is written in each syntax', async () => {
    assistant.write(
      'dois.bib',
      '@article{deep2020, title={Deep}, doi={10.1007/978-3-030_7}}\n@article{old1999, title={Old}, doi={10.1890/12(2006)87[27:AB]2.0.CO;2}}',
    );
    assistant.write('dois.md', '---\nbibliography: dois.bib\n---\n');
    const dois = async (text: string, syntax: string) =>
      (await check(text, { syntax, manuscript: 'dois.md' })).list('dois').map(({ status }) => status);
    expect(
      await dois(
        '[10.1007/978-3-030_7](https://doi.org/10.1007/978-3-030_7) and 10.1007/978-3-030\\_7.',
        'markdown',
      ),
    ).toEqual(['known', 'known']);
    expect(await dois('\\href{https://doi.org/10.1007/978-3-030\\_7}{text}', 'latex')).toEqual(['known']);
    expect(await dois('See 10.1890/12(2006)87[27:AB]2.0.CO;2 there.', 'typst')).toEqual(['known']);
  });

  test('has the dose of another drug doubted', async () => {
    const answer = await check('They gave esketamine 0.5 mg/kg over 40 min.');
    expect(answer.list('doses').map(({ status }) => status)).toEqual(['unknown']);
  });

  test('of which all is known is known', async () => {
    expect((await check('As Stone and Reed (2001) show [@marsh2006].')).status).toBe('known');
  });

  test('knows the abbreviations and the own references of its manuscript', async () => {
    assistant.write(
      'inline.md',
      '---\nreferences:\n- id: own2020\n  title: Own\n  type: book\n---\n\nThe quiet query index (QQI) is new. QQI rises.\n',
    );
    const answer = await check('QQI falls [@own2020].', { manuscript: 'inline.md' });
    expect(answer.status).toBe('known');
    expect(answer.list('problems')).toEqual([]);
    expect(answer.list('abbreviations')[0]).toMatchObject({
      long: 'quiet query index',
      source: 'manuscript',
    });
  });

  test('without a manuscript is checked against all libraries of the folder', async () => {
    const answer = await assistant.call('check_manuscript', { text: '\\cite{stone2001}', syntax: 'latex' });
    expect(answer.list('keys')[0]).toMatchObject({ key: 'stone2001', status: 'known' });
  });

  test.each([
    ['0.5~mg/kg', 'latex'],
    ['0.5\\,mg/kg', 'latex'],
    ['500 µg/kg', 'markdown'],
    ['0.5\u00a0mg/kg', 'typst'],
    ['0.5 mg per kilogram', 'markdown'],
    ['500 micrograms/kg', 'markdown'],
    ['0.5 mg·kg⁻¹', 'markdown'],
    ['0.5 mg / kg', 'markdown'],
    ['\\SI{0.5}{mg/kg}', 'latex'],
    ['\\qty{0.5}{\\milli\\gram\\per\\kilo\\gram}', 'latex'],
    ['$0.5$ mg/kg', 'latex'],
  ])('has a known dose in another writing: %s', async (dose, syntax) => {
    const answer = await check(`They gave ketamine ${dose} once.`, { syntax });
    expect(answer.list('doses').map(({ status }) => status)).toEqual(['known']);
  });
});

describe('what changed on disk is seen by the next call', () => {
  test('an entry, a manuscript, a bibliography that is new, one that is gone', async () => {
    const key = 'added2020';
    assistant.write('new/paper.md', `[@${key}]`);
    const status = async () =>
      (await assistant.call('check_manuscript', { manuscript: 'new/paper.md' })).list('keys')[0]!.status;
    expect(await status()).toBe('unknown');
    assistant.write('new/refs.bib', `@book{${key}, title={Added}}`);
    expect(await status()).toBe('known');
    assistant.write('new/refs.bib', '@book{another, title={Added}}');
    expect(await status()).toBe('unknown');
    assistant.write('new/paper.md', '[@another]');
    expect(await status()).toBe('known');
  });
});
