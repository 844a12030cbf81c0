import { describe, expect, it } from 'vitest';
import { readReference } from '../../../src/core/import/reference/readReference.ts';
import { itemsOf } from '../../import/score.ts';
import { packOf } from '../../support/importing.ts';

const article = (list: string): string =>
  `# Moods of trees\n\nMaren Halvorsen\n\ndoi:10.5555/trees.2022.01\n\n## Abstract\n\nTrees have moods.\n\n## References\n\n${list}\n`;
const listed = (list: string) => itemsOf(packOf(article(list)))['references'];

const whole =
  'A.B. Alder, C.D. Birch | One made-up title: the mood of oaks | J Mood | 31 | 4 | 281-294 | 2001';

it('a year behind the DOI, and a work in press behind a comma', () => {
  const doi = readReference('Alder, A. et al. One title. J. Mood 1–10, https://doi.org/10.5555/mood (2018).');
  expect(doi?.reference.issued).toEqual({ 'date-parts': [[2018]] });
  const pressed = readReference('Alder, A.B., Birch, C.D., in press. One title: the mood of oaks. J. Mood.');
  expect(pressed?.reference.title).toBe('One title: the mood of oaks');
});

it.each([
  [
    'DIAS, Alda Maria da Silva. The moods of oaks. Oslo: Fern Press. 2005.',
    'DIAS, Alda Maria da Silva',
    'The moods of oaks',
  ],
  ['ALDER, Ada (Org.). The moods of oaks. Oslo: Fern Press, 2005.', 'ALDER, Ada', 'The moods of oaks'],
  [
    'Alder, S. L. de, & Birch, D. (2023). The moods of oaks. J Mood, 10(2), 93-106.',
    'Alder, S. L. de; Birch, D.',
    'The moods of oaks',
  ],
  [
    'Alder, D. F. de. (2024). The moods of oaks [Tese de Doutorado, Universidade de Elmo]. Elmo.',
    'Alder, D. F. de.',
    'The moods of oaks',
  ],
  [
    'ALDER, A. B. The moods of oaks. 2. ed. Trad. de Carl Birch. São Elmo: Fern, 2005.',
    'ALDER, A.B.',
    'The moods of oaks',
  ],
  [
    'Conselho de Humor e Bem Estar. (2023). The moods of oaks. J Mood, 10(2), 93-106.',
    'undefined, undefined',
    'The moods of oaks',
  ],
  [
    'Alder, C. da S. T. (2021). The moods of oaks. J Mood, 10(2), 93-106.',
    'Alder, C. da S. T.',
    'The moods of oaks',
  ],
])('names and titles as Brazil prints them: %s', (line, names, title) => {
  const { title: found, author, editor } = readReference(line)!.reference;
  expect(found).toBe(title);
  expect([...(author ?? editor ?? [])].map(({ family, given }) => `${family}, ${given}`).join('; ')).toBe(
    names,
  );
});

it.each([
  [
    'Alder A B, Birch C D and Cedar E 2007 J. Moods Trees 58 267–97',
    'Alder|Birch|Cedar',
    '',
    'J. Moods Trees',
    2007,
  ],
  ['A. B. Alder, C. D. Birch, Phys. Rev. B 2008, 77, 161403.', 'Alder|Birch', '', 'Phys. Rev. B', 2008],
  ['A. B. Alder: Chem. Rev., 2004, 104, 4271–4302.', 'Alder', '', 'Chem. Rev.', 2004],
  ['A. B. Alder, Nature 1987, 329, 529.', 'Alder', '', 'Nature', 1987],
  ['Alder AB, Birch CD. Nature. 1987;329:529.', 'Alder|Birch', '', 'Nature', 1987],
  ['Alder AB. Nature of moods. J Moods. 1987;329:529.', 'Alder', 'Nature of moods', 'J Moods', 1987],
  [
    'Alder AB, Birch CD . Moods of oaks. J Moods 2014;17:1265-1273.',
    'Alder|Birch',
    'Moods of oaks',
    'J Moods',
    2014,
  ],
  [
    'Alder AB, Birch CD Jr., Cedar E . Moods of oaks. J Moods 2014;17:1-3.',
    'Alder|Birch|Cedar',
    'Moods of oaks',
    'J Moods',
    2014,
  ],
  ['Alder A . 2014 Moods of oaks. Oslo, Norway: Fern Press.', 'Alder', 'Moods of oaks', undefined, 2014],
])('works without a title, and stops behind a space: %s', (line, families, title, journal, year) => {
  const { reference } = readReference(line)!;
  expect(reference.author?.map(({ family }) => family).join('|')).toBe(families);
  expect(reference.title).toBe(title);
  expect(reference['container-title']).toBe(journal);
  expect(reference.issued?.['date-parts']?.[0]?.[0]).toBe(year);
});

