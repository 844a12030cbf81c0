import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseManuscript } from '../../src/core/manuscript/index.ts';
import { citationsIn, hasPandoc, mentionsIn, pandocFiles, pandocTree } from './pandocCitations.ts';

/*
 * PsyCite's mentions against Pandoc's citations. The differences that are known and meant are in
 * docs/pandoc-differences.md; samples and documents that hold one are left out here.
 */

if (!hasPandoc)
  console.warn('Pandoc is not installed: the comparison with it is skipped (apt-get install pandoc).');

const seed = Number(process.env['SEED'] ?? Date.now() % 1e6);
const runs = Number(process.env['RUNS'] ?? 1000);

/**
 * Without the form: of an item in brackets that are followed by a link, Pandoc versions think differently.
 */
const keysOnly = (citations: readonly string[]): string[] =>
  citations.map((citation) => citation.replace(/ (?:narrative|suppressed|reference)$/, '')).sort();

const inlinePieces = [
  '@a1',
  '@b',
  '[-@c]',
  '[@a1]',
  '[',
  '[',
  ']',
  ']',
  ';',
  ',',
  ' ',
  ' ',
  ' ',
  'see ',
  'p. 3',
  '*',
  '**',
  '_',
  '`',
  '$',
  '(',
  ')',
  '\\',
  '.',
  '-',
  '@',
  '@{x:y}',
  '{',
  '}',
  '[@d; @e]',
  '!',
  '[^1]',
  '^[',
  '~',
  '^',
  '"',
  "'",
  'word',
  '5',
  '\n',
  '<b>',
  '</b>',
  '{.c}',
  '(u)',
  '@f_',
  '::',
  '/',
  '@Ä.2',
  '--',
  '…',
];

/**
 * Known differences: addresses (`a@b@c`), keys of one star, commands of raw TeX with letters beyond ASCII.
 */
