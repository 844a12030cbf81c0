// What the server would send for a ketamine manuscript beside the first pack, and larger and hostile data.
import { readFileSync } from 'node:fs';

const packFile = (name) =>
  JSON.parse(readFileSync(new URL(`../../../src/packs/abdallah2018/${name}`, import.meta.url), 'utf8'));

const headings = [
  [1, 'Abstract', 214, 0, 6, 0, 0, 0],
  [1, 'Introduction', 488, 9, 14, 0, 1, 1],
  [1, 'Methods', 0, 0, 0, 0, 0, 0],
  [2, 'Participants', 231, 2, 3, 0, 0, 1],
  [2, 'Ketamine infusion', 318, 4, 9, 1, 0, 0],
  [2, 'Glutamate imaging', 402, 5, 12, 0, 2, 0],
  [3, 'Acquisition', 120, 1, 4, 0, 0, 0],
  [3, 'Spectral fitting', 96, 0, 2, 0, 0, 1],
  [1, 'Results', 640, 3, 11, 0, 0, 2],
  [1, 'Discussion', 702, 17, 22, 2, 0, 0],
  [2, 'Limitations', 180, 1, 4, 0, 0, 1],
  [1, 'References', 0, 0, 0, 0, 0, 0],
];

const section = (
  [level, title, words, citations, terms, undefinedKeys, undefinedAbbreviations, uncitedParagraphs],
  index,
) => ({
  index,
  level,
  title,
  line: index * 12,
  words,
  citations,
  terms,
  undefinedKeys,
  undefinedAbbreviations,
  uncitedParagraphs,
});

const manuscript = (sections) => ({
  title: 'Ketamine and prefrontal glutamate in treatment-resistant depression',
  fileName: 'ketamine-glutamate.md',
  words: sections.reduce((sum, { words }) => sum + words, 0),
  limits: [
    { of: 'words', count: sections.reduce((sum, { words }) => sum + words, 0), limit: 4000 },
    { of: 'abstract', count: 214, limit: 250 },
    { of: 'references', count: 43, limit: 40 },
  ],
  sections,
});

function paper() {
  const pack = packFile('pack.json');
  const references = packFile('references.json').filter(({ custom }) => custom.role !== 'cited-by');
  const terms = packFile('terms.json');
  const cited = new Map([
    ['berman2000', [1, 4, 9]],
    ['zarate2006', [1, 9]],
    ['abdallah2015prototype', [9]],
  ]);
  return {
    version: '1',
    pack: pack.id,
    title: pack.source.title,
    citation: 'Abdallah et al. 2018',
    doi: pack.source.DOI,
    referencesStated: pack.counts.referencesStated,
    referencesShown: pack.counts.referencesShown,
    imported: false,
    sections: pack.sections
      .filter(({ id }) => id !== 'sec-citedby')
      .map(({ id, title, extent }) => ({
        id,
        title: title === '(title)' ? 'Title' : title,
        extent,
        works: pack.citations.flatMap((citation) =>
          citation.section === id && citation.work ? [citation.work] : [],
        ),
        terms: terms.flatMap((term) => (term.sections.includes(id) ? [term.id] : [])),
        facts: pack.facts.flatMap((fact) =>
          fact.section === id && fact.kind === 'dose' ? ['ketamine 0.5 mg/kg intravenous over 40 min'] : [],
        ),
      })),
    works: references.map((reference, place) => ({
      id: reference.id,
      citation: `${reference.author?.[0]?.family ?? reference.title} et al. ${reference.issued['date-parts'][0][0]}`,
      title: reference.title,
      container: reference['container-title'] ?? '',
      year: reference.issued['date-parts'][0][0],
      doi: reference.DOI ?? null,
      key: cited.has(reference.id) || place % 4 === 0 ? reference.id : null,
      listed: reference.custom.role !== 'in-text-only',
      citedIn: cited.get(reference.id) ?? [],
      mentioned: reference.id === 'abdallah2015prototype',
      uncertain: reference.id === 'abdallah2015prototype',
    })),
    terms: terms.map((term, place) => ({
      id: term.id,
      label: term.prefLabel,
      short: term.shortForms?.[0] ?? null,
      category: term.category,
      definition: term.definition ?? null,
      uses: place % 5 === 0 ? (place % 13) + 1 : 0,
      usedIn: place % 5 === 0 ? [1, 4] : [],
    })),
  };
}

/** @param change what differs from the sample */
export function sample(change = {}) {
  return { revision: 1, manuscript: manuscript(headings.map(section)), papers: [paper()], ...change };
}

/** 2,000 sections and 5,000 works. */
export function large(revision = 1) {
  const sections = Array.from({ length: 2000 }, (_, index) =>
    section([(index % 4) + 1, `Section ${index}`, index % 300, index % 7, 0, 0, 0, 0], index),
  );
  const works = Array.from({ length: 5000 }, (_, index) => ({
    id: `work${index}`,
    citation: `Author${index} et al. ${1950 + (index % 70)}`,
    title: `A study numbered ${index}`,
    container: 'A Journal',
    year: 1950 + (index % 70),
    doi: `10.1000/${index}`,
    key: index % 2 === 0 ? `key${index}` : null,
    listed: true,
    citedIn: index % 4 === 0 ? [index % 2000] : [],
    mentioned: false,
    uncertain: false,
  }));
  const base = paper();
  const inSection = works.map(({ id }) => id);
  const paperSections = Array.from({ length: 300 }, (_, index) => ({
    ...base.sections[2],
    id: `section${index}`,
    title: `Paper section ${index}`,
    works: index === 0 ? inSection : inSection.slice(index * 10, index * 10 + 10),
  }));
  return {
    revision,
    manuscript: manuscript(sections),
    papers: [{ ...base, sections: paperSections, works }],
  };
}

export const hostileText = [
  '<img src=x onerror="window.__pwned=1">',
  '"><script>window.__pwned=1</script>',
  '</style><svg onload="window.__pwned=1">',
  'javascript:window.__pwned=1',
  '\u202eevil\u202c {{constructor}}',
  '__proto__',
  'x'.repeat(20_000),
];

/** Every string of the data is hostile. */
export function hostile() {
  const text = (place) => hostileText[place % hostileText.length];
  const data = sample();
  const [base] = data.papers;
  return {
    revision: 1,
    manuscript: {
      ...data.manuscript,
      title: text(0),
      fileName: text(1),
      sections: data.manuscript.sections.map((each, place) => ({ ...each, title: text(place) })),
    },
    papers: [
      {
        ...base,
        version: '2',
        pack: '__proto__',
        title: text(1),
        citation: text(0),
        doi: text(3),
        sections: base.sections.map((each, place) => ({
          ...each,
          id: place === 0 ? 'constructor' : `s${place}`,
          title: text(place),
          facts: hostileText,
        })),
        works: base.works.map((each, place) => ({
          ...each,
          citation: text(place),
          title: text(place + 1),
          container: text(place + 2),
        })),
        terms: base.terms.map((each, place) => ({
          ...each,
          label: text(place),
          definition: text(place + 1),
          category: text(place + 2),
        })),
      },
    ],
  };
}