it.each([
  [
    'Alder SAV, Fern MRF da, Elmo EMF de, Birch A. Moods of oaks. J Moods. 2015;25(2):635-56.',
    'Alder|Fern|Elmo|Birch',
    'Moods of oaks',
  ],
  [
    'ALDER, F.A. and BIRCH, J.M.A.., 1983. Moods of oaks. J Moods, vol. 89, no. 1-2, pp. 47-53.',
    'ALDER|BIRCH',
    'Moods of oaks',
  ],
  [
    'Alder, S., Elm, NG. & Birch, H. R. 2019. Moods of oaks. J Moods 278: 178-184.',
    'Alder|Elm|Birch',
    'Moods of oaks',
  ],
  [
    'Alder, T.S., Santos, N.D. & Birch, J. In press Moods of oaks? J Moods.',
    'Alder|Santos|Birch',
    'Moods of oaks',
  ],
  [
    'Ministério da Saúde (BR). Atenção aos carvalhos: manual técnico. Brasília: Ministério da Saúde; 2017.',
    'Ministério da Saúde (BR)',
    'Atenção aos carvalhos: manual técnico',
  ],
])('names and groups of Portuguese lists: %s', (line, families, title) => {
  const { reference } = readReference(line)!;
  expect(reference.author?.map(({ family, literal }) => family ?? literal).join('|')).toBe(families);
  expect(reference.title.replace(/\?$/u, '')).toBe(title);
});

