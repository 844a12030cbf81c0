import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { fold } from '../../../src/core/bibliography/fold.ts';
import { entryOf, Library, referenceOf } from '../../../src/core/workspace/library.ts';
import { foundKeys, freshLibrary, libraryOf, work } from '../../support/library.ts';

const works = [
  work(
    'berman2000',
    'Berman, Cappiello 2000: Antidepressant effects of ketamine in depressed patients. Biological Psychiatry',
  ),
  work('nunez2003', 'Núñez, Ørsted, Straße, Łukasz, Ærø 2003: Señales de glutamato'),
  work('ketter1999', 'Ketter 1999: Mood stabilizers'),
  work('zarate2006', 'Zarate 2006: A randomized trial of an NMDA antagonist. Archives of General Psychiatry'),
  work('esketamine', 'Daly 2018: Esketamine nasal spray'),
  work('kXeXtXa', 'Nobody 1950: Nothing'),
];

describe('search', () => {
  const library = libraryOf(works);

  it.each([
    ['berman', ['berman2000']],
    ['patients 2000 antidep', ['berman2000']],
    ['PSYCHIATRY', ['berman2000', 'zarate2006']],
    ['nunez', ['nunez2003']],
    ['núñez', ['nunez2003']],
    ['orsted strasse', ['nunez2003']],
    ['lukasz aero', ['nunez2003']],
    ['2003', ['nunez2003']],
    ['general archives', ['zarate2006']],
    ['berman nunez', []],
    ['nobody-at-all', []],
  ])('%s', (query, keys) => {
    expect(foundKeys(library, query)).toEqual(keys);
  });

  it('puts the start of key and name before that of a word, before the inside, before a subsequence of the key', () => {
    expect(foundKeys(library, 'ket')).toEqual(['ketter1999', 'berman2000', 'esketamine', 'kXeXtXa']);
    expect(foundKeys(library, 'cap')).toEqual(['berman2000']);
  });

  it('puts a key that is the query first', () => {
    const twins = libraryOf([work('berman2000a', 'Berman 2000: A'), work('berman2000', 'Berman 2000: B')]);
    expect(foundKeys(twins, 'berman2000', { boost: new Map([['berman2000a', 2]]) })).toEqual([
      'berman2000',
      'berman2000a',
    ]);
  });

  it('puts a key that is the query first however many begin with it and come before', () => {
    const many = Array.from({ length: 900 }, (_, index) => work(`ber${index}`, `Berman ${index}: A`));
    const lifted = { boost: new Map([['ber899', 2]]) };
    expect(foundKeys(libraryOf([...many, work('ber', 'Berman 2000: B')]), 'ber', lifted).slice(0, 3)).toEqual(
      ['ber', 'ber899', 'ber0'],
    );
  });

  it('lifts cited works above works of the pack above the rest, but no match above a better one', () => {
    const boost = new Map([
      ['esketamine', 2],
      ['berman2000', 1],
      ['kXeXtXa', 2],
    ]);
    expect(foundKeys(library, 'ket', { boost })).toEqual([
      'ketter1999',
      'berman2000',
      'esketamine',
      'kXeXtXa',
    ]);
    expect(foundKeys(library, '', { boost }).slice(0, 4)).toEqual([
      'esketamine',
      'kXeXtXa',
      'berman2000',
      'nunez2003',
    ]);
  });

  it('puts the first author before others, and these before words of the title', () => {
    const works = [
      work('anticevic2013', 'Anticevic, Kober 2013: A'),
      work('x1', 'Smith 2001: Bernese cows'),
      work('x2', 'Smith, Bernard 2002: B'),
      work('x3', 'Berman, Smith 2003: C'),
    ];
    const boost = new Map([['anticevic2013', 2]]);
    expect(foundKeys(libraryOf(works), 'ber', { boost })).toEqual(['x3', 'x2', 'x1', 'anticevic2013']);
  });

  it('keeps the order of the file where all else is equal', () => {
    const many = libraryOf(
      Array.from({ length: 50 }, (_, index) => work(`k${index % 7}x${index}`, 'Same 2000: Same title')),
    );
    expect(foundKeys(many, 'same')).toEqual(foundKeys(many, ''));
  });

  it('gives at most the limit, and says when more match', () => {
    const many = libraryOf(Array.from({ length: 300 }, (_, index) => work(`k${index}`, 'Same 2000: Title')));
    const all = many.search('same');
    expect([all.entries.length, all.incomplete]).toEqual([200, true]);
    const exact = many.search('same', { limit: 300 });
    expect([exact.entries.length, exact.incomplete]).toEqual([300, false]);
    const empty = many.search('');
    expect([empty.entries.length, empty.incomplete]).toEqual([200, true]);
  });

  it('says that it is incomplete until every entry can be looked through', () => {
    const many = Array.from({ length: 3000 }, (_, index) => work(`k${index}`, 'Same 2000: Title'));
    const fresh = freshLibrary(many);
    expect(fresh.search('k2999')).toMatchObject({ entries: [], incomplete: true });
    for (const _ of fresh.prepareInSteps());
    expect(fresh.prepared).toBe(true);
    expect(foundKeys(fresh, 'k2999')).toEqual(['k2999']);
  });

  it('finds an entry by every word of each of its fields', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
          minLength: 3,
          maxLength: 3,
        }),
        (parts) => {
          const [family, title, container] = parts as [string, string, string];
          const library = libraryOf([
            { id: 'k', title, author: [{ family }], 'container-title': container },
            work('other', 'Someone 1900: Else'),
          ]);
          const { title: kept = '', 'container-title': journal = '' } = library
            .find('k')!
            .source.bibliography.reference(0);
          for (const word of fold(`${kept} ${journal}`).split(' ')) {
            expect(foundKeys(library, word)).toContain('k');
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('sources', () => {
  const library = libraryOf(
    [work('a', 'First 2000: One'), work('b', 'Bee 2000: Two'), work('a', 'Second 2000: Three')],
    [work('b', 'Later 2001: Four')],
  );

  it('cites the last entry with a key, as Pandoc does', () => {
    expect(library.find('a')).toMatchObject({ index: 2 });
    expect(library.find('b')).toMatchObject({ index: 0, source: { uri: 'file:///1.json' } });
    expect(library.find('__proto__')).toBeUndefined();
    expect(library.all('b').map(({ source }) => source.uri)).toEqual(['file:///0.json', 'file:///1.json']);
    expect(library.size).toBe(4);
  });

  it('finds only entries that a mention would cite', () => {
    expect(foundKeys(library, '')).toEqual(['a', 'b']);
    expect(foundKeys(library, 'first')).toEqual([]);
    expect(foundKeys(library, 'later')).toEqual(['b']);
  });
});

describe('findWork', () => {
  const library = libraryOf([
    ...works,
    { id: 'd', title: 'Other title', DOI: 'https://doi.org/10.1016/ABC' },
    { ...work('e', 'Smith 2001: Depression'), volume: '1' },
  ]);
  const find = (sought: Parameters<typeof library.findWork>[0]) => {
    const found = library.findWork(sought);
    return found && entryOf(found).key;
  };

  it('finds by DOI, and by title and year', () => {
    expect(find({ doi: '10.1016/abc' })).toBe('d');
    expect(find({ title: 'Antidepressant Effects of Ketamine in depressed patients.', year: 2000 })).toBe(
      'berman2000',
    );
    expect(
      find({ title: 'Antidepressant effects of ketamine in depressed patients', year: 2001 }),
    ).toBeUndefined();
    expect(find({ doi: '10.9999/else', title: 'Other title' })).toBeUndefined();
    expect(find({ title: 'Depression', year: 2001 })).toBeUndefined();
    expect(find({ title: 'Depression', year: 2001, author: [{ family: 'Smith' }] })).toBe('e');
    expect(find({})).toBeUndefined();
  });
});

test.each([
  ['first', 'A title of 1990'],
  ['last', 'A title of 1992'],
] as const)(
  'of several entries with one key, the %s is cited where the language has it so',
  (precedence, title) => {
    const [early, late] = freshLibrary(
      [work('a', 'Smith 1990: A title of 1990. J'), work('a', 'Smith 1991: A title of 1991. J')],
      [work('b', 'Jones 1990: Other. J'), work('a', 'Smith 1992: A title of 1992. J')],
    ).sources;
    const library = new Library([early!, late!], precedence);
    for (const _ of library.prepareInSteps());
    expect(referenceOf(library.find('a')!).title).toBe(title);
    expect(library.search('smith').entries.map((one) => referenceOf(one).title)).toEqual([title]);
    expect(library.all('a')).toHaveLength(3);
  },
);
