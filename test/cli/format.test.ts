import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Cli, type CliResult } from '../support/cli.ts';

let cli: Cli;
let folder: string;
beforeAll(async () => {
  cli = await Cli.build();
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-format-')));
  write('refs.bib', bib);
  return () => rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const run = (...args: string[]): CliResult => cli.run(folder, 'format', ...args);

const bib = `
@article{one, title={First trial}, author={Stone, Ann and Reed, Ben}, year=2001, journal={Trials}, volume=3, pages={1--9}}
@article{two, title={Second trial}, author={Marsh, Cora}, year=2006, journal={Trials}, volume=8, pages={20--28}}
@book{three, title={Gathered lectures}, author={Field, Dan}, year=2012, publisher={Press}}
@article{four, title={Answers}, author={Field, Dan}, year=2012, journal={Letters}, volume=1, pages={7}}
`;
const open = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"';
const info = '<info><title>T</title><id>t</id></info>';
const citing = (text: string): string => `<citation><layout><text ${text}/></layout></citation>`;
const head = '---\nbibliography: refs.bib\n---\n\n';

interface Formatted {
  readonly style: string;
  readonly locale: string;
  readonly citations: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  readonly references: readonly { readonly key: string; readonly text: string }[];
}

function formatted(text: string, ...args: string[]): Formatted & { readonly printed: readonly string[] } {
  write('paper.md', text);
  const { stdout } = run('paper.md', '--to', 'json', ...args);
  const answer = JSON.parse(stdout) as Formatted;
  return { ...answer, printed: answer.citations.map((citation) => citation.text) };
}

const forms = [
  'As @one.',
  '[@one]',
  '[see @one, p. 3]',
  '[@one, pp. 33-35, and elsewhere; see also -@two, chap. 2]',
  '@one [p. 3]',
  '@one [p. 3; see @two]',
  '[-@one]',
  '-@one',
  '[@one; @two; @three]',
  '[@three; @four]',
  '[@one, 33]',
  '[@one, {p. 3}, later]',
  '@four [@three]',
  '[@one p. 3]',
  '@{two}',
  '[@one, see figure 2]',
  '[@one, fig. 2]',
  '[@one, vol. 2, p. 3]',
  '[compare *only* @two, sec. 4.2]',
  '[@two, pp. iv, vi-xi, 12]',
];

describe('the list of references', () => {
  test('in APA where nothing else is named, sorted as the style does', () => {
    write('paper.md', `${head}[@two], @one.\n`);
    expect(run('paper.md')).toEqual({
      code: 0,
      stdout:
        'Marsh, C. (2006). Second trial. Trials, 8, 20–28.\n' +
        'Stone, A., & Reed, B. (2001). First trial. Trials, 3, 1–9.\n',
      stderr: '',
    });
  });

  test('numbered in the order of citation, as Markdown and as HTML', () => {
    write('paper.md', `---\nbibliography: refs.bib\ncsl: vancouver\n---\n\n[@two], @one.\n`);
    expect(run('paper.md').stdout).toMatch(/^1\. Marsh C\..*\n2\. Stone A, Reed B\..*\n$/);
    const apa = run('paper.md', '--style', 'apa', '--to', 'markdown').stdout;
    expect(apa).toContain('Second trial. *Trials*, *8*, 20–28.\n\nStone');
    expect(run('paper.md', '--style', 'apa', '--to', 'html').stdout).toMatch(
      /^<div class="csl-bib-body">\n.*<i>Trials<\/i>[\s\S]*&#38; Reed[\s\S]*<\/div>\n$/,
    );
  });

  test('an undefined key: 1 and a word on stderr, the rest is printed', () => {
    write('paper.md', `${head}[@two; @nobody] and @no.\n`);
    const { code, stdout, stderr } = run('paper.md');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Marsh, C\..*\n$/);
    expect(stderr).toBe('psycite: “nobody” is not defined.\npsycite: “no” is not defined.\n');
  });

  test('a work of nocite is listed and not among the citations', () => {
    const { printed, references } = formatted(
      '---\nbibliography: refs.bib\nnocite: |\n  @two\n---\n\n[@one]\n',
      '--style',
      'ama',
    );
    expect(printed).toEqual(['1']);
    expect(references.map(({ key }) => key)).toEqual(['one', 'two']);
  });

  test('is empty where the manuscript suppresses it; a style of the project counts', () => {
    write('_quarto.yml', 'csl: nature\n');
    const suppressed = formatted('---\nbibliography: refs.bib\nsuppress-bibliography: true\n---\n\n[@one]\n');
    expect(suppressed).toMatchObject({ style: 'Nature', printed: ['1'], references: [] });
  });

  test.each([
    [[], /format takes one manuscript/],
    [['gone.md'], /there is no file/],
    [['paper.md', '--to', 'docx'], /the formats are text, html, markdown, json/],
    [['paper.md', '--style', 'natur'], /there is no style “natur”; name apa/],
    [['paper.md', '--style', 'gone.csl'], /there is no file “gone\.csl”/],
    [
      ['paper.md', '--style', 'broken.csl'],
      /“broken\.csl” cannot be used: line 2: it is no XML: unclosed tag/,
    ],
    [['paper.md', '--style', 'ring.csl'], /“ring\.csl” cannot be used: line 2: the macro “a” calls itself/],
    [
      ['paper.md', '--style', 'lone.csl'],
      /“lone\.csl” takes its rules from the style “other”; put other\.csl/,
    ],
    [['own.md'], /“gone\.csl” of the manuscript cannot be read; put/],
    [['paper.md', '--locale', '../x'], /is no language/],
    [['refs.bib'], /is not a manuscript/],
  ])('wrong use: %j', (args, message) => {
    write('paper.md', `${head}@one\n`);
    write('own.md', '---\nbibliography: refs.bib\ncsl: gone.csl\n---\n\n@one\n');
    write('broken.csl', '<style>\n');
    write('ring.csl', `<style>\n<macro name="a"><text macro="a"/></macro>${citing('macro="a"')}</style>`);
    write(
      'lone.csl',
      '<style><info><link rel="independent-parent" href="http://x.org/other"/></info></style>',
    );
    const { code, stdout, stderr } = run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('styles', () => {
  const named = (style: string): Formatted & { readonly printed: readonly string[] } =>
    formatted(`${head}[@one]\n`, '--style', style);

  test.each([
    ['nature', 'Nature', '1'],
    ['Chicago (short notes)', 'Chicago (short notes)', 'Stone and Reed, “First Trial.”'],
    ['Schizophrenia Research', 'Schizophrenia Research', '(Stone and Reed, 2001)'],
  ])('by name, title or journal: %s', (wanted, style, text) => {
    const answer = named(wanted);
    expect([answer.style, answer.printed]).toEqual([style, [text]]);
  });

  test('of a file, which goes before a shipped style of its name, and may have no list of references', () => {
    write('apa.csl', `${open}>${info}${citing('variable="title"')}</style>`);
    expect(named('apa.csl')).toMatchObject({ style: 'apa.csl', printed: ['First trial'], references: [] });
    expect(named('apa').printed).toEqual(['(Stone & Reed, 2001)']);
    expect(formatted('---\nbibliography: refs.bib\ncsl: apa.csl\n---\n\n[@one]\n').printed).toEqual([
      'First trial',
    ]);
  });

  test('of a file that takes its rules from a shipped style, with its own language', () => {
    const link = '<link rel="independent-parent" href="http://www.zotero.org/styles/apa"/>';
    write('own.csl', `<style default-locale="de-DE"><info>${link}</info></style>`);
    expect(named('own.csl')).toMatchObject({ style: 'own.csl', locale: 'de-DE' });
  });

  test('a language that there is no locale for is told, and American English stands for it', () => {
    write('paper.md', `${head}@one\n`);
    const { code, stdout, stderr } = run('paper.md', '--locale', 'ko-KR', '--to', 'json');
    expect([code, (JSON.parse(stdout) as Formatted).locale]).toEqual([0, 'en-US']);
    expect(stderr).toContain('there is no locale “ko-KR”; en-US stands for it.');
  });
});

describe('citations', () => {
  test('have the places that the manuscript has them at, in UTF-16 units', () => {
    const text = `${head}😀 As @one [p. 3] said [see @two].\n`;
    const { citations, style, locale } = formatted(text);
    expect({ style, locale }).toEqual({ style: 'APA', locale: 'en-US' });
    expect(citations.map(({ start, end, text: printed }) => [text.slice(start, end), printed])).toEqual([
      ['@one [p. 3]', 'Stone & Reed (2001, p. 3)'],
      ['[see @two]', '(see Marsh, 2006)'],
    ]);
  });

  test('are numbered as Pandoc reads them: a note at its mark, the caption below a table before the table', () => {
    const table = '| a | b |\n|---|---|\n| [@two] | x |\n\n: Doses [@three]. {#tbl:doses}\n';
    const notes = 'See [@one].[^n] And [@four].\n\n[^n]: As @two found.\n';
    expect(formatted(`${head}${notes}`, '--style', 'vancouver').printed).toEqual(['(1)', '(3)', '(2)']);
    expect(formatted(`${head}${table}`, '--style', 'vancouver').printed).toEqual(['(2)', '(1)']);
    const above = `Table: Trials [@one].\n\n${table}`;
    expect(formatted(`${head}${above}`, '--style', 'vancouver').printed).toEqual(['(1)', '(2)', '(3)']);
  });

  test('years are told apart and numbers are gathered', () => {
    expect(formatted(`${head}[@three; @four]\n`).printed).toEqual(['(Field, 2012b, 2012a)']);
    const text = `${head}@four\n\n[@one; @two; @four]\n`;
    expect(formatted(text, '--style', 'vancouver').printed).toEqual(['(1)', '(1–3)']);
  });

  test('a language of the command goes before the manuscript’s', () => {
    const text = `---\nbibliography: refs.bib\nlang: fr\n---\n\n[@one; @two, chap. 2]\n`;
    expect(formatted(text).locale).toMatch(/^fr/);
    expect(formatted(text, '--locale', 'de-DE').printed).toEqual([
      '(Marsh, 2006, Kapitel 2; Stone & Reed, 2001)',
    ]);
  });

  test('of LaTeX: notes before and behind, several works in the sentence', () => {
    write(
      'paper.tex',
      '\\citep[see][p. 3]{one,two} \\citet{one,four} \\citep[12]{two}\\nocite{three}\n\\bibliography{refs}\n',
    );
    const answer = JSON.parse(run('paper.tex', '--to', 'json').stdout) as Formatted;
    expect(answer.citations.map(({ text }) => text)).toEqual([
      '(Marsh, 2006, p. 3; see Stone & Reed, 2001)',
      'Stone & Reed (2001); Field (2012a)',
      '(Marsh, 2006, p. 12)',
    ]);
    expect(answer.references).toHaveLength(4);
  });

  const pandoc = spawnSync('pandoc', ['--version'], { encoding: 'utf8' });
  const canCompare = pandoc.status === 0 && !/^pandoc 1\./.test(pandoc.stdout);
  test.runIf(canCompare).each([
    ['apa', 'apa'],
    ['vancouver', 'vancouver'],
    ['ama', 'american-medical-association'],
  ])('read as Pandoc prints them in %s', (style, file) => {
    const styles = fileURLToPath(new URL('../../src/server/formatting/styles/', import.meta.url));
    // A paragraph for each form; what surrounds the citation is left out of the comparison.
    const text = head + forms.map((form) => `${form}\n`).join('\n');
    const { printed, references } = formatted(text, '--style', style);
    const args = [
      '--citeproc',
      '--csl',
      join(styles, `${file}.csl`),
      '-t',
      'html',
      '--wrap=none',
      'paper.md',
    ];
    const { stdout } = spawnSync('pandoc', args, { cwd: folder, encoding: 'utf8' });
    const theirs = [...stdout.matchAll(/<span class="citation"[^>]*>(.*?)<\/span>(?=\.?<\/p>)/g)].map(
      ([, html]) =>
        html!
          .replace(/<[^<>]*>/g, '')
          .replaceAll('&amp;', '&')
          .replace(/\s+/g, ' '),
    );
    expect(theirs).toHaveLength(forms.length);
    expect(printed).toEqual(theirs);
    expect(stdout.match(/class="csl-entry"/g)).toHaveLength(references.length);
  });
});