describe('a reference on one line, in the order of many styles', () => {
  it.each([
    'Alder AB, Birch CD. One made-up title: the mood of oaks. J Mood. 2001;31(4):281-294.',
    'Alder A B, Birch C D. One made-up title: the mood of oaks. J Mood. 2001;31(4):281-294.',
    'Alder AB, Birch CD. One made-up title: the mood of oaks. J Mood 2001; 31 (4): 281–294.',
    'Alder, A. B., & Birch, C. D. (2001). One made-up title: the mood of oaks. J Mood, 31(4), 281–294.',
    'Alder, A.B., Birch, C.D., 2001. One made-up title: the mood of oaks. J Mood 31(4), 281–294.',
    'Alder, AB and Birch, CD (2001) One made-up title: the mood of oaks. J Mood 31(4), 281–294.',
    'Alder AB, Birch CD (2001) One made-up title: the mood of oaks. J Mood 31(4):281–294',
    'Alder AB, Birch CD. 2001. One made-up title: the mood of oaks. J Mood 31(4):281–294',
    'Alder, A.B. and Birch, C.D. (2001) ‘One made-up title: the mood of oaks’, J Mood, 31(4), pp. 281–294.',
    'A. B. Alder and C. D. Birch, “One made-up title: the mood of oaks,” J Mood, vol. 31, no. 4, pp. 281–294, 2001.',
    'A.B. Alder, C.D. Birch, One made-up title: the mood of oaks, J Mood 31(4) (2001) 281–294.',
    'Alder AB, Birch CD: One made-up title: the mood of oaks. J Mood 2001, 31(4):281–294.',
    'Alder, A. B. and Birch, C. D.: One made-up title: the mood of oaks, J Mood, 31(4), 281–294, 2001.',
    'ALDER, A.B. and BIRCH, C.D., 2001 [viewed 9 May 2020]. One made-up title: the mood of oaks. J Mood [online], vol. 31, no. 4, pp. 281-294.',
    'ALDER, A. B.; BIRCH, C. D. One made-up title: the mood of oaks. J Mood, v. 31, n. 4, p. 281-294, 2001.',
    'ALDER, A. B.; BIRCH, C. D. One made-up title: the mood of oaks. J Mood, São Elmo, v. 31, n. 4, p. 281-294, maio/ago. 2001.',
    'ALDER, A. B.; BIRCH, C. D. One made-up title: the mood of oaks. J Mood, Oslo, v. 31 n. 4, p.281-294, Set. 2001. Disponível em: https://mood.example/1 Acesso em: 2 maio 2020.',
  ])('%s', (line) => {
    expect(
      (listed(line) ?? []).map((one) => one.replace(/A.B. ALDER, C.D. BIRCH/, 'A.B. Alder, C.D. Birch')),
    ).toEqual([whole]);
  });

  it.each([
    [
      'with full stops in the journal',
      'Nat. Moods 2009, 12, 547–548. [Google Scholar] [CrossRef]',
      'Nat. Moods',
    ],
    ['without', 'Moods 2009, 12, 547–548.', 'Moods'],
  ])('of authors between semicolons, %s', (_, end, journal) => {
    expect(listed(`Alder, A.B.; Birch, C.-D.; van den Elm, E. One made-up title. ${end}`)).toEqual([
      `A.B. Alder, C.-D. Birch, E. van den Elm | One made-up title | ${journal} | 12 | 547-548 | 2009`,
    ]);
  });

  it.each([
    [
      'Doe one mood? Two more of them',
      'Alder AB (2019) Doe one mood? Two more of them. Front Mood 10, 1010.',
    ],
    ['Is it a mood?', 'Alder AB (2019) Is it a mood? Front Mood 10, 1010.'],
    [
      'Mood in the U.S.A. and elsewhere',
      'Alder AB (2019) Mood in the U.S.A. and elsewhere. Front Mood 10, 1010.',
    ],
    [
      'What lifts moods? a review of trials',
      'Alder AB, Birch CD: What lifts moods? a review of trials. Front Mood 2006, 10:1010. PubMed Abstract | BioMed Central Full Text OpenURL Return to text',
    ],
  ])('the title “%s” ends where the journal begins', (title, line) => {
    expect(readReference(line)?.reference).toMatchObject({
      title,
      'container-title': 'Front Mood',
      volume: '10',
      page: '1010',
    });
  });

  it('an institution is an author, and no volume is made of a year, a page or a date', () => {
    expect(
      readReference('World Mood Organization (2010) The guide to low mood: 1–70. Accessed 25 July 2013.'),
    ).toMatchObject({
      reference: {
        type: 'report',
        author: [{ literal: 'World Mood Organization' }],
        title: 'The guide to low mood',
        page: '1-70',
        issued: { 'date-parts': [[2010]] },
      },
    });
    expect(readReference('Ivy H (2013) Moods in a wood. Evid Mood Med 1–9.')?.reference).toEqual({
      type: 'article-journal',
      title: 'Moods in a wood',
      author: [{ family: 'Ivy', given: 'H.' }],
      'container-title': 'Evid Mood Med',
      page: '1-9',
      issued: { 'date-parts': [[2013]] },
    });
  });

  it('a work that is online first has a journal, a year and a DOI, and no volume', () => {
    const { reference } = readReference(
      'Alder N, Birch R, et al. Moods first. Mov Mood. 2021. 10.5555/mm.2021.1.',
    )!;
    expect(reference).toEqual({
      type: 'article-journal',
      title: 'Moods first',
      author: [
        { family: 'Alder', given: 'N.' },
        { family: 'Birch', given: 'R.' },
      ],
      othersOmitted: true,
      'container-title': 'Mov Mood',
      issued: { 'date-parts': [[2021]] },
      DOI: '10.5555/mm.2021.1',
    });
  });

  it('a book has a publisher, and a chapter its book and editors', () => {
    expect(
      readReference('Dill F, Elm E (1999) Mood Trees. Oslo: Fern Press. pp 46–47.')?.reference,
    ).toMatchObject({
      type: 'book',
      title: 'Mood Trees',
      publisher: 'Fern Press',
      'publisher-place': 'Oslo',
      page: '46-47',
    });
    const chapter =
      'Gorse, J. (2004). A mood of its own. In K. Hazel & L. Ivy (Eds.), Handbook of trees (2nd ed., pp. 10–20). Fern Press.';
    expect(readReference(chapter)?.reference).toMatchObject({
      type: 'chapter',
      title: 'A mood of its own',
      editor: [{ family: 'Hazel' }, { family: 'Ivy' }],
      'container-title': 'Handbook of trees',
      publisher: 'Fern Press',
      edition: '2',
      page: '10-20',
    });
  });

  it.each([
    'Trees have moods, and this is a sentence.',
    'Alder says so.',
    '',
    '2001',
    'See the notes (2001).',
  ])('“%s” is none', (line) => {
    expect(readReference(line)).toBeUndefined();
  });
});

