import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/base/fileKinds.ts';
import type { Syntax } from '../../src/base/fileNames.ts';
import { failureOf, remainder } from '../../src/client/exporting/outcome.ts';
import { findPrograms, type Machine } from '../../src/client/exporting/programs.ts';
import {
  choicesFor,
  type ExportJob,
  noneInstalled,
  pdfEngines,
  reasonOf,
  stemOf,
  toolOf,
  tools,
  toolsFor,
} from '../../src/client/exporting/tools.ts';
import { findingsBefore, pandocWarnings } from '../../src/client/exporting/warnings.ts';
import { docxText } from '../support/docx.ts';

const job: ExportJob = {
  manuscript: '/w/my paper; rm -rf $HOME.md',
  folder: '/w',
  root: '/w',
  output: '/w/my paper; rm -rf $HOME.docx',
  format: 'docx',
  syntax: 'pandoc',
  log: '/s/log.json',
  pdfEngine: '/usr/bin/xelatex',
};

describe('the arguments of each tool', () => {
  it.each([
    [
      'pandoc',
      {},
      [
        '--from=markdown',
        '--citeproc',
        '--standalone',
        '--resource-path=/w',
        '--log=/s/log.json',
        `--output=${job.output}`,
        job.manuscript,
      ],
    ],
    [
      'pandoc',
      { format: 'pdf', syntax: 'latex', log: undefined },
      [
        '--from=latex',
        '--citeproc',
        '--standalone',
        '--pdf-engine=/usr/bin/xelatex',
        '--resource-path=/w',
        `--output=${job.output}`,
        job.manuscript,
      ],
    ],
    ['quarto', {}, ['render', job.manuscript, '--to', 'docx', '--output', 'my paper; rm -rf $HOME.docx']],
    ['mystmd', {}, ['build', job.manuscript, '--docx', '--force']],
    ['tectonic', {}, ['--untrusted', '--outdir=/w', job.manuscript]],
    ['typst', {}, ['compile', '--root=/w', '--diagnostic-format=short', job.manuscript, job.output]],
  ] as const)('%s %o', (id, more, expected) => {
    expect(toolOf(id)!.arguments({ ...job, ...more } as ExportJob)).toEqual(expected);
  });

  it('latexmk runs no program that a manuscript names', () => {
    expect(toolOf('latexmk')!.arguments(job)).toContain('-latexoption=-no-shell-escape');
  });

  it('no argument of a manuscript is an option: its path is absolute', () => {
    for (const tool of tools)
      for (const argument of tool.arguments(job))
        expect(argument.startsWith('-') && !argument.includes('=') && argument.includes('paper')).toBe(false);
  });
});

describe('what can be made', () => {
  const found = (...names: string[]) => new Map(names.map((name) => [name, `/usr/bin/${name}`]));
  const made = (syntax: Syntax, ...names: string[]) =>
    choicesFor(syntax, found(...names)).map(({ tool, format }) => `${format} ${tool.id}`);

  it('is what the programs that are there make of the language', () => {
    expect(made('pandoc', 'pandoc')).toEqual(['docx pandoc', 'html pandoc']);
    expect(made('pandoc', 'pandoc', 'xelatex')).toEqual(['docx pandoc', 'pdf pandoc', 'html pandoc']);
    expect(made('quarto', 'pandoc', 'quarto')).toEqual([
      'docx quarto',
      'docx pandoc',
      'pdf quarto',
      'html quarto',
      'html pandoc',
    ]);
    expect(made('latex', 'latexmk', 'tectonic')).toEqual(['pdf latexmk', 'pdf tectonic']);
    expect(made('typst', 'typst', 'pandoc')).toEqual(['pdf typst']);
    expect(made('pandoc')).toEqual([]);
  });

  it('every markup has a tool, and a sentence names the way to each', () => {
    for (const [syntax] of languages) {
      expect(toolsFor(syntax), syntax).not.toEqual([]);
      for (const { get } of toolsFor(syntax)) expect(noneInstalled(syntax)).toContain(get);
    }
  });

  it('the reason is told where the exit code says it', () => {
    expect(reasonOf('pandoc', 1)).toContain('open in another program');
    expect(reasonOf('pandoc', 250)).toBeUndefined();
    expect(reasonOf('typst', 1)).toBeUndefined();
    expect(stemOf('/a/b.c/paper.final.md')).toBe('paper.final');
  });
});

describe('looking for programs', () => {
  const machine = (files: readonly string[], more: Partial<Machine> = {}): Machine => ({
    path: '/usr/bin:relative/bin:/opt/x',
    isWindows: false,
    home: '/home/w',
    exists: (path) => Promise.resolve(files.includes(path)),
    ...more,
  });

  it('takes the first of the PATH, then the usual folders, and none relative to anything', async () => {
    const files = [
      '/usr/bin/pandoc',
      '/opt/x/pandoc',
      'relative/bin/quarto',
      '/home/w/.cargo/bin/typst',
      '/opt/homebrew/bin/myst',
    ];
    expect(Object.fromEntries(await findPrograms(machine(files), new Map()))).toEqual({
      pandoc: '/usr/bin/pandoc',
      typst: '/home/w/.cargo/bin/typst',
      myst: '/opt/homebrew/bin/myst',
    });
  });

  it('believes a setting', async () => {
    const programs = await findPrograms(machine(['/usr/bin/pandoc']), new Map([['pandoc', '/my/pandoc']]));
    expect(programs.get('pandoc')).toBe('/my/pandoc');
  });

  it('on Windows', async () => {
    const windows = machine(['C:\\Pandoc\\pandoc.exe'], { isWindows: true, path: 'C:\\Pandoc;..\\bin' });
    expect([...(await findPrograms(windows, new Map())).entries()]).toEqual([
      ['pandoc', 'C:\\Pandoc\\pandoc.exe'],
    ]);
  });
});

