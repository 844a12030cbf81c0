/** What a filter found, as the rows of a tree that is one level deep, in the server's order. */
import type { FoundItem, ManuscriptOutline, OutlineData, PaperOutline } from '../../../protocol/outline.ts';
import { sectionTree } from './manuscriptRows.ts';
import { indexOf } from './paperRows.ts';
import { type Item, type Row, rowKey } from './row.ts';

/** Items that the data does not hold, or not any more, are left out. */
export function foundRows(data: OutlineData, found: readonly FoundItem[]): Row[] {
  const papers = new Map(data.papers.map((paper) => [paper.pack, paper]));
  const items = new Map<string, Item>();
  for (const entry of found) {
    const item = resolve(entry, data.manuscript, papers);
    if (item !== null) items.set(keyOf(entry), item);
  }
  const siblings = items.size;
  return [...items].map(([key, item], index) => ({
    key,
    level: 1,
    position: index + 1,
    siblings,
    expanded: null,
    parent: -1,
    item,
  }));
}

function keyOf(entry: FoundItem): string {
  return entry.kind === 'section'
    ? rowKey('found', entry.kind, entry.index)
    : rowKey('found', entry.kind, entry.pack, entry.id);
}

function resolve(
  entry: FoundItem,
  manuscript: ManuscriptOutline | null,
  papers: ReadonlyMap<string, PaperOutline>,
): Item | null {
  if (entry.kind === 'section') {
    const section = manuscript?.sections[entry.index];
    if (manuscript === null || section === undefined) return null;
    const totals = sectionTree(manuscript).totals[entry.index]!;
    return { kind: 'section', section, totals, problems: totals };
  }
  const paper = papers.get(entry.pack);
  if (paper === undefined) return null;
  const index = indexOf(paper);
  switch (entry.kind) {
    case 'paper-section': {
      const section = index.sections.get(entry.id);
      return section === undefined ? null : { kind: 'paper-section', paper, section };
    }
    case 'work': {
      const work = index.works.get(entry.id);
      return work === undefined ? null : { kind: 'work', paper, work };
    }
    case 'term': {
      const term = index.terms.get(entry.id);
      return term === undefined ? null : { kind: 'term', paper, term };
    }
  }
}
