import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { finished } from '../../../src/base/steps.ts';
import { joinCurated } from '../../../src/core/import/build/curated.ts';
import { customOf } from '../../../src/core/paper/rules.ts';
import type { PaperPack } from '../../../src/core/paper/types.ts';
import { packOf } from '../../support/importing.ts';
import { readPack } from '../../support/packs.ts';

const text = readFileSync(new URL('../../fixtures/import/browser-copy.txt', import.meta.url), 'utf8');
const definition = 'Short bursts of rhythm that mark stable sleep.';

/** What a person made of the paper, under ids of their own, and without some of what the page shows. */
function curated(): PaperPack {
  const { origin: _, ...pack } = packOf(text);
  const section = (id: string) => id.replace('sec-', 'part-');
  const work = (id: string) => `my-${id}`;
  const term = (id: string) => `t-${id}`;
  return {
    ...pack,
    id: 'halvorsen2022',
    provenance: { method: 'hand-curated', date: '2020-01-01' },
    sections: pack.sections.map(({ start: _start, end: _end, ...item }) => ({
      ...item,
      id: section(item.id),
    })),
    references: pack.references
      .slice(0, -1)
      .map((item) => ({ ...item, id: work(item.id), custom: { ...customOf(item), start: 1, end: 2 } })),
    terms: pack.terms.map(({ candidate: _candidate, ...item }) => ({
      ...item,
      id: term(item.id),
      definition,
      sections: item.sections.map(section),
    })),
    abbreviations: pack.abbreviations.map(({ start: _start, end: _end, ...item }) => ({
      ...item,
      ...(item.definedIn === undefined ? {} : { definedIn: section(item.definedIn) }),
      ...(item.term === undefined ? {} : { term: term(item.term) }),
    })),
    citations: pack.citations.map(({ start: _start, end: _end, ...item }) => ({
      ...item,
      section: section(item.section),
      ...(item.work === undefined ? {} : { work: work(item.work) }),
    })),
    facts: (pack.facts ?? []).map(({ start: _start, end: _end, ...item }) => ({
      ...item,
      section: section(item.section),
      supports: (item.supports ?? []).map(work),
    })),
  };
}

const join = (fresh: PaperPack, before = curated()): PaperPack => finished(joinCurated(before, fresh));

test('nothing stands twice, and all that the curated pack says stays', () => {
  const before = curated();
  const joined = join(packOf(text, { packs: [before] }));
  expect(joined.id).toBe('halvorsen2022');
  for (const list of ['sections', 'abbreviations', 'terms', 'citations', 'facts'] as const)
    expect(joined[list], list).toHaveLength(before[list]!.length);
  expect(joined.terms.every((term) => term.definition === definition && term.candidate === undefined)).toBe(
    true,
  );
  expect(joined.references).toHaveLength(before.references.length + 1);
  expect(readPack(JSON.stringify(joined)).problems).toEqual([]);
});

test('the copy gives places, and it is where the pack is from', () => {
  const joined = join(packOf(text, { packs: [curated()] }));
  expect(joined.origin?.file).toBe('page.txt');
  for (const { short, start, end } of joined.abbreviations) expect(text.slice(start, end)).toBe(short);
  for (const { surnames, start, end } of joined.citations)
    expect(text.slice(start, end)).toContain(surnames[0]);
});

test('joining it again changes nothing', () => {
  const fresh = packOf(text, { packs: [curated()] });
  const joined = join(fresh);
  expect(join(fresh, joined)).toEqual(joined);
});

test('an id that the two packs use for different works is no link between them', () => {
  const before = curated();
  const [first] = packOf(text).references;
  const clash = { ...first!, title: 'Something else entirely', DOI: undefined, id: first!.id };
  const { DOI: _, ...work } = clash;
  const joined = join(packOf(text), { ...before, references: [...before.references, work] });
  expect(joined.references.filter(({ title }) => title === first!.title)).toHaveLength(1);
  expect(joined.references.find(({ id }) => id === first!.id)?.title).toBe('Something else entirely');
});

test('what the curated pack says outlasts a copy that shows less', () => {
  const before = curated();
  const joined = join(packOf(text, { packs: [before] }));
  const less = packOf(text.replaceAll('polysomnography', 'recordings'));
  const again = join(less, joined);
  expect(again.terms.map(({ id }) => id).sort()).toEqual(joined.terms.map(({ id }) => id).sort());
});
