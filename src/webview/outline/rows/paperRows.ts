/**
 * The active packs as the rows of a tree: each pack, its sections with what they hold, then all works and all
 * terms.
 */
import type {
  ManuscriptOutline,
  ManuscriptSection,
  PaperOutline,
  PaperSection,
  PaperTerm,
  PaperWork,
} from '../../../protocol/outline.ts';
import { type Item, type Row, rowKey, type Toggled } from './row.ts';

interface PaperIndex {
  readonly sections: ReadonlyMap<string, PaperSection>;
  readonly works: ReadonlyMap<string, PaperWork>;
  readonly terms: ReadonlyMap<string, PaperTerm>;
}

const indexes = new WeakMap<PaperOutline, PaperIndex>();

/** A pack's sections, works and terms by id. */
export function indexOf(paper: PaperOutline): PaperIndex {
  let index = indexes.get(paper);
  if (index === undefined) {
    index = {
      sections: new Map(paper.sections.map((section) => [section.id, section])),
      works: new Map(paper.works.map((work) => [work.id, work])),
      terms: new Map(paper.terms.map((term) => [term.id, term])),
    };
    indexes.set(paper, index);
  }
  return index;
}

/** The works of a section that the pack has, in the section's order, each once. */
export function worksOf(paper: PaperOutline, section: PaperSection): PaperWork[] {
  return [...new Set(section.works)].flatMap((id) => indexOf(paper).works.get(id) ?? []);
}

/** The terms of a section that the pack has, in the section's order, each once. */
export function termsOf(paper: PaperOutline, section: PaperSection): PaperTerm[] {
  return [...new Set(section.terms)].flatMap((id) => indexOf(paper).terms.get(id) ?? []);
}

export const packKey = (pack: string): string => rowKey('pack', pack);
export const paperSectionKey = (pack: string, section: string): string =>
  rowKey('paper-section', pack, section);
export const groupKey = (pack: string, group: 'works' | 'terms'): string => rowKey('group', pack, group);
/** Under `parent`, for a work or term may stand under several sections. */
export const childKey = (parent: string, kind: 'work' | 'term' | 'fact', id: string): string =>
  rowKey(parent, kind, id);

interface Node {
  readonly key: string;
  readonly item: Item;
  readonly unfoldedByDefault: boolean;
  /** Null for a leaf. Asked only where the row is unfolded. */
  readonly children: (() => readonly Node[]) | null;
}

export function paperRows(
  papers: readonly PaperOutline[],
  manuscript: ManuscriptOutline | null,
  toggled: Toggled,
): Row[] {
  const rows: Row[] = [];
  const sections = manuscript?.sections ?? [];
  const roots = papers.map((paper) => packNode(paper, sections));
  append(rows, roots, -1, 1, toggled);
  return rows;
}

/** Recursion goes four deep at most: pack, section, work, place. */
function append(rows: Row[], nodes: readonly Node[], parent: number, level: number, toggled: Toggled): void {
  for (const [index, node] of nodes.entries()) {
    const expanded = node.children === null ? null : toggled.has(node.key) !== node.unfoldedByDefault;
    const place = rows.length;
    rows.push({
      key: node.key,
      level,
      position: index + 1,
      siblings: nodes.length,
      expanded,
      parent,
      item: node.item,
    });
    if (expanded === true && node.children !== null) {
      append(rows, node.children(), place, level + 1, toggled);
    }
  }
}

function packNode(paper: PaperOutline, places: readonly ManuscriptSection[]): Node {
  return {
    key: packKey(paper.pack),
    item: { kind: 'pack', paper },
    unfoldedByDefault: true,
    children: () => [
      ...paper.sections.map((section) => sectionNode(paper, section, places)),
      ...groupNode(paper, 'works', places),
      ...groupNode(paper, 'terms', places),
    ],
  };
}

function sectionNode(paper: PaperOutline, section: PaperSection, places: readonly ManuscriptSection[]): Node {
  const key = paperSectionKey(paper.pack, section.id);
  const empty = section.works.length + section.terms.length + section.facts.length === 0;
  return {
    key,
    item: { kind: 'paper-section', paper, section },
    unfoldedByDefault: false,
    children: empty
      ? null
      : () => [
          ...worksOf(paper, section).map((work) => workNode(key, paper, work, places)),
          ...section.facts.map((text, index) => factNode(key, paper, section, text, index)),
          ...termsOf(paper, section).map((term) => termNode(key, paper, term, places)),
        ],
  };
}

function groupNode(
  paper: PaperOutline,
  group: 'works' | 'terms',
  places: readonly ManuscriptSection[],
): Node[] {
  if (paper[group].length === 0) return [];
  const key = groupKey(paper.pack, group);
  const children =
    group === 'works'
      ? () => paper.works.map((work) => workNode(key, paper, work, places))
      : () => paper.terms.map((term) => termNode(key, paper, term, places));
  return [{ key, item: { kind: 'group', paper, group }, unfoldedByDefault: false, children }];
}

function workNode(
  parent: string,
  paper: PaperOutline,
  work: PaperWork,
  places: readonly ManuscriptSection[],
): Node {
  const key = childKey(parent, 'work', work.id);
  const verb = work.mentioned ? 'mentions' : 'cites';
  return {
    key,
    item: { kind: 'work', paper, work },
    unfoldedByDefault: false,
    children: work.citedIn.length === 0 ? null : () => placeNodes(key, paper, work.citedIn, verb, places),
  };
}

function termNode(
  parent: string,
  paper: PaperOutline,
  term: PaperTerm,
  places: readonly ManuscriptSection[],
): Node {
  const key = childKey(parent, 'term', term.id);
  return {
    key,
    item: { kind: 'term', paper, term },
    unfoldedByDefault: false,
    children: term.usedIn.length === 0 ? null : () => placeNodes(key, paper, term.usedIn, 'uses', places),
  };
}

function factNode(
  parent: string,
  paper: PaperOutline,
  section: PaperSection,
  text: string,
  index: number,
): Node {
  return {
    key: childKey(parent, 'fact', String(index)),
    item: { kind: 'fact', paper, section, text },
    unfoldedByDefault: false,
    children: null,
  };
}

/** Sections that the manuscript no longer has are left out: the next data will say where they went. */
function placeNodes(
  parent: string,
  paper: PaperOutline,
  indexes: readonly number[],
  verb: 'cites' | 'mentions' | 'uses',
  places: readonly ManuscriptSection[],
): Node[] {
  return [...new Set(indexes)].flatMap((index) => {
    const section = index === -1 ? null : places[index];
    if (section === undefined) return [];
    const item: Item = { kind: 'place', paper, section, verb };
    return [{ key: rowKey(parent, 'place', index), item, unfoldedByDefault: false, children: null }];
  });
}
