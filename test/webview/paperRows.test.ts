import { describe, expect, test } from 'vitest';
import { foundRows } from '../../src/webview/outline/rows/foundRows.ts';
import { groupKey, packKey, paperRows, paperSectionKey } from '../../src/webview/outline/rows/paperRows.ts';
import { rowKey } from '../../src/webview/outline/rows/row.ts';
import { data, drawn, manuscript, paper, term, work } from './data.ts';

const review = paper({
  sections: [
    {
      id: 'sec-efficacy',
      title: 'Efficacy',
      extent: 'snippet',
      works: ['berman2000', 'unknown', 'berman2000'],
      terms: ['ketamine'],
      facts: ['ketamine 0.5 mg/kg'],
    },
    { id: 'sec-coi', title: 'Conflicts', extent: 'full', works: [], terms: [], facts: [] },
  ],
  works: [work('berman2000', { citedIn: [1, -1, 1, 77] }), work('zarate2006')],
  terms: [term('ketamine')],
});

describe('rows of a paper', () => {
  test('are folded below the pack at first', () => {
    expect(drawn(paperRows([review], null, new Set()))).toEqual([
      '-A et al. 2018 1/1',
      '+  Efficacy 1/4',
      '   Conflicts 2/4',
      '+  All works 3/4',
      '+  All terms 4/4',
    ]);
  });

  test('a section holds its works, facts and terms once each, and a work the places that cite it', () => {
    const section = paperSectionKey('a2018', 'sec-efficacy');
    const unfolded = new Set([section, rowKey(section, 'work', 'berman2000')]);
    expect(drawn(paperRows([review], manuscript('# One\n# Two'), unfolded)).slice(1, 7)).toEqual([
      '-  Efficacy 1/4',
      '-    berman2000 et al. 2000 1/3',
      '       Two 1/2',
      '       Before the first heading 2/2',
      '     ketamine 0.5 mg/kg 2/3',
      '     ketamine 3/3',
    ]);
  });

  test('a pack can be folded, and keys of packs do not meet', () => {
    const rows = paperRows([review, paper({ pack: 'b2019' })], null, new Set([packKey('a2018')]));
    expect(drawn(rows)).toEqual(['+A et al. 2018 1/2', '-A et al. 2018 2/2']);
    expect(groupKey('a', 'works')).not.toBe(groupKey('a', 'terms'));
  });
});

describe('rows of what was found', () => {
  test('keep the order given and leave out what the data does not hold', () => {
    const rows = foundRows(data({ manuscript: manuscript('# One\n# Two'), papers: [review] }), [
      { kind: 'work', pack: 'a2018', id: 'zarate2006' },
      { kind: 'section', index: 1 },
      { kind: 'section', index: 9 },
      { kind: 'work', pack: '__proto__', id: 'zarate2006' },
      { kind: 'term', pack: 'a2018', id: 'constructor' },
      { kind: 'term', pack: 'a2018', id: 'ketamine' },
      { kind: 'work', pack: 'a2018', id: 'zarate2006' },
    ]);
    expect(drawn(rows)).toEqual([' zarate2006 et al. 2000 1/3', ' Two 2/3', ' ketamine 3/3']);
  });
});
