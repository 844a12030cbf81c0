/**
 * A request right behind `didOpen` is answered as one that comes when everything is read: never with nothing
 * because the reading has not come so far. The reading is slowed down: each step of it gives way, and the
 * disk is slow.
 */
import { afterEach, expect, test } from 'vitest';
import { shippedPacks } from '../../src/packs/index.ts';
import type { Host } from '../../src/server/host.ts';
import { type MemoryFiles, memoryHost } from '../support/memoryHost.ts';
import { requests } from '../support/requests.ts';
import { root, TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(() => server.stop());

const bib =
  '@article{berman2000, author={Berman, R}, title={T of A}, journal={J}, year={2000}, doi={10.1000/x}}\n';
const json = [
  { id: 'berman2000', type: 'book', title: 'T of A', DOI: '10.1000/x', issued: { 'date-parts': [[2000]] } },
];

interface Kind {
  readonly language: string;
  readonly text: string;
  /** Where something stands: the cursor of the requests. */
  readonly at: string;
}

const markdown = (language: string): Kind => ({
  language,
  text: '---\nbibliography: refs.bib\n---\n\n# Background\n\nKetamine (Berman, 2000) and [@berman2000; @nobody].\n\n# Methods\n',
  at: 'erman2000;',
});

const kinds: Readonly<Record<string, Kind>> = {
  'a.md': markdown('markdown'),
  'a.qmd': markdown('quarto'),
  'a.Rmd': markdown('rmd'),
  'myst.md': {
    language: 'markdown',
    text: '---\nbibliography: refs.bib\n---\n\n# Background\n\nSee {cite:p}`berman2000` and {cite}`nobody`.\n',
    at: 'erman2000`',
  },
  'a.tex': {
    language: 'latex',
    text: '\\documentclass{article}\n\\addbibresource{refs.bib}\n\\begin{document}\n\\section{One}\nSee \\cite{berman2000, nobody}.\n\\end{document}\n',
    at: 'erman2000,',
  },
  'a.typ': {
    language: 'typst',
    text: '#bibliography("refs.bib")\n\n= One\n\nSee @berman2000 and @nobody.\n',
    at: 'erman2000 ',
  },
  'own.bib': { language: 'bibtex', text: bib.repeat(3).replace('berman2000', 'own2000'), at: 'wn2000' },
  'refs.bib': { language: 'bibtex', text: bib, at: 'erman2000' },
  'own.json': { language: 'json', text: JSON.stringify(json, null, 1), at: 'erman2000' },
  'own.yaml': {
    language: 'yaml',
    text: 'references:\n- id: berman2000\n  type: book\n  title: T of A\n  DOI: 10.1000/x\n',
    at: 'erman2000',
  },
  'haya.yml': {
    language: 'yaml',
    text: 'berman2000:\n  type: book\n  title: T of A\n  url: https://x.org/a\n',
    at: 'erman2000',
  },
  'own.ris': {
    language: 'plaintext',
    text: 'TY  - JOUR\nID  - berman2000\nTI  - T of A\nDO  - 10.1000/x\nER  - \n',
    at: 'erman2000',
  },
  'own.nbib': {
    language: 'plaintext',
    text: 'PMID- 123\nTI  - T of A\nAU  - Berman R\nDP  - 2000\n\n',
    at: '123',
  },
};

/**
 * A host on which each step takes a while: a slow disk, and a clock that runs away between two looks at it.
 */
function slowHost(files: MemoryFiles): Partial<Host> {
  const { clock, files: disk } = memoryHost(files);
  let late = 0;
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  return {
    loadPacks: () => pause(20).then(() => shippedPacks),
    files: {
      read: async (...parameters) => {
        await pause(2);
        return disk.read(...parameters);
      },
      list: async (...parameters) => {
        await pause(2);
        return disk.list(...parameters);
      },
    },
    clock: {
      ...clock,
      now: () => clock.now() + (late += 10),
      yield: () => pause(1),
    },
  };
}

test.each(Object.keys(kinds))(
  'every request right behind the opening of %s',
  { timeout: 20_000 },
  async (name) => {
    const { language, text, at } = kinds[name]!;
    const files: Record<string, string> = {
      'refs.bib': bib,
      'other.md': 'See [@berman2000].\n',
      'own.md':
        '---\nbibliography: [own.bib, own.json, own.yaml, haya.yml, own.ris, own.nbib]\n---\n\n[@own2000]\n',
    };
    for (const [other, kind] of Object.entries(kinds)) if (other.startsWith('own')) files[other] = kind.text;
    const map: MemoryFiles = new Map(Object.entries(files).map(([one, content]) => [uriOf(one), content]));
    server = await TestServer.start(files, {
      host: slowHost(map),
      settings: { inlayHints: { enabled: true } },
    });
    const before = text.slice(0, text.indexOf(at)).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)!.length };
    const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };
    const ask = (method: string): Promise<unknown> =>
      server.connection
        .sendRequest(method, { textDocument: { uri: uriOf(name) }, ...requests[method]!(position, range) })
        .then(withoutRevision, (error: unknown) => String(error));
    await server.open(name, text, language);
    const early = await Promise.all(Object.keys(requests).map(async (method) => [method, await ask(method)]));
    await server.references(name, position);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const late = [];
    for (const method of Object.keys(requests)) late.push([method, await ask(method)]);
    expect(Object.fromEntries(early)).toEqual(Object.fromEntries(late));
    expect(
      JSON.stringify((Object.fromEntries(late) as Record<string, unknown>)['textDocument/documentSymbol']),
      root,
    ).toMatch(/name/);
  },
);

