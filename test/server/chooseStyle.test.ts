import { afterEach, describe, expect, test } from 'vitest';
import type { WorkspaceEdit } from 'vscode-languageserver';
import {
  chooseStyleRequest,
  downloadStyleRequest,
  styleSampleRequest,
  stylesRequest,
} from '../../src/protocol/requests.ts';
import { serveFormatting } from '../../src/server/formatting/serve.ts';
import { type Transport, TransportError } from '../../src/server/network/transport.ts';
import { threadHere } from '../support/formatting.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer;
afterEach(async () => {
  await server.stop();
});

/** A client that makes files and applies changes in order. */
const capabilities = {
  workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create' as const] } },
};

const bibliography =
  '@article{one, title={A First Trial}, author={Stone, Ann}, year=2001, journal={Trials}}\n';
const own =
  '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><citation/></style>';
const dependent = (parent: string): string =>
  `<style><info><link rel="independent-parent" href="http://www.zotero.org/styles/${parent}"/></info></style>`;

/** The CSL repository with styles by path; a number is a status, an error a fault of the network. */
function repository(records: Readonly<Record<string, string | number | Error>>) {
  const asked: string[] = [];
  const transport: Transport = ({ url }) => {
    asked.push(url.href);
    const record = records[url.pathname.replace('/citation-style-language/styles/master/', '')] ?? 404;
    if (record instanceof Error) return Promise.reject(record);
    const status = typeof record === 'number' ? record : 200;
    const body = new TextEncoder().encode(typeof record === 'string' ? record : '');
    return Promise.resolve({ status, headers: new Map(), body });
  };
  return { transport, asked };
}

async function start(
  files: Readonly<Record<string, string>>,
  records: Parameters<typeof repository>[0] = {},
): Promise<readonly string[]> {
  const { transport, asked } = repository(records);
  server = await TestServer.start(
    { 'refs.bib': bibliography, ...files },
    {
      host: {
        loadTransport: () => Promise.resolve(transport),
        startFormatter: () => threadHere(serveFormatting()),
      },
      capabilities,
    },
  );
  return asked;
}

interface Answer {
  readonly edit: WorkspaceEdit | null;
  readonly message: string;
  readonly setting: string | null;
}

async function ask(method: string, style: string, name = 'paper.md', text = paper): Promise<Answer> {
  await server.open(name, text);
  return server.connection.sendRequest<Answer>(method, { textDocument: { uri: uriOf(name) }, style });
}

const paper = '---\nbibliography: refs.bib\n---\n\n[@one]\n';

/** What is made and what is written, file by file. */
const steps = ({ edit }: Answer): readonly string[] =>
  (edit?.documentChanges ?? []).map((change) =>
    'edits' in change
      ? `${change.textDocument.uri.split('/').pop()!}: ${change.edits.map((one) => ('newText' in one ? one.newText : '').slice(0, 40)).join('')}`
      : `${change.kind} ${'uri' in change ? change.uri.split('/').pop()! : ''}`,
  );

