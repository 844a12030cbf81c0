import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveAuthorYear } from '../../src/core/manuscript/authorYear/resolve.ts';
import { mentionsIn } from '../support/authorYear.ts';

/* Whatever list of names and years is printed, in whatever style, comes back as those names and years. */

const surname = fc.constantFrom(
  ...['McEwen', 'van der Kolk', 'de la Torre', 'St. John', 'St John', "O'Brien", "d'Errico", 'Al-Shahi'],
  ...['Müller', 'Åsberg', 'Šimić', 'Li', 'Krystal', 'Garcia-Toro', 'Ben-Shachar', 'Żuk', 'El Mansari'],
);
const surnames = fc.uniqueArray(surname, { minLength: 1, maxLength: 4, selector: (name) => name.slice(-4) });

/** Years as they are printed, with the years they stand for. */
const years = fc.oneof(
  fc.integer({ min: 1950, max: 2029 }).map((year) => ({ printed: `${year}`, years: [`${year}`] })),
  fc
    .record({
      year: fc.integer({ min: 1950, max: 2029 }),
      first: fc.integer({ min: 0, max: 5 }),
      count: fc.integer({ min: 2, max: 4 }),
      form: fc.constantFrom('list', 'each', 'range', 'spaced range'),
      dash: fc.constantFrom('-', '–', '—', '\u2011'),
    })
    .map(({ year, first, count, form, dash }) => {
      const letters = [...'abcdefghi'].slice(first, first + count);
      const all = letters.map((letter) => `${year}${letter}`);
      const [one, last] = [all[0]!, letters.at(-1)!];
      const printed = {
        list: `${one},${letters.slice(1).join(',')}`,
        each: all.join(', '),
        range: `${one}${dash}${last}`,
        'spaced range': `${one} ${dash} ${year}${last}`,
      }[form]!;
      return { printed, years: all };
    }),
);

const style = fc.record({
  and: fc.constantFrom(' & ', ' and ', ', & ', ', and '),
  etAl: fc.constantFrom(' et al.', ' et al', ', et al.'),
  comma: fc.constantFrom(', ', ' ', ',\u00A0'),
  narrative: fc.boolean(),
  omitted: fc.boolean(),
});

const printed = fc
  .record({ surnames, years, style })
  .map(({ surnames: all, years: list, style: { and, etAl, comma, narrative, omitted } }) => {
    const cut = omitted && all.length > 1;
    // A serial comma behind two names is not written in a sentence: "Li, and Krystal (2000)" is a list of
    // something else.
    const joined = all.length === 2 && narrative ? and.replace(',', '') : and;
    const names = cut
      ? `${all[0]!}${narrative ? etAl.replace(',', '') : etAl}`
      : all.length === 1
        ? all[0]!
        : `${all.slice(0, -1).join(', ')}${joined}${all.at(-1)!}`;
    const text = narrative ? `${names} (${list.printed})` : `(${names}${comma}${list.printed})`;
    return { text, names: cut ? all.slice(0, 1) : all, etAl: cut, narrative, years: list.years, all };
  });

const around = fc.constantFrom(
  ['', ''],
  ['It was shown twice. ', ' Then it was not.'],
  ['As was shown: ', ', and so on.'],
);

test('printed names and years are read back', () => {
  fc.assert(
    fc.property(printed, around, (one, [left, right]) => {
      const text = `${left}${one.text}${right}`;
      const found = mentionsIn(text);
      expect(found.map(({ year }) => year)).toEqual(one.years);
      let before = { start: 0, end: 0 };
      for (const mention of found) {
        expect(mention).toMatchObject({ surnames: one.names, etAl: one.etAl, narrative: one.narrative });
        expect(text.slice(mention.citation.start, mention.citation.end)).toBe(one.text);
        // The years that a dash stands for share its place.
        const isSame = mention.start === before.start && mention.end === before.end;
        if (!isSame) expect(mention.start).toBeGreaterThanOrEqual(before.end);
        expect(mention.end).toBeGreaterThan(mention.start);
        before = mention;
      }
    }),
    { numRuns: 2_000 },
  );
});

test('what is read back is found among the works that were printed, and nothing else is', () => {
  fc.assert(
    fc.property(printed, surname, (one, stranger) => {
      const [mention] = mentionsIn(one.text);
      const year = one.years[0]!.slice(0, 4);
      const work = { id: 'meant', authors: one.all, authorCount: one.all.length, othersOmitted: false, year };
      const resolution = resolveAuthorYear(mention!, [work]);
      expect(resolution.ids).toEqual(['meant']);
      const isOther = !one.all.some((name) => name.slice(-4) === stranger.slice(-4));
      const other = { ...work, id: 'other', authors: [stranger], authorCount: 1 };
      if (isOther) expect(resolveAuthorYear(mention!, [other]).ids).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});
