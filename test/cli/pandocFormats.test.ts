import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { compare, formattedBy, pandocOutput, stylesFolder } from '../labelled/formats/compare.mjs';
import { Cli } from '../support/cli.ts';

const manuscript = fileURLToPath(new URL('../labelled/formats/manuscript.md', import.meta.url));
const pandoc = spawnSync('pandoc', ['--version'], { encoding: 'utf8' });
/** The version that the differences of docs/pandoc-differences.md were seen with. */
const canCompare = /^pandoc 2\.17/.test(pandoc.stdout ?? '');
if (!canCompare) console.warn('NOT COMPARED with Pandoc: version 2.17 is not installed.');

/** Works and citations that the two print differently, each a kind of docs/pandoc-differences.md. */
const known: Readonly<Record<string, readonly string[]>> = {
  apa: [
    'epub2022',
    'etal',
    'kolk2014',
    'who2017',
    'forthcoming',
    '@jones2005a; @jones2005b',
    '@epub2022',
    '{p. 3 of 5}',
    '@crossref',
  ],
  vancouver: ['epub2022', 'zarate2006', 'kolk2014', 'trullas1990', 'autry2011', 'twentytwo', 'suppl'],
  'chicago-note-bibliography': [
    'epub2022',
    'kolk2014',
    'manual',
    'abbrev',
    '@epub2022',
    '@manual',
    '@abbrev',
  ],
};

let cli: Cli;
beforeAll(async () => {
  cli = await Cli.build();
});

test.runIf(canCompare).each(Object.entries(known))(
  '%s as Pandoc prints it, but for what is listed',
  { timeout: 120_000 },
  (style, sources) => {
    const text = readFileSync(manuscript, 'utf8');
    const printed = pandocOutput(manuscript, join(stylesFolder, `${style}.csl`));
    const { equal, all, differences } = compare(text, formattedBy(cli.script, manuscript, style), printed);
    expect(differences.filter(({ source }) => !sources.some((one) => source.includes(one)))).toEqual([]);
    expect(all).toBeGreaterThan(130);
    expect(equal / all).toBeGreaterThan(0.91);
  },
);