describe('choosing a style', () => {
  test('offers styles and journals, and shows a work of the manuscript in each', async () => {
    await start({});
    await server.open('paper.md', paper);
    const { styles } = await server.connection.sendRequest<{
      styles: { name: string; title: string; like: string }[];
    }>(stylesRequest.method, {});
    expect(styles[0]).toEqual({ name: 'apa', title: 'APA', like: '' });
    expect(styles).toContainEqual({ name: 'Neuron', title: 'Neuron', like: 'Cell' });
    const sample = await server.connection.sendRequest(styleSampleRequest.method, {
      textDocument: { uri: uriOf('paper.md') },
      style: 'apa',
    });
    expect(sample).toEqual({
      citation: '(Stone, 2001)',
      reference: 'Stone, A. (2001). A first trial. Trials.',
    });
  });

  test('saves its file beside the manuscript and names it there, in one step', async () => {
    await start({});
    const answer = await ask(chooseStyleRequest.method, 'Schizophrenia Research');
    expect(steps(answer)).toEqual([
      'create elsevier-harvard.csl',
      'elsevier-harvard.csl: <?xml version="1.0" encoding="utf-8"?>\n<',
      'paper.md: csl: elsevier-harvard.csl\n',
    ]);
    expect(answer).toMatchObject({ setting: null, message: 'paper.md names elsevier-harvard.csl.' });
  });

  test('leaves a file that is there alone', async () => {
    await start({ 'apa.csl': own });
    expect(steps(await ask(chooseStyleRequest.method, 'apa'))).toEqual(['paper.md: csl: apa.csl\n']);
  });

  test('is written where the project names one', async () => {
    await start({ '_quarto.yml': 'project:\n  type: default\ncsl: old.csl\nbibliography: refs.bib\n' });
    const answer = await ask(chooseStyleRequest.method, 'nature', 'sub/paper.qmd', '[@one]\n');
    expect(steps(answer)).toEqual([
      'create nature.csl',
      'nature.csl: <?xml version="1.0" encoding="utf-8"?>\n<',
      '_quarto.yml: nature.csl',
    ]);
    expect(answer.edit?.documentChanges?.[0]).toMatchObject({ uri: uriOf('nature.csl') });
  });

  test('is a name of biblatex where that has the style, and the setting elsewhere', async () => {
    await start({});
    const source = '\\usepackage{biblatex}\n\\addbibresource{refs.bib}\n';
    expect(steps(await ask(chooseStyleRequest.method, 'apa', 'paper.tex', source))).toEqual([
      'paper.tex: [style=apa]',
    ]);
    const other = await ask(chooseStyleRequest.method, 'the-lancet', 'paper.tex', source);
    expect(other).toMatchObject({ edit: null, setting: 'the-lancet' });
  });

  test('that there is not is told', async () => {
    await start({});
    expect(await ask(chooseStyleRequest.method, 'nonsense')).toMatchObject({ edit: null, setting: null });
  });
});

describe('downloading a style', () => {
  test('asks for it by name and saves it', async () => {
    const asked = await start({}, { 'journal-of-x.csl': own });
    const answer = await ask(downloadStyleRequest.method, 'Journal of X');
    expect(steps(answer)).toEqual([
      'create journal-of-x.csl',
      `journal-of-x.csl: ${own.slice(0, 40)}`,
      'paper.md: csl: journal-of-x.csl\n',
    ]);
    expect(asked).toEqual([
      'https://raw.githubusercontent.com/citation-style-language/styles/master/journal-of-x.csl',
    ]);
  });

  test('saves the one that it takes its rules from', async () => {
    await start(
      {},
      { 'dependent/a.csl': dependent('apa'), 'dependent/b.csl': dependent('own'), 'own.csl': own },
    );
    expect(steps(await ask(downloadStyleRequest.method, 'a')).at(-1)).toBe('paper.md: csl: apa.csl\n');
    expect(steps(await ask(downloadStyleRequest.method, 'b')).at(-1)).toBe('paper.md: csl: own.csl\n');
  });

  test.each<[string, Parameters<typeof repository>[0], RegExp]>([
    ['there is none', {}, /has no style “x”/],
    ['the service fails', { 'x.csl': 403 }, /the CSL repository/i],
    ['the network fails', { 'x.csl': new TransportError('unreachable', 'no route') }, /the CSL repository/i],
    ['the answer is no style', { 'x.csl': '<html>' }, /did not answer with a citation style/],
    [
      'the style never ends',
      {
        'x.csl':
          '<style><macro name="a"><text macro="a"/></macro><citation><text macro="a"/></citation></style>',
      },
      /line 1: the macro “a” calls itself/,
    ],
    ['the parent is missing', { 'dependent/x.csl': dependent('gone') }, /has no style “gone”/],
  ])('changes nothing where %s', async (_, records, message) => {
    await start({}, records);
    const answer = await ask(downloadStyleRequest.method, 'x');
    expect(answer).toMatchObject({ edit: null, setting: null });
    expect(answer.message).toMatch(message);
  });
});
