import { describe, expect, it } from 'vitest';
import { findAuthorYear } from '../../../src/core/manuscript/authorYear/parse.ts';
import {
  AuthorYearIndex,
  buildAuthorYearIndex,
  resolveAuthorYear,
  resolveReadings,
  type WorkCandidate,
} from '../../../src/core/manuscript/authorYear/resolve.ts';
import { mentionsIn, proseBody } from '../../support/authorYear.ts';

/** `id: Surname & Surname+ year`, where `+` says that the list of authors is cut off. */
function work(line: string): WorkCandidate {
  const { id, names, more, year, suffix } =
    /^(?<id>\S+): (?<names>.+?)(?<more>\+?)(?: (?<year>\d{4})(?<suffix>[a-z]?))?$/.exec(line)!.groups!;
  const authors = names!.split(' & ');
  return {
    id: id!,
    authors,
    authorCount: authors.length,
    othersOmitted: more !== '',
    year: year ?? '',
    ...(suffix ? { suffix } : {}),
  };
}

const library = [
  'berman2000: Berman & Cappiello & Anand & Oren & Heninger & Charney & Krystal 2000',
  'mcewen1999: McEwen 1999',
  'trullas1990: Trullas & Skolnick 1990',
  'abdallah2015: Abdallah & Averill & Krystal 2015',
  'abdallah2015b: Abdallah & Sanacora & Duman & Krystal 2015',
  'abdallah2017: Abdallah & Averill & Collins 2017',
  'li2010: Li & Lee & Liu 2010',
  'li2010a: Li & Kim 2010a',
  'li2010b: Li & Kim 2010b',
  'kolk2014: van der Kolk 2014',
  'bare2015: Kloet & Joels 2015',
  'asberg1979: Montgomery & Åsberg 1979',
  'muller2001: Müller & Weiß 2001',
  'who2013: World Health Organization 2013',
  'marquez2001: García Márquez 2001',
  'cut2003: Smith+ 2003',
  'john2011: John 2011',
  'stjohn2011: St. John 2011',
  'undated: Novak',
].map(work);

const resolve = (text: string) => {
  const [mention] = mentionsIn(text);
  const { basis, ids } = resolveAuthorYear(mention!, library);
  return [basis, ...ids].join(' ');
};