describe('a list of references', () => {
  it('with glued numbers and links in brackets', () => {
    const list =
      '1.Alder AB, Cedar E. One title. J Mood. 1994;31:281–94. [DOI] [PubMed] [Google Scholar]\n2.Dill FG. Two titles. BMC Mood. 2010;10:39. 10.5555/abc.39 [DOI] [PMC free article]';
    expect(listed(list)).toEqual([
      'A.B. Alder, E. Cedar | One title | J Mood | 31 | 281-94 | 1994',
      'F.G. Dill | Two titles | BMC Mood | 10 | 39 | 10.5555/abc.39 | 2010',
    ]);
  });

  it('with a line of links below each work', () => {
    const list =
      'Alder, A. B. & Birch, C. D. One title. Nat. Moods 8, 1481–9 (2005).\n\nArticle  CAS  PubMed  Google Scholar \n\nGorse, J. et al. Two titles. Moods One 9, e94605 (2014).\n\nArticle  Google Scholar';
    expect(listed(list)).toEqual([
      'A.B. Alder, C.D. Birch | One title | Nat. Moods | 8 | 1481-9 | 2005',
      'J. Gorse, et al. | Two titles | Moods One | 9 | e94605 | 2014',
    ]);
  });

  it('with a label, authors, title and journal on lines of their own', () => {
    const list =
      'Alder et al., 1992\nA. Alder, C.D. van der Birch, E. Cedar\nOne title\nJournal of Moods, 63 (1992), pp. 596-612\nView in ScopusGoogle Scholar\nFern, 2000\nI. Fern\nTwo titles: Is it pain?\nMoods, 30 (2000), pp. 211-222\nCrossRefView in ScopusGoogle Scholar';
    expect(listed(list)).toEqual([
      'A. Alder, C.D. van der Birch, E. Cedar | One title | Journal of Moods | 63 | 596-612 | 1992',
      'I. Fern | Two titles: Is it pain? | Moods | 30 | 211-222 | 2000',
    ]);
  });

  it('with each author and the year on lines of their own', () => {
    const list =
      'Alder AB\nBirch CD\n(2001)\nOne made-up title of a study of the moods of oaks\nMoods 31:281–294.\nFern I\n(2002)\nTwo made-up titles of a study of the moods of elms\nMoods 32:1–9.';
    expect(listed(list)).toEqual([
      'A.B. Alder, C.D. Birch | One made-up title of a study of the moods of oaks | Moods | 31 | 281-294 | 2001',
      'I. Fern | Two made-up titles of a study of the moods of elms | Moods | 32 | 1-9 | 2002',
    ]);
  });

  it('whose lines a PDF viewer broke, in the middle of words, too', () => {
    const list =
      '[1] Alder AB, Birch CD. One made-up ti-\ntle of moods. J Mood. 2001;31:281–\n294.\n[2] Fern I. Two made-up titles. J\nMood. 2002;32:1–9.';
    expect(listed(list)).toEqual([
      'A.B. Alder, C.D. Birch | One made-up title of moods | J Mood | 31 | 281-294 | 2001',
      'I. Fern | Two made-up titles | J Mood | 32 | 1-9 | 2002',
    ]);
  });
});

