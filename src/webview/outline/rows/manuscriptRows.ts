/** The manuscript's sections as the rows of a tree. */
import type { ManuscriptOutline, ManuscriptSection } from '../../../protocol/outline.ts';
import { type Row, rowKey, type SectionTotals, type Toggled } from './row.ts';

/** The tree that the flat list of headings describes; each list has one place for each section. */
export interface SectionTree {
  readonly keys: readonly string[];
  /** The number of the parent, -1 for a root. */
  readonly parents: readonly number[];
  /** From 0. A heading that skips levels is still only one deeper than its parent. */
  readonly depths: readonly number[];
  readonly positions: readonly number[];
  readonly siblings: readonly number[];
  /** The number after the last section of the subtree. */
  readonly ends: readonly number[];
  readonly totals: readonly SectionTotals[];
}

/**
 * A section is known by its file, level, title and how many sections of that name came before it, so that
 * what was folded stays folded when text is written above it.
 */
export function sectionKeys(manuscript: ManuscriptOutline): string[] {
  const seen = new Map<string, number>();
  return manuscript.sections.map(({ level, title }) => {
    const name = rowKey('section', manuscript.fileName, level, title);
    const earlier = seen.get(name) ?? 0;
    seen.set(name, earlier + 1);
    return rowKey(name, earlier);
  });
}

const trees = new WeakMap<ManuscriptOutline, SectionTree>();

export function sectionTree(manuscript: ManuscriptOutline): SectionTree {
  const known = trees.get(manuscript);
  if (known !== undefined) return known;
  const tree = buildTree(manuscript);
  trees.set(manuscript, tree);
  return tree;
}

function buildTree(manuscript: ManuscriptOutline): SectionTree {
  const { sections } = manuscript;
  const parents: number[] = [];
  const depths: number[] = [];
  const positions: number[] = [];
  const ends: number[] = [];
  const totals: { -readonly [K in keyof SectionTotals]: number }[] = [];
  const childCounts = new Map<number, number>();
  const open: number[] = [];
  for (const [index, section] of sections.entries()) {
    while (open.length > 0 && sections[open.at(-1)!]!.level >= section.level) ends[open.pop()!] = index;
    const parent = open.at(-1) ?? -1;
    const position = (childCounts.get(parent) ?? 0) + 1;
    childCounts.set(parent, position);
    parents.push(parent);
    depths.push(open.length);
    positions.push(position);
    totals.push(ownCounts(section));
    open.push(index);
  }
  for (const index of open) ends[index] = sections.length;
  for (let index = sections.length - 1; index >= 0; index--) {
    const parent = totals[parents[index]!];
    if (parent !== undefined) addTo(parent, totals[index]!);
  }
  const siblings = parents.map((parent) => childCounts.get(parent) ?? 0);
  return { keys: sectionKeys(manuscript), parents, depths, positions, siblings, ends, totals };
}

function ownCounts(section: ManuscriptSection): SectionTotals {
  const { words, citations, terms, undefinedKeys, undefinedAbbreviations, uncitedParagraphs } = section;
  return { words, citations, terms, undefinedKeys, undefinedAbbreviations, uncitedParagraphs };
}

function addTo(sum: { -readonly [K in keyof SectionTotals]: number }, part: SectionTotals): void {
  sum.words += part.words;
  sum.citations += part.citations;
  sum.terms += part.terms;
  sum.undefinedKeys += part.undefinedKeys;
  sum.undefinedAbbreviations += part.undefinedAbbreviations;
  sum.uncitedParagraphs += part.uncitedParagraphs;
}

/** Sections are unfolded unless `toggled` says otherwise. */
export function manuscriptRows(manuscript: ManuscriptOutline, toggled: Toggled): Row[] {
  const { sections } = manuscript;
  const tree = sectionTree(manuscript);
  const rows: Row[] = [];
  const rowOf = new Map<number, number>([[-1, -1]]);
  let index = 0;
  while (index < sections.length) {
    const section = sections[index]!;
    const key = tree.keys[index]!;
    const end = tree.ends[index]!;
    const expanded = end === index + 1 ? null : !toggled.has(key);
    const totals = tree.totals[index]!;
    rowOf.set(index, rows.length);
    rows.push({
      key,
      level: tree.depths[index]! + 1,
      position: tree.positions[index]!,
      siblings: tree.siblings[index]!,
      expanded,
      parent: rowOf.get(tree.parents[index]!) ?? -1,
      item: { kind: 'section', section, totals, problems: expanded === true ? section : totals },
    });
    index = expanded === false ? end : index + 1;
  }
  return rows;
}

/** The key of the section, or of the folded ancestor it hides in. Null where there is no such section. */
export function visibleSectionKey(
  manuscript: ManuscriptOutline,
  section: number,
  toggled: Toggled,
): string | null {
  const tree = sectionTree(manuscript);
  let visible = tree.keys[section] ?? null;
  let ancestor = tree.parents[section] ?? -1;
  while (ancestor >= 0) {
    const key = tree.keys[ancestor]!;
    if (toggled.has(key)) visible = key;
    ancestor = tree.parents[ancestor]!;
  }
  return visible;
}

/**
 * Which new key continues which old one where a heading was renamed or its level changed: when all that
 * differs is a run of equally many sections, they are the same sections in the same order. Typing in a
 * heading does just this.
 */
export function renamedKeys(before: readonly string[], after: readonly string[]): Map<string, string> {
  const renamed = new Map<string, string>();
  if (before.length !== after.length) return renamed;
  let start = 0;
  let end = before.length;
  while (start < end && before[start] === after[start]) start++;
  while (end > start && before[end - 1] === after[end - 1]) end--;
  for (let index = start; index < end; index++) renamed.set(before[index]!, after[index]!);
  return renamed;
}