const isKnown = (text: string): boolean =>
  /\w@\w|@\*|\\[^\x20-\x40]|\^\[|<b>|<\/b>|\]\(|@\S*@|[{}]/.test(text.replaceAll('@{x:y}', ''));

const inlineSample = fc
  .array(fc.constantFrom(...inlinePieces), { minLength: 1, maxLength: 14 })
  .map((pieces) =>
    pieces
      .join('')
      .replace(/^[\s:>#~+=\-`(]+/, '')
      .trim(),
  )
  .filter((text) => text !== '' && !/\n\s*\n|\n[ \t]*[-+*>#~:`^=([]/.test(text) && !isKnown(text));

const key = fc.stringMatching(/^[a-z]{3,8}(?:[0-9]{4}|[:.-][a-z0-9]{1,4})$/);
const item = fc.oneof(
  key.map((name) => `@${name}`),
  key.map((name) => `@{${name}}`),
);
const citation = fc.oneof(
  item,
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => `[${items.join('; ')}]`),
  item.map((name) => `[see ${name}, pp. 3--4]`),
  item.map((name) => `[-${name}]`),
  fc.tuple(item, item).map(([first, second]) => `${first} [p. 3; ${second}]`),
);
const words = fc.constantFrom(
  'Ketamine',
  'blocks the receptor',
  '*glutamate*',
  '**rises**',
  'by 5 %',
  '`@code`',
  '$x @m$',
  'mail a@b.org',
  '\\@no',
  '<span class="@x">in</span>',
  '[text](http://u.org/@v)',
  'et al.',
  '(2000)',
  'H~2~O',
  '"quoted"',
  '<!-- @c -->',
);
const sentence = fc
  .array(fc.oneof(words, citation), { minLength: 1, maxLength: 6 })
  .map((parts) => `The ${parts.join(' ')}.`);
const indent = (text: string, by: string): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');

const block = fc.oneof(
  sentence,
  fc.tuple(sentence, sentence).map((lines) => lines.join('\n')),
  sentence.map((text) => `# ${text} {#id-${text.length}}`),
  sentence.map((text) => `${text}\n-----`),
  fc
    .array(sentence, { minLength: 1, maxLength: 3 })
    .map((items) => items.map((text) => `- ${text}`).join('\n')),
  fc.tuple(sentence, sentence).map(([first, second]) => `1. ${first}\n\n   ${second}\n\n    - ${first}`),
  fc.tuple(sentence, sentence).map(([first, second]) => `> ${first}\n> ${second}\n>\n> - ${first}`),
  fc.tuple(sentence, sentence).map(([first, second]) => `| a | b |\n|---|:-:|\n| ${first} | ${second} |`),
  sentence.map((text) => `| a |\n|---|\n| b |\n\n: ${text}`),
  fc.tuple(sentence, sentence).map(([first, second]) => gridTable(first, second)),
  sentence.map((text) => `Left    Right\n------- -------\none     two\n\nTable: ${text}`),
  sentence.map((text) => `Term\n\n:   ${text}\n\n    ${text}`),
  sentence.map((text) => `A note.^[${text.replaceAll(/[[\]]|-(?=@)|\(http[^)]*\)/g, '')}]`),
  sentence.map((text) => `\`\`\` {.r}\n${text}\n\`\`\``),
  sentence.map((text) => `~~~\n${text}\n\n${text}\n~~~`),
  sentence.map((text) => indent(text, '    ')),
  sentence.map((text) => `::: {.note}\n${text}\n\n${text}\n:::`),
  sentence.map((text) => `<div>\n\n${text}\n\n</div>`),
  sentence.map((text) => `<!-- ${text.replaceAll('<!-- @c -->', '')} -->`),
  sentence.map((text) => `$$\n${text.replaceAll(/[$\\]/g, '')}\n$$`),
  sentence.map((text) => `\\begin{table}\n${text.replaceAll(/[$\\]/g, '')}\n\\end{table}`),
  sentence.map((text) => `| ${text}\n| line two`),
  sentence.map((text) => `![${text}](x.png){#fig-1}`),
  sentence.map((text) => `<pre>\n${text}\n</pre>`),
);
const manuscript = fc
  .array(block, { minLength: 3, maxLength: 12 })
  .map((blocks) => `Start.\n\n${blocks.join('\n\n')}\n`);

function gridTable(first: string, second: string): string {
  const width = Math.max(first.length, second.length) + 2;
  const rule = `+${'-'.repeat(width)}+${'-'.repeat(width)}+`;
  return `${rule}\n| ${first.padEnd(width - 1)}| ${second.padEnd(width - 1)}|\n${rule}`;
}

describe.skipIf(!hasPandoc)('mentions against pandoc -t json', () => {
  it('inline markup', () => {
    const samples = fc.sample(inlineSample, { numRuns: runs, seed });
    const folder = mkdtempSync(join(tmpdir(), 'pandoc-'));
    const differing: string[] = [];
    for (let start = 0; start < samples.length; start += 100) {
      const texts = samples.slice(start, start + 100).map((sample, index) => `# S${index}\n\nX ${sample}\n`);
      const files = texts.map((text, index) => {
        const file = join(folder, `${index}.md`);
        writeFileSync(file, text);
        return file;
      });
      const sections = pandocFiles(files);
      expect(sections).toHaveLength(texts.length);
      for (const [index, text] of texts.entries()) {
        const ours = keysOnly(mentionsIn(parseManuscript('pandoc', text)));
        const theirs = keysOnly(citationsIn(sections[index]));
        if (ours.join('\n') !== theirs.join('\n')) differing.push(JSON.stringify({ text, ours, theirs }));
      }
    }
    rmSync(folder, { recursive: true });
    console.log(
      `${differing.length} of ${samples.length} samples differ (seed ${seed}):\n${differing.join('\n')}`,
    );
    expect(differing.length).toBeLessThanOrEqual(samples.length / 50);
  });

  it('whole manuscripts', () => {
    const samples = fc.sample(manuscript, { numRuns: Math.ceil(runs / 10), seed });
    const differing: string[] = [];
    for (const text of samples) {
      const ours = mentionsIn(parseManuscript('pandoc', text));
      const theirs = citationsIn([pandocTree(text)?.blocks]);
      if (ours.join('\n') === theirs.join('\n')) continue;
      const extra = ours.filter((citation) => !theirs.includes(citation));
      const missing = theirs.filter((citation) => !ours.includes(citation));
      differing.push(`${JSON.stringify({ extra, missing })}\n${text}`);
    }
    console.log(
      `${differing.length} of ${samples.length} manuscripts differ (seed ${seed}):\n${differing.join('\n')}`,
    );
    expect(differing.length).toBeLessThanOrEqual(samples.length / 50);
  });

  it('documents of this machine', () => {
    const folder = process.env['DOCUMENTS'] ?? 'node_modules';
    let compared = 0;
    const differing: string[] = [];
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (compared >= runs / 5 || !name.endsWith('.md')) continue;
      const file = join(folder, name);
      if (!statSync(file).isFile() || statSync(file).size > 200_000) continue;
      const text = readFileSync(file, 'utf8');
      // Names of packages in URLs are citations to Pandoc alone.
      if (!text.includes('@') || /[/.]@|:\/\/\S*@/.test(text)) continue;
      const tree = pandocTree(text);
      if (!tree) continue;
      compared++;
      const found = parseManuscript('pandoc', text);
      const ours = keysOnly(mentionsIn(found, found.frontMatter?.end ?? 0));
      if (ours.join('\n') !== keysOnly(citationsIn([tree.blocks])).join('\n')) differing.push(file);
    }
    console.log(`${compared} documents compared, ${differing.length} differ: ${differing.join(', ')}`);
    expect(differing.length).toBeLessThanOrEqual(compared / 20);
  });
});
