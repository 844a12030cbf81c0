import { activate, eventually, expect, open } from './editor.ts';

interface Outline {
  readonly manuscript: { readonly title: string; readonly sections: readonly Section[] } | null;
  readonly papers: readonly { readonly pack: string; readonly sections: readonly object[] }[];
}

interface Section {
  readonly title: string;
  readonly citations: number;
}

suite('the outline request', () => {
  test('gives the sections of the manuscript and of the paper', async () => {
    const api = await activate();
    const { document } = await open('ketamine.md');
    const ask = () => api.request('psycite/outline', { textDocument: { uri: document.uri.toString() } });
    const outline = await eventually(
      async () => (await ask()) as Outline,
      ({ manuscript, papers }) => manuscript !== null && papers.length > 0,
      'the outline should hold a manuscript and a paper',
    );
    const trials = outline.manuscript?.sections.find(({ title }) => title === 'First trials');
    expect(trials?.citations === 2, `First trials cites two works: ${JSON.stringify(trials)}`);
    expect(
      outline.papers.some(({ pack }) => pack === 'abdallah2018'),
      'the shipped pack should be there',
    );
    expect(
      outline.papers.every(({ sections }) => sections.length > 0),
      'a paper should have sections',
    );
  });
});
