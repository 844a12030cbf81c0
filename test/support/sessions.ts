/**
 * Sessions of an editor at random, from a seed: what a server says at the end of one must be what a fresh one
 * says.
 */
import { isDeepStrictEqual } from 'node:util';
import { CancellationTokenSource, type Position } from 'vscode-languageserver-protocol/node';
import { Text } from '../../src/base/text.ts';
import { root, TestServer, uriOf } from './server.ts';

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Places in an open file at which both servers are asked. */
interface Place {
  readonly name: string;
  readonly positions: readonly Position[];
}

interface Opened {
  readonly languageId: string;
  version: number;
  text: Text;
}

const entry = (key: string): string =>
  `@article{${key},\n  author = {Berman, Robert and Zarate, Carlos and Krystal, John},\n  title = {On ${key}},\n  journal = {J},\n  year = {2000},\n  doi = {10.1000/${key}}\n}\n`;
const json = (key: string): string =>
  `{"id": "${key}", "type": "book", "title": "On ${key}", "author": [{"family": "Duman"}], "issued": {"date-parts": [[2001]]}}`;
const front = (path: string): string =>
  `---\ntitle: On ketamine\nbibliography: ${path}\n---\n\n# Background\n\n`;
const prose =
  'Ketamine, an N-methyl-D-aspartate receptor (NMDAR) antagonist, is a rapid-acting antidepressant (RAAD) (Berman et al., 2000). NMDAR and SSRI act.\n\n';

/**
 * The names of files with what they may hold when they are written to disk, whole; each language has its own
 * id.
 */
const files: Readonly<Record<string, { readonly languageId: string; readonly contents: readonly string[] }>> =
  {
    'a.md': {
      languageId: 'markdown',
      contents: [
        `${front('refs.bib')}See [@berman2000, p. 3; @nobody] and @zarate2006.\n\n${prose}# Methods\n\n- one\n- two [@a2001]\n`,
        `${front('[refs.bib, list.json]')}${prose}See [@a2001].\n`,
        `See [@berman2000].\n\n${prose}`,
      ],
    },
    'sub/b.qmd': {
      languageId: 'quarto',
      contents: [`${front('../refs.bib')}See [@zarate2006].\n\n${prose}`],
    },
    'c.Rmd': { languageId: 'rmd', contents: [`${front('list.yaml')}See [@y2002].\n\n${prose}`] },
    'm.md': {
      languageId: 'myst',
      contents: [
        `${front('refs.bib')}See {cite:p}\`berman2000,nobody\` and {ref}\`x\`.\n\n(x)=\n## Part\n\n${prose}`,
      ],
    },
    'd.tex': {
      languageId: 'latex',
      contents: [
        `\\documentclass{article}\n\\addbibresource{refs.bib}\n\\begin{document}\n\\section{One}\nSee \\parencite{berman2000, nobody}. \\input{part}\n\n${prose}\\end{document}\n`,
      ],
    },
    'part.tex': {
      languageId: 'latex',
      contents: [`\\section{Two}\nAnd \\textcite{zarate2006}.\n\n${prose}`, 'Nothing.\n'],
    },
    'e.typ': {
      languageId: 'typst',
      contents: [
        `#bibliography("refs.bib")\n\n= One <one>\n\nSee @berman2000, @one and #cite(<nobody>).\n\n${prose}`,
      ],
    },
    'refs.bib': {
      languageId: 'bibtex',
      contents: [
        ['berman2000', 'zarate2006', 'unused1'].map(entry).join('\n'),
        ['zarate2006', 'berman2000', 'krystal1994', 'a2001'].map(entry).join('\n'),
        entry('berman2000'),
      ],
    },
    'list.json': {
      languageId: 'json',
      contents: [`[\n${['a2001', 'berman2000'].map(json).join(',\n')}\n]\n`, `[${json('a2001')}]\n`],
    },
    'list.yaml': {
      languageId: 'yaml',
      contents: [
        'references:\n- id: y2002\n  type: book\n  title: On y\n- id: z2003\n  type: book\n  title: On z\n',
      ],
    },
    'list.ris': {
      languageId: 'plaintext',
      contents: [
        'TY  - JOUR\nID  - r2004\nTI  - On r\nER  - \n\nTY  - BOOK\nID  - s2005\nTI  - On s\nER  - \n',
      ],
    },
  };