const withoutRevision = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null ? { ...answer, revision: 0 } : answer;

test('an entry is not unused before all manuscripts have been read, and is once none cites it', async () => {
  const files: Record<string, string> = { 'refs.bib': bib };
  for (let n = 0; n < 60; n += 1) files[`m${n}.md`] = '---\nbibliography: refs.bib\n---\n\nNothing.\n';
  files['z.md'] = '---\nbibliography: refs.bib\n---\n\nSee [@berman2000].\n';
  const map: MemoryFiles = new Map(Object.entries(files).map(([one, content]) => [uriOf(one), content]));
  server = await TestServer.start(files, { host: slowHost(map) });
  await server.open('refs.bib', bib);
  const unused = (list: readonly { code?: unknown }[]) =>
    list.some(({ code }) => code === 'bib-unused-entry');
  let early = false;
  server.connection.onNotification('textDocument/publishDiagnostics', ({ diagnostics }) => {
    early ||= unused(diagnostics);
  });
  await server.references('refs.bib', { line: 0, character: 12 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(early).toBe(false);
});

test('an entry that the last manuscript no longer cites is unused, and is not once one cites it again', async () => {
  const text = '---\nbibliography: refs.bib\n---\n\nSee [@berman2000].\n';
  server = await TestServer.start({ 'refs.bib': bib, 'z.md': text });
  await server.open('refs.bib', bib);
  await server.open('z.md', text);
  await server.diagnostics('z.md');
  const unused = (list: readonly { code?: unknown }[]) =>
    list.some(({ code }) => code === 'bib-unused-entry');
  await server.change('z.md', text.replace('berman2000', 'other'));
  await server.diagnostics('refs.bib', unused);
  await server.change('z.md', text);
  await server.diagnostics('refs.bib', (list) => !unused(list));
});

test('an entry that was told to be unused while its manuscript was being edited is not, once the edit is taken back', async () => {
  const text = '---\nbibliography: refs.bib\n---\n\nSee [@berman2000].\n';
  server = await TestServer.start({ 'refs.bib': bib, 'z.md': text });
  await server.open('refs.bib', bib);
  await server.open('z.md', text);
  const unused = (list: readonly { code?: unknown }[]) =>
    list.some(({ code }) => code === 'bib-unused-entry');
  await server.checked('z.md');
  await server.change('refs.bib', `${bib}\n`);
  let isTold = false;
  const told = server.diagnostics('refs.bib', unused).then(() => {
    isTold = true;
  });
  // Edit upon edit: the manuscript is not checked while this lasts, and the bibliography is.
  for (let n = 0; !isTold; n += 1) {
    await server.change('z.md', `${text.replace('berman2000', 'other')}${' '.repeat(n)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await told;
  await server.change('z.md', text);
  await server.diagnostics('refs.bib', (list) => !unused(list));
});
