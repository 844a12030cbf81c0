/** References of each format, pasted into a bibliography of each format: converted, read back the same. */
import { describe, expect, test } from 'vitest';
import { parseBibliography } from '../../../src/core/bibliography/index.ts';
import type { Reference } from '../../../src/core/bibliography/types.ts';
import { writeWorks } from '../../../src/core/bibliography/writing/index.ts';
import { pasteReferences } from '../../../src/core/features/pasteReferences.ts';
import { applyEdits } from '../../support/terms.ts';
import { memoryWorkspace } from '../../support/workspace.ts';

const work: Reference = {
  id: 'berman2000',
  type: 'article-journal',
  title: 'Antidepressant effects of ketamine in depressed patients',
  author: [
    { family: 'Berman', given: 'Robert M.' },
    { family: 'Núñez', given: 'Ada' },
  ],
  issued: { 'date-parts': [[2000]] },
  'container-title': 'Biological Psychiatry',
  volume: '47',
  page: '351-354',
  DOI: '10.1016/s0006-3223(99)00230-9',
};
const other: Reference = {
  id: 'own1999',
  type: 'book',
  title: 'A book of one’s own',
  author: [{ family: 'Own', given: 'Ann' }],
  issued: { 'date-parts': [[1999]] },
};
const enw = (of: Reference): string =>
  [
    `%0 ${of.type === 'book' ? 'Book' : 'Journal Article'}`,
    ...of.author!.map(({ family, given }) => `%A ${family}, ${given}`),
    `%D ${of.issued!['date-parts']![0]![0]}`,
    `%T ${of.title}`,
    ...(of.type === 'book'
      ? []
      : [`%J ${of['container-title']}`, `%V ${of.volume}`, `%P ${of.page}`, `%R ${of.DOI}`]),
    `%F ${of.id}`,
    '',
  ].join('\n');

const files = {
  bibtex: ['refs.bib', 'bibtex'],
  'csl-json': ['refs.json', 'csl-json'],
  'csl-yaml': ['refs.yaml', 'csl-yaml'],
  hayagriva: ['refs.yml', 'hayagriva'],
  ris: ['refs.ris', 'ris'],
  nbib: ['refs.nbib', 'nbib'],
  enw: ['refs.enw', 'enw'],
} as const;
type Format = keyof typeof files;
const formats = Object.keys(files) as Format[];
const textOf = (format: Format, of: Reference): string =>
  format === 'enw' ? enw(of) : writeWorks(format, [{ key: of.id, reference: of }]);

const told = ({ title, author, issued, DOI, volume, page, ...rest }: Reference) => ({
  title,
  names: author?.map(({ family, given }) => `${family}, ${given}`),
  year: issued?.['date-parts']?.[0]?.[0],
  journal: rest['container-title'],
  DOI,
  volume,
  page,
});

describe.each(formats)('%s', (from) => {
  test.each(formats)('into %s', async (to) => {
    const [name, format] = files[to];
    const uri = `file:///papers/${name}`;
    const before = textOf(to, other);
    const workspace = memoryWorkspace(new Map([[uri, before]]));
    await workspace.useFolders(['file:///papers']);
    workspace.open(uri, '', 0, before);
    await workspace.settleAll(uri);
    const paste = (text: string) => pasteReferences(workspace.snapshot(), uri, text, undefined);
    const pasted = paste(textOf(from, work));
    expect(pasted).toMatchObject({ isConverted: from !== to, keys: [expect.any(String)] });
    const after = applyEdits(before, pasted.files[0]!.edits);
    const read = parseBibliography(format, after);
    expect({ size: read.size, problems: read.problems }, after).toEqual({ size: 2, problems: [] });
    const found = Array.from({ length: 2 }, (_, index) => told(read.reference(index)));
    expect(found, after).toContainEqual(told(work));
    expect(found.some(({ title }) => title === other.title)).toBe(true);
    // Once is enough.
    expect(paste(textOf(from, other)).files).toEqual([]);
    workspace.dispose();
  });
});