describe('authors and editors besides people', () => {
  it.each([
    ['Alder AB, Birch CD: for the MOODY group: One title of moods. J Mood 2014, 11:1–9.', 'MOODY group'],
    [
      'Alder AB: Northern Mood Study Group: One title of moods. J Mood 2014, 11:1–9.',
      'Northern Mood Study Group',
    ],
  ])('%s', (line, literal) => {
    expect(readReference(line)?.reference).toMatchObject({ title: 'One title of moods' });
    expect(readReference(line)?.reference.author?.at(-1)).toEqual({ literal });
  });

  it('a title that names a group before its colon keeps it', () => {
    const line = 'Alder AB: Parents in a support group: a study of moods. J Mood 2014, 11:1–9.';
    expect(readReference(line)?.reference.title).toBe('Parents in a support group: a study of moods');
  });

  it('an institution before a colon', () => {
    expect(
      readReference('Department of Moods: A Strategy of Moods. Oslo: Fern Press; 2007.')?.reference,
    ).toMatchObject({
      author: [{ literal: 'Department of Moods' }],
      title: 'A Strategy of Moods',
      publisher: 'Fern Press',
    });
  });

  it('editors behind the book, whose imprint stands in brackets', () => {
    const line =
      'Alder, D. U. (2007). “Moods of dogs and cats,” in The Book of Moods, eds B. Birch and C. D. Cedar (Oslo: Fern Press), 105–119.';
    expect(readReference(line)?.reference).toMatchObject({
      type: 'chapter',
      title: 'Moods of dogs and cats',
      'container-title': 'The Book of Moods',
      editor: [{ family: 'Birch' }, { family: 'Cedar' }],
      publisher: 'Fern Press',
      page: '105-119',
    });
  });

  it.each([
    ['Brooks HL III, Birch CD. One title of moods. J Mood. 2000;107:1939–48.', 'J Mood'],
    ['Brooks Jr HL, Birch CD. One title of moods. J Mood. 2000;107:1939–48.', 'J Mood'],
    [
      'H. L. Brooks Jr., and C. D. Birch, “One title of moods,” J Mood, vol. 107, pp. 1939–48, 2000.',
      'J Mood',
    ],
    ['Brooks HL, Birch CD. 2000 One title of moods. J. Mood 107, 1939–1948.', 'J. Mood'],
    [
      'Brooks, H.; Birch, C. One title of moods. Phytopathol. Mood Biodeterior. 2000, 107, 1939–1948.',
      'Phytopathol. Mood Biodeterior.',
    ],
  ])('%s', (line, journal) => {
    expect(readReference(line)?.reference).toMatchObject({
      title: 'One title of moods',
      author: [{ family: 'Brooks' }, { family: 'Birch' }],
      'container-title': journal,
      issued: { 'date-parts': [[2000]] },
    });
  });

  it.each([
    [
      'C. D. Birch, Birch’s Book of Moods, Fern Publishing, Oslo, Norway, 5th edition, 2005.',
      'Birch’s Book of Moods',
      'Fern Publishing',
    ],
    [
      'Mood Organization, Manual for Moods, Mood Organization, Geneva, Switzerland, 2010.',
      'Manual for Moods',
      'Mood Organization',
    ],
    [
      'De Jong, S. Measuring Moods; Birch, H., Cedar, T., Eds.; Fern: New York, NY, USA, 1990.',
      'Measuring Moods',
      'Fern',
    ],
  ])('%s', (line, title, publisher) => {
    expect(readReference(line)?.reference).toMatchObject({ title, publisher });
    expect(readReference(line)?.reference.author).toHaveLength(1);
  });

  it('a year behind the DOI', () => {
    const line =
      'Alder, A. and Birch, C.: One title of moods, Adv. Mood Res., 10, 1–5, doi:10.5555/moods-10-1-2003, 2003.';
    expect(readReference(line)?.reference).toMatchObject({
      title: 'One title of moods',
      'container-title': 'Adv. Mood Res.',
      issued: { 'date-parts': [[2003]] },
    });
  });

  it('an issue in brackets that could be a year', () => {
    const line = 'Barnett R: The origin of moods. Proc Moods 2006, 273(1598):2159-2168.';
    expect(readReference(line)?.reference).toMatchObject({
      issue: '1598',
      issued: { 'date-parts': [[2006]] },
    });
  });
});
