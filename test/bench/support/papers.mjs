/**
 * Made-up articles of any size for the importers: sections of eight paragraphs, a reference for every two of
 * them, and in each paragraph citations, abbreviations and a dose. Names, short forms and numbers differ
 * throughout, so that nothing is found twice for free.
 */

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';

/** "Bado", "Bafu" …: a different surname for each number. */
function surname(number) {
  let rest = number;
  let letters = '';
  for (let syllable = 0; syllable < 4; syllable += 1) {
    letters += consonants[rest % consonants.length];
    rest = Math.floor(rest / consonants.length);
    letters += vowels[rest % vowels.length];
    rest = Math.floor(rest / vowels.length);
  }
  return letters[0].toUpperCase() + letters.slice(1);
}

const yearOf = (work) => 1960 + ((work * 7) % 60);

const plain = {
  cite: (works) =>
    `(${works.map((work) => `${surname(work)} & ${surname(work + 1)}, ${yearOf(work)}`).join('; ')})`,
};
const linked = {
  cite: (works) =>
    `[${works.map((work) => `<xref ref-type="bibr" rid="r${work}">${work + 1}</xref>`).join(', ')}]`,
};

function paragraph(number, works, { cite }) {
  const [first, second] = [surname(number % 196), surname(number % 131)];
  const short = `${first[0]}${second[0]}I`;
  return [
    `The share of sleepers in group ${number} whose rhythm slowed was larger than in those who stayed awake ${cite([works[0]])}.`,
    `The ${first.toLowerCase()} ${second.toLowerCase()} index (${short}) was read from every channel, and ${short} fell in the second night.`,
    `Ketamine was given at ${(number % 9) + 1} mg/kg intravenously over ${30 + (number % 30)} min, and the effect was gone after a week ${cite(works)}.`,
    'No other change of the rhythm was seen in either group, whatever the hour or the place of the recording was.',
  ].join(' ');
}

function* paragraphs(style) {
  for (let number = 0; ; number += 1) {
    const work = Math.floor(number / 2);
    yield { number, text: paragraph(number, [work, Math.max(0, work - 1)], style) };
  }
}

const reference = (work) => ({
  first: surname(work),
  second: surname(work + 1),
  title: `Rhythms of group ${work} in the night and at noon`,
  journal: `Annals of ${surname(work % 40)} Sleep`,
  year: yearOf(work),
  volume: (work % 90) + 1,
  page: (work % 700) + 1,
});

/**
 * An article as plain text with numbered headings and a full list of references, of about `length`
 * characters.
 */
export function textPaper(length) {
  const parts = [
    'Rhythms of the night in a very long review\n\nMaren Halvorsen and Jonah A. Okoro\n\ndoi:10.5555/night.2022.01\n\nAbstract\n\nA review of made-up rhythms, for measuring alone.\n\n1. Introduction\n\n',
  ];
  let size = 0;
  const put = (part) => {
    parts.push(part);
    size += part.length;
  };
  let works = 0;
  for (const { number, text } of paragraphs(plain)) {
    if (size > length * 0.87) break;
    if (number % 8 === 0) put(`${number / 8 + 2}. Rhythms of part ${number / 8 + 1}\n\n`);
    put(`${text}\n\n`);
    works = Math.floor(number / 2) + 1;
  }
  put('References\n\n');
  for (let work = 0; work < works; work += 1) {
    const { first, second, title, journal, year, volume, page } = reference(work);
    put(
      `${first}, A., & ${second}, B. C. (${year}). ${title}. ${journal}, ${volume}, ${page}-${page + 9}.\n\n`,
    );
  }
  return parts.join('');
}

/** The same article as JATS XML, with tables and tagged references as PubMed Central gives them. */
export function jatsPaper(length) {
  const parts = [
    '<?xml version="1.0"?>\n<article xml:lang="en"><front><article-meta><article-id pub-id-type="doi">10.5555/night.2022.01</article-id><title-group><article-title>Rhythms of the night in a very long review</article-title></title-group><contrib-group><contrib contrib-type="author"><name><surname>Halvorsen</surname><given-names>Maren</given-names></name></contrib></contrib-group><abstract><p>A review of made-up rhythms, for measuring alone.</p></abstract></article-meta></front>\n<body>\n',
  ];
  let size = 0;
  const put = (part) => {
    parts.push(part);
    size += part.length;
  };
  let works = 0;
  for (const { number, text } of paragraphs(linked)) {
    if (size > length * 0.72) break;
    if (number % 8 === 0)
      put(
        `${number > 0 ? '</sec>\n' : ''}<sec id="s${number}"><title>Rhythms of part ${number / 8 + 1}</title>\n`,
      );
    put(`<p id="p${number}">${text}</p>\n`);
    if (number % 4 === 0)
      put(
        `<table-wrap id="t${number}"><table><tbody>${`<tr><td align="left">${number}</td><td align="left">slow</td></tr>`.repeat(6)}</tbody></table></table-wrap>\n`,
      );
    works = Math.floor(number / 2) + 1;
  }
  put('</sec>\n</body>\n<back><ref-list><title>References</title>\n');
  for (let work = 0; work < works; work += 1) {
    const { first, second, title, journal, year, volume, page } = reference(work);
    const name = (family, given) =>
      `<name><surname>${family}</surname><given-names>${given}</given-names></name>`;
    put(
      `<ref id="r${work}"><label>${work + 1}</label><element-citation publication-type="journal"><person-group person-group-type="author">${name(first, 'A')}${name(second, 'BC')}</person-group><article-title>${title}</article-title><source>${journal}</source><year>${year}</year><volume>${volume}</volume><fpage>${page}</fpage><lpage>${page + 9}</lpage></element-citation></ref>\n`,
    );
  }
  put('</ref-list></back></article>\n');
  return parts.join('');
}