const names = Object.keys(files);

/**
 * What is typed, in any language; a full stop of a role would make MyST of a Markdown that is not opened
 * again.
 */
const typed: readonly string[] = [
  ...[
    'a',
    ' ',
    '\n',
    '\n\n',
    '.',
    ',',
    '@',
    '[',
    ']',
    '{',
    '}',
    '(',
    ')',
    '"',
    '`',
    '\\',
    '#',
    '$',
    '%',
    '=',
    '-',
    '---\n',
    '~',
  ],
  ...[
    '[@berman2000]',
    '@zarate2006',
    '[@',
    'berman2000',
    'nobody1999',
    '\\cite{berman2000}',
    '\\cite{',
    '#cite(<a2001>)',
    '@one',
  ],
  ...[
    ' (Berman et al., 2000) ',
    ' Duman (2001) ',
    ' NMDAR ',
    ' ketamine ',
    ' (SSRI) ',
    '# Heading\n',
    '= Heading\n',
    '\\section{X}\n',
  ],
  ...[
    entry('new2020'),
    '@string{j = {J}}\n',
    'title = {X},\n',
    `${json('q1')},\n`,
    '- id: q2\n  title: Q\n',
    'TY  - BOOK\nID  - t1\nER  - \n',
  ],
  ...[
    'bibliography: list.json\n',
    'crossref = {berman2000},\n',
    '\u00e9',
    '\ud83d\ude00',
    '\r\n',
    'e\u0301',
    '```\n',
    '<!-- ',
    '-->',
    '$$',
  ],
];

const settings: readonly object[] = [
  {},
  { inlayHints: { enabled: true } },
  { diagnostics: { severity: { 'bib-unused-entry': 'off' } } },
  { bibliographies: ['list.json'] },
  { latex: { citationCommands: ['mycite'] }, abbreviations: { minimumUses: 3 } },
  { packs: { enabled: [] } },
];

const asked = [
  'hover',
  'completion',
  'definition',
  'references',
  'documentHighlight',
  'prepareRename',
] as const;
const askedOfWhole: Readonly<Record<string, object>> = {
  'textDocument/documentSymbol': {},
  'textDocument/semanticTokens/full': {},
  'textDocument/foldingRange': {},
  'textDocument/documentLink': {},
  'textDocument/codeLens': {},
  'textDocument/inlayHint': { range: { start: { line: 0, character: 0 }, end: { line: 500, character: 0 } } },
  'textDocument/codeAction': {
    range: { start: { line: 0, character: 0 }, end: { line: 500, character: 0 } },
    context: { diagnostics: [] },
  },
  'psycite/outline': {},
  'psycite/annotations': {},
  'psycite/explainBibliography': {},
};