describe('resolving author-year citations', () => {
  it.each([
    ['(Berman et al., 2000)', 'exact berman2000'],
    ['(Berman, Cappiello, et al., 2000)', 'exact berman2000'],
    ['(McEwen, 1999)', 'exact mcewen1999'],
    ['(Trullas & Skolnick, 1990)', 'exact trullas1990'],
    ['(Abdallah, Averill, & Krystal, 2015)', 'exact abdallah2015'],
    ['(van der Kolk, 2014)', 'exact kolk2014'],
    ['(St John, 2011)', 'exact stjohn2011'],
    ['(Saint John, 2011)', 'exact stjohn2011'],
    ['(John, 2011)', 'exact john2011'],
    ['(Kolk, 2014)', 'exact kolk2014'],
    ['(de Kloet & Joëls, 2015)', 'exact bare2015'],
    ['(Montgomery & Asberg, 1979)', 'exact asberg1979'],
    ['(Mueller & Weiss, 2001)', 'exact muller2001'],
    ['(Muller & Weiss, 2001)', 'exact muller2001'],
    ['(WHO, 2013)', 'exact who2013'],
    ['(World Health Organization, 2013)', 'exact who2013'],
    ['(Márquez, 2001)', 'exact marquez2001'],
    ['(Smith et al., 2003)', 'exact cut2003'],
    ['(Li & Kim, 2010a)', 'exact li2010a'],
    ['(Novak, n.d.)', 'exact undated'],
    ['(MCEWEN et al., 1999)', 'first-author-year mcewen1999'],
    // The count says that it is not quite this work.
    ['(Berman, 2000)', 'first-author-year berman2000'],
    ['(Berman & Krystal, 2000)', 'first-author-year berman2000'],
    ['(Trullas et al., 1990)', 'first-author-year trullas1990'],
    // A letter without one in the library: which of the year's works it is cannot be told.
    ['(Abdallah, Averill, & Collins, 2017a)', 'ambiguous abdallah2017'],
    ['(Abdallah et al., 2015)', 'ambiguous abdallah2015 abdallah2015b'],
    ['(Li & Kim, 2010)', 'ambiguous li2010a li2010b'],
    ['(Li, 2010)', 'ambiguous li2010 li2010a li2010b'],
    // A co-author who is not among them is another work.
    ['(Trullas & Jones, 1990)', 'unresolved'],
    ['(Smith & Jones, 2003)', 'first-author-year cut2003'],
    ['(McEwen, 2000)', 'unresolved'],
    ['(Nobody, 1999)', 'unresolved'],
    ['(McEwen, in press)', 'unresolved'],
  ])('%s is %s', (text, expected) => {
    expect(resolve(text)).toBe(expected);
  });

  const institutions = [
    'studio: RStudio Team 2018',
    'core: R Core Team 2018',
    'jasp: JASP Team 2020',
    'gbd: GBD 2019 Sleep and Mood Collaborators 2022',
    'calm: CALM Study Group 2004',
    'tads: Relief of Low Mood Study (ROLM) Team 2004',
    'health: U.S. Department of Health 2020',
    'ipcc: IPCC 2013',
    'rahman: Rahman 2019',
    'weller: Weller & Rabovsky & Abdel Rahman 2019',
    'castro: Castro Perez 2012',
    'verdier: Gerhardsson de Verdier & London 1992',
    'nolen: Nolen-Hoeksema & Morrow 1991',
    'beck: Beck & Steer & Brown 1996',
    'netto: Gallucci & Netto 2004',
    'marin: Atienza & Cantero & Dominguez-Marin 2002',
    'lone: Marin 2002',
    'jones: Jones & Roe & Poe 2007',
    'florida: Florida & Browdy 1991',
    'do: Do & Minbashian 2020',
  ].map(work);

  it.each([
    ['(R Core Team, 2018)', 'exact core'],
    ['(see R Core Team, 2018, p. 3)', 'exact core'],
    ['(Smith, 2000; R Core Team, 2018)', 'exact core'],
    ['(RStudio Team, 2018)', 'exact studio'],
    ['(Stan Development Team, 2020)', 'unresolved'],
    ['(Team, 2020)', 'unresolved'],
    ['(GBD 2019 Sleep and Mood Collaborators, 2022)', 'exact gbd'],
    ['(CALM Study Group, 2004)', 'exact calm'],
    ['(Relief of Low Mood Study (ROLM) Team, 2004)', 'exact tads'],
    ['(U.S. Department of Health, 2020)', 'exact health'],
    ['(Weller, Rabovsky, & Abdel Rahman, 2019)', 'exact weller'],
    ['(Kemal Rahman, 2019)', 'unresolved'],
    ['(Ali & Abdel Rahman, 2019)', 'unresolved'],
    ['(Kemal, Rahman, 2019)', 'unresolved'],
    ['as Abdel Rahman (2019) found', 'unresolved'],
    ['Notes for Weller et al. (2019)', 'exact weller'],
    ['(Castro Perez, 2012)', 'exact castro'],
    ['(Gerhardsson de Verdier and London, 1992)', 'exact verdier'],
    ['(RSQ, Nolen-Hoeksema & Morrow, 1991)', 'exact nolen'],
    ['(BDI-II-NL, Beck et al., 1996)', 'exact beck'],
    ['(Miller, Nolen-Hoeksema & Morrow, 1991)', 'unresolved'],
    ['In South Brazil, Gallucci & Netto (2004) found', 'exact netto'],
    ['(Atienza, Cantero, Dominguez-Marin, 2002)', 'exact marin'],
    ['(Atienza, Cantero, Marin, 2002)', 'unresolved'],
    ['(Smith and Jones et al., 2007)', 'unresolved'],
    ['Florida and Browdy (1991) told', 'exact florida'],
    ['BDI and Beck (1996)', 'unresolved'],
  ])('%s is by the longest run of names: %s', (text, expected) => {
    const index = new AuthorYearIndex();
    for (const one of institutions) index.add(one);
    const { basis, ids } = resolveReadings(index, mentionsIn(text).at(-1)!);
    expect([basis, ...ids].join(' ')).toBe(expected);
  });

  it.each([
    ['(Do & Minbashian, 2020)', 'exact do'],
    ['Do and Minbashian (2020) found', 'exact do'],
    ['(Do & Minbashian, 2019)', 'unresolved'],
  ])('%s may be no citation, for its first name is a word: %s', (text, expected) => {
    const [mention] = findAuthorYear(proseBody(text));
    expect(mention!.isDoubtful).toBe(true);
    const { basis, ids } = resolveAuthorYear(mention!, institutions);
    expect([basis, ...ids].join(' ')).toBe(expected);
  });

  it('takes no two words for names', () => {
    expect(findAuthorYear(proseBody('(Since & Before, 2020)'))).toEqual([]);
  });

  it('begins a mention where its names do', () => {
    const text = '(as in R Core Team, 2018)';
    const index = new AuthorYearIndex();
    for (const one of institutions) index.add(one);
    const { mention } = resolveReadings(index, mentionsIn(text)[0]!);
    expect(text.slice(mention.start, mention.end)).toBe('R Core Team, 2018');
    expect(mention.prefix).toBe('as in ');
  });

  it('builds an index in steps that equals one built at once', () => {
    const steps = buildAuthorYearIndex(library, 5);
    let count = 0;
    let step = steps.next();
    while (!step.done) {
      count++;
      step = steps.next();
    }
    expect(count).toBe(Math.floor(library.length / 5));
    const whole = new AuthorYearIndex();
    for (const one of library) whole.add(one);
    const mention = mentionsIn('(Li, 2010)')[0]!;
    expect(step.value.resolve(mention)).toEqual(whole.resolve(mention));
  });

  it('holds names that objects treat specially', () => {
    const candidate = work('x: __proto__ 2000');
    const mention = { surnames: ['__proto__'], etAl: false, year: '2000' };
    expect(resolveAuthorYear(mention, [candidate]).ids).toEqual(['x']);
    expect(resolveAuthorYear({ ...mention, surnames: ['constructor'] }, [candidate]).basis).toBe(
      'unresolved',
    );
  });
});
