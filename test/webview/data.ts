/** Small outlines for the tests; whatever a test does not name has a plain value. */
import type {
  ManuscriptOutline,
  ManuscriptSection,
  OutlineData,
  PaperOutline,
  PaperTerm,
  PaperWork,
} from '../../src/protocol/outline.ts';
import { labelOf, type Row } from '../../src/webview/outline/rows/row.ts';

/**
 * Headings as Markdown has them: `# Methods`, `## Participants`. Each section has ten words and one citation.
 */
export function manuscript(
  text: string,
  change: Partial<Omit<ManuscriptOutline, 'sections'>> & { each?: Partial<ManuscriptSection> } = {},
): ManuscriptOutline {
  const { each = {}, ...own } = change;
  const sections = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => {
      const [marks = '', ...title] = line.trim().split(' ');
      return {
        index,
        level: marks.length,
        title: title.join(' '),
        line: index,
        words: 10,
        citations: 1,
        terms: 0,
        undefinedKeys: 0,
        undefinedAbbreviations: 0,
        uncitedParagraphs: 0,
        ...each,
      };
    });
  return {
    title: 'A title',
    fileName: 'a.md',
    words: sections.length * 10,
    limits: [],
    sections,
    ...own,
  };
}

export function work(id: string, change: Partial<PaperWork> = {}): PaperWork {
  return {
    id,
    citation: `${id} et al. 2000`,
    title: `On ${id}`,
    container: 'A Journal',
    year: 2000,
    doi: null,
    key: null,
    listed: true,
    citedIn: [],
    mentioned: false,
    uncertain: false,
    ...change,
  };
}

export function term(id: string, change: Partial<PaperTerm> = {}): PaperTerm {
  return { id, label: id, short: null, category: 'drug', definition: null, uses: 0, usedIn: [], ...change };
}

export function paper(change: Partial<PaperOutline> = {}): PaperOutline {
  return {
    version: '1',
    pack: 'a2018',
    title: 'A review',
    citation: 'A et al. 2018',
    doi: null,
    referencesStated: null,
    referencesShown: null,
    imported: false,
    sections: [],
    works: [],
    terms: [],
    ...change,
  };
}

export function data(change: Partial<OutlineData> = {}): OutlineData {
  return { revision: 1, manuscript: manuscript('# One\n# Two'), papers: [paper()], ...change };
}

/** Each row as one line: folding, indent, label, place among its siblings. */
export function drawn(rows: readonly Row[]): string[] {
  return rows.map(
    (row) =>
      `${row.expanded === null ? ' ' : row.expanded ? '-' : '+'}${'  '.repeat(row.level - 1)}${labelOf(row.item)} ${row.position}/${row.siblings}`,
  );
}