/** A session that goes on as long as it is told to. */
export class Session {
  /** What was done, the latest last. */
  readonly log: string[] = [];
  edits = 0;
  readonly #random: () => number;
  readonly #open = new Map<string, Opened>();
  #server!: TestServer;
  #settings: object = settings[0]!;
  #hasSub = false;
  /** Requests that nobody waits for; each must end all the same. */
  #pending: Promise<unknown>[] = [];

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
  }

  async start(): Promise<void> {
    const disk = Object.fromEntries(names.map((name) => [name, files[name]!.contents[0]!]));
    this.#server = await TestServer.start(disk);
    for (const name of names.slice(0, 4)) await this.#openFile(name);
  }

  async stop(): Promise<void> {
    await this.#server.stop();
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #oneOf<T>(list: readonly T[]): T {
    return list[this.#below(list.length)]!;
  }

  /** One thing that an editor does. */
  async step(): Promise<void> {
    const kind = this.#random();
    const open = [...this.#open.keys()];
    const name = open.length > 0 && kind < 0.93 ? this.#oneOf(open) : this.#oneOf(names);
    if (kind < 0.72 && open.length > 0) return this.#edit(name);
    if (kind < 0.86 && open.length > 0) return this.#request(name);
    if (kind < 0.9 && open.length > 0) return this.#switch(name);
    if (kind < 0.92 && open.length > 0) return this.#close(name);
    if (kind < 0.95) return this.#openFile(this.#oneOf(names));
    if (kind < 0.985) return this.#write(this.#oneOf(names));
    if (kind < 0.994) return this.#configure();
    return this.#changeFolders();
  }

  #notify(method: string, params: object): Promise<void> {
    return this.#server.connection.sendNotification(method, params);
  }

  async #openFile(name: string, languageId = files[name]!.languageId): Promise<void> {
    if (this.#open.has(name)) return;
    const disk = this.#server.files.get(uriOf(name));
    const text = typeof disk === 'string' ? disk : files[name]!.contents[0]!;
    this.log.push(`open ${name} ${languageId}`);
    this.#open.set(name, { languageId, version: 1, text: Text.of(text) });
    await this.#notify('textDocument/didOpen', {
      textDocument: { uri: uriOf(name), languageId, version: 1, text },
    });
  }

  async #close(name: string): Promise<void> {
    this.log.push(`close ${name}`);
    this.#open.delete(name);
    await this.#notify('textDocument/didClose', { textDocument: { uri: uriOf(name) } });
  }

  /** Another language, as LSP has it: closed and opened at once. */
  async #switch(name: string): Promise<void> {
    const { text, version } = this.#open.get(name)!;
    // Markdown that says a role of MyST is that until it is opened again, whatever becomes of the role.
    const others = ['latex', 'typst', ...(name === 'm.md' ? [] : ['bibtex', 'plaintext', 'markdown'])];
    const languageId = this.#random() < 0.5 ? files[name]!.languageId : this.#oneOf(others);
    this.log.push(`switch ${name} to ${languageId}`);
    const uri = uriOf(name);
    await this.#notify('textDocument/didClose', { textDocument: { uri } });
    this.#open.set(name, { languageId, version: version + 1, text });
    const textDocument = { uri, languageId, version: version + 1, text: text.toString() };
    await this.#notify('textDocument/didOpen', { textDocument });
  }

  async #edit(name: string): Promise<void> {
    const file = this.#open.get(name)!;
    const contentChanges: object[] = [];
    for (let count = this.#random() < 0.9 ? 1 : 3; count > 0; count -= 1) {
      const start = this.#below(file.text.length + 1);
      const length = this.#random() < 0.6 ? 0 : this.#below(this.#random() < 0.9 ? 12 : 200);
      const end = Math.min(file.text.length, start + length);
      const text = this.#random() < 0.25 ? '' : this.#oneOf(typed);
      const range = { start: file.text.positionAt(start), end: file.text.positionAt(end) };
      // Positions inside a pair of surrogates or of CR and LF are moved, so the text is read back by them.
      file.text = file.text.replace({
        start: file.text.offsetAt(range.start),
        end: file.text.offsetAt(range.end),
        text,
      });
      contentChanges.push({ range, text });
    }
    // Now and then the whole, so that texts neither grow nor shrink away.
    if (file.text.length > 6_000 || file.text.length < 40 || this.#random() < 0.01) {
      const text = this.#oneOf(files[name]!.contents);
      file.text = Text.of(text);
      contentChanges.push({ text });
    }
    file.version += 1;
    this.edits += 1;
    this.log.push(`edit ${name} ${JSON.stringify(contentChanges)}`);
    await this.#notify('textDocument/didChange', {
      textDocument: { uri: uriOf(name), version: file.version },
      contentChanges,
    });
  }

  #request(name: string): void {
    const { text } = this.#open.get(name)!;
    const position = text.positionAt(this.#below(text.length + 1));
    const method =
      this.#random() < 0.6 ? `textDocument/${this.#oneOf(asked)}` : this.#oneOf(Object.keys(askedOfWhole));
    const cancel = new CancellationTokenSource();
    const params = {
      textDocument: { uri: uriOf(name) },
      position,
      context: { includeDeclaration: true, diagnostics: [] },
      ...askedOfWhole[method],
    };
    this.log.push(`${method} ${name}`);
    // What is out of date, cancelled or not to be renamed is an error; it has to come.
    this.#pending.push(
      this.#server.connection.sendRequest(method, params, cancel.token).catch(() => undefined),
    );
    if (this.#random() < 0.3) cancel.cancel();
  }

  async #write(name: string): Promise<void> {
    const content = this.#random() < 0.2 ? undefined : this.#oneOf(files[name]!.contents);
    this.log.push(`write ${name} ${content?.length ?? 'away'}`);
    await this.#server.write(name, content);
  }

  async #configure(): Promise<void> {
    this.#settings = this.#oneOf(settings);
    this.#server.settings = this.#settings;
    this.log.push(`settings ${JSON.stringify(this.#settings)}`);
    await this.#notify('workspace/didChangeConfiguration', { settings: null });
  }

  async #changeFolders(): Promise<void> {
    const folder = [{ uri: `${root}/sub`, name: 'sub' }];
    this.#hasSub = !this.#hasSub;
    this.log.push(`folders ${String(this.#hasSub)}`);
    await this.#notify('workspace/didChangeWorkspaceFolders', {
      event: this.#hasSub ? { added: folder, removed: [] } : { added: [], removed: folder },
    });
  }

  /** What a fresh server says otherwise of the same files, texts and settings; empty where they agree. */
  async differences(): Promise<string[]> {
    await Promise.all(this.#pending);
    this.#pending = [];
    const places = [...this.#open].map(([name, { text }]) => ({
      name,
      positions: [1, 2, 3].map(() => text.positionAt(this.#below(text.length + 1))),
    }));
    const disk = [...this.#server.files].map(([uri, text]) => [uri.slice(root.length + 1), text] as const);
    const fresh = await TestServer.start(Object.fromEntries(disk), { settings: this.#settings });
    try {
      if (this.#hasSub)
        await fresh.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
          event: { added: [{ uri: `${root}/sub`, name: 'sub' }], removed: [] },
        });
      for (const [name, { languageId, version, text }] of this.#open)
        await fresh.connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri: uriOf(name), languageId, version, text: text.toString() },
        });
      // What is on its way to either: file watching is told, settings are asked for.
      for (const server of [this.#server, fresh]) {
        await server.workspaceSymbols('');
        await new Promise((resolve) => setTimeout(resolve, 30));
        await server.workspaceSymbols('');
      }
      const found = await this.#compare(fresh, places);
      if (found.length === 0) return found;
      // What changed before it was watched is read when it is, within half a second.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return await this.#compare(fresh, places);
    } finally {
      await fresh.stop();
    }
  }

  async #compare(fresh: TestServer, places: readonly Place[]): Promise<string[]> {
    const out: string[] = [];
    for (const { name, positions } of places) {
      const questions = [
        ...Object.entries(askedOfWhole),
        ...positions.flatMap((position) =>
          asked.map(
            (one) => [`textDocument/${one}`, { position, context: { includeDeclaration: true } }] as const,
          ),
        ),
      ];
      for (const [method, params] of questions) {
        const [old, anew] = await Promise.all(
          [this.#server, fresh].map(({ connection }) =>
            connection
              .sendRequest(method, { textDocument: { uri: uriOf(name) }, ...params })
              .then(comparable, (error: unknown) => String(error)),
          ),
        );
        if (!isDeepStrictEqual(old, anew))
          out.push(`${name} ${method} ${JSON.stringify(params)}\n  ${firstDifference(old, anew)}`);
      }
    }
    return out;
  }
}

/** An answer without what may differ: revisions, and the order of files that are all named. */
function comparable(answer: unknown): unknown {
  if (Array.isArray(answer) && answer.some((one) => typeof one === 'object' && one !== null && 'uri' in one))
    return answer.map((one) => JSON.stringify(one)).sort();
  return JSON.parse(
    JSON.stringify(answer ?? null, (name, value: unknown) => {
      if (name === 'revision') return 0;
      if (name === 'documentChanges' && Array.isArray(value))
        return value.map((one) => JSON.stringify(one)).sort();
      return typeof value === 'string'
        ? value.replace(
            /Cited in ([^\n]*)\./,
            (_, list: string) => `Cited in ${list.split(', ').sort().join(', ')}.`,
          )
        : value;
    }),
  ) as unknown;
}

function firstDifference(a: unknown, b: unknown): string {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 120), at + 160);
  return `had: …${around(left)}\n  new: …${around(right)}`;
}