describe('before an export', () => {
  it('what prints wrong is one list, the gravest first', () => {
    const problem = (code: string, message: string) => ({ code, message, line: 3 });
    const findings = findingsBefore(
      [problem('citation-undefined', 'u'), problem('term-variant', 't'), problem('work-retracted', 'r')],
      ['refs.bib'],
      [
        { of: 'words', count: 10, limit: 9 },
        { of: 'references', count: 9, limit: 9 },
      ],
      'Pandoc',
    );
    expect(findings.map(({ message }) => message)).toEqual([
      'r',
      'u',
      'refs.bib is not declared in the manuscript or its project: Pandoc does not read it.',
      'Words: 10, and the limit is 9.',
    ]);
  });

  it.each(['', '{', 'null', '{}', '[1, null, {"type": 1}]', '[{"type": "CiteprocWarning", "message": 7}]'])(
    'a log that is none: %s',
    (log) => {
      expect(pandocWarnings(log)).toEqual([]);
    },
  );
});

const hasPandoc = spawnSync('pandoc', ['--version']).status === 0;

describe.skipIf(!hasPandoc)('Pandoc itself', () => {
  it('makes a Word document that holds the citations, and says what it did not find', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    const path = (name: string) => join(folder, name);
    writeFileSync(
      path('refs.bib'),
      '@article{crane1959, author = {Crane, George E.}, title = {Cycloserine}, journal = {Am J Psychiatry}, year = 1959}',
    );
    const written = '---\nbibliography: refs.bib\n---\nAn early report [@crane1959]. Nobody [@nobody1999].\n';
    writeFileSync(path('a.md'), written);
    const made = {
      ...job,
      manuscript: path('a.md'),
      folder,
      root: folder,
      output: path('a.docx'),
      log: path('log.json'),
    };
    const { status, stderr } = spawnSync('pandoc', toolOf('pandoc')!.arguments(made), {
      cwd: folder,
      encoding: 'utf8',
    });
    expect(status, stderr).toBe(0);
    const text = await docxText(readFileSync(path('a.docx')));
    const warnings = pandocWarnings(readFileSync(path('log.json'), 'utf8'));
    // A folder that is not there, a place that a folder has, and a folder that nobody may write to.
    mkdirSync(path('taken.docx'));
    const refused = [path('none/a.docx'), path('taken.docx'), '/proc/a.docx'].map(
      (output) => spawnSync('pandoc', toolOf('pandoc')!.arguments({ ...made, output })).status!,
    );
    const after = readFileSync(path('a.md'), 'utf8');
    rmSync(folder, { recursive: true });
    expect(text).toContain('An early report (Crane 1959).');
    expect(text).toContain('Crane, George E. 1959.');
    expect(warnings).toEqual([{ message: 'citation nobody1999 not found', key: 'nobody1999' }]);
    for (const status of refused) expect(reasonOf('pandoc', status)).toContain('read or write a file');
    expect(after).toBe(written);
  });

  it('knows the programs that PsyCite names for PDFs', () => {
    const { stdout } = spawnSync('pandoc', ['--bash-completion'], { encoding: 'utf8' });
    for (const engine of pdfEngines) expect(stdout).toContain(engine);
  });
});

describe('how a tool ended', () => {
  const pandoc = toolOf('pandoc')!;

  it('a file that was written in this run is made', () => {
    expect(failureOf(pandoc, { code: 0, before: undefined, after: 1 })).toBeUndefined();
    expect(failureOf(pandoc, { code: 0, before: 1, after: 2 })).toBeUndefined();
  });

  it('the file of an earlier export is none of this one: a killed tool ends with 0', () => {
    expect(failureOf(pandoc, { code: 0, before: 1, after: 1 })).toContain('Was it ended from outside?');
    expect(failureOf(pandoc, { code: 0, before: undefined, after: undefined })).toContain('without writing');
    // It makes nothing anew of which nothing has changed.
    expect(failureOf(toolOf('latexmk')!, { code: 0, before: 1, after: 1 })).toBeUndefined();
  });

  it('an exit code says why, as far as it is known', () => {
    expect(failureOf(pandoc, { code: 1, before: undefined, after: undefined })).toContain('read-only');
    for (const code of [137, undefined])
      expect(failureOf(pandoc, { code, before: 1, after: 1 })).toBe('the terminal says why.');
  });

  it('half a file of a cancelled tool goes, one that was there before is doubted, and an untouched one is not', () => {
    expect(remainder({ code: 'cancelled', before: undefined, after: 1 })).toBe('begun');
    expect(remainder({ code: 'cancelled', before: 1, after: 2 })).toBe('doubtful');
    expect(remainder({ code: 12, before: undefined, after: 1 })).toBe('doubtful');
    expect(remainder({ code: 'cancelled', before: 1, after: 1 })).toBeUndefined();
    expect(remainder({ code: 'cancelled', before: undefined, after: undefined })).toBeUndefined();
  });
});
