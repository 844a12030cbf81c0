import { describe, expect, it } from 'vitest';
import {
  PackIndex,
  verificationOf,
  withoutRecalled,
  withoutRecalledMatches,
} from '../../../src/core/paper/packIndex.ts';
import { sharedRuns } from '../../../src/core/paper/rules.ts';
import { shippedPacks } from '../../../src/packs/index.ts';
import { packText, readPack } from '../../support/packs.ts';

const pack = shippedPacks[0]!;
const index = new PackIndex(pack);
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);

describe('PackIndex', () => {
  it('finds terms, works and sections by id', () => {
    expect(index.term('saad')?.prefLabel).toMatch(/slow-acting/);
    expect(index.work('abdallah2018')).toBe(pack.source);
    expect(index.section('sec-intro')?.title).toBe('Introduction');
    expect(index.term('constructor')).toBeUndefined();
  });

  it('says which works a section cites, in the order of the text', () => {
    expect(ids(index.worksIn('sec-efficacy'))).toEqual([
      'berman2000',
      'abdallah2015prototype',
      'mcgirr2015',
      'murrough2013',
    ]);
    expect(index.worksIn('sec-references')).toHaveLength(10);
    expect(index.worksIn('sec-citedby')).toHaveLength(6);
  });

  it('says where a work is cited and what it supports', () => {
    expect(ids(index.sectionsCiting('berman2000'))).toEqual(['sec-intro', 'sec-efficacy']);
    expect(ids(index.worksSupporting(index.factsIn('sec-efficacy')[0]!))).toEqual([
      'berman2000',
      'abdallah2015prototype',
    ]);
    expect(index.abbreviations('NMDAR')[0]?.long).toBe('N-methyl-D-aspartate receptor');
  });

  it('walks a circle of wider terms once', () => {
    const term = (id: string, broader: string[]) => ({
      id,
      prefLabel: id,
      category: 'x',
      definition: 'Something long.',
      sections: [],
      broader,
    });
    const { value } = readPack(
      packText({ terms: [term('a', ['b', 'c']), term('b', ['c', 'gone']), term('c', ['a'])] }),
    );
    const circular = new PackIndex(value!);
    expect(ids(circular.widerThan(circular.term('a')!))).toEqual(['b', 'c']);
  });
});

describe('what was recalled from memory', () => {
  it('is known field by field', () => {
    const reference = index.work('abdallah2013')!;
    expect(['title', 'DOI', 'issue', 'constructor'].map((field) => verificationOf(reference, field))).toEqual(
      ['page', 'verified', 'recalled', 'page'],
    );
  });

  it('is not shown, and what is printed stands in its place', () => {
    expect(withoutRecalled(index.work('anticevic2013')!)).toMatchObject({
      title: expect.stringContaining('fronto-amamygdala') as string,
      author: [{ family: 'Anticevic', given: 'A.' }],
      othersOmitted: true,
    });
    const bobo = withoutRecalled(index.work('bobo2016')!);
    expect(bobo).toMatchObject({
      author: [{ family: 'Bobo' }],
      othersOmitted: true,
      issued: { 'date-parts': [[2016]] },
    });
    expect(bobo).not.toHaveProperty('title');
    expect(withoutRecalled(index.work('berman2000')!)).toBe(index.work('berman2000'));
  });

  it('holds for identifiers too', () => {
    expect(withoutRecalledMatches(index.term('ketamine')!).match?.map(({ id }) => id)).toEqual([
      'mesh:D007649',
      'chebi:6121',
      'drugbank:DB01221',
    ]);
  });
});

it('finds a definition that copies eight words', () => {
  const definition = pack.terms[0]!.definition!;
  expect(sharedRuns(pack, `Before. ${definition} After.`)).toEqual([
    expect.objectContaining({ code: 'pack-rule' }),
  ]);
  expect(sharedRuns(pack, definition.split(' ').slice(0, 7).join(' '))).toEqual([]);
});
