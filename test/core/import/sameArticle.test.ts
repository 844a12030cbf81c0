import { describe, expect, test } from 'vitest';
import { finished } from '../../../src/base/steps.ts';
import { importPaper } from '../../../src/core/import/importPaper.ts';
import { pdfText } from '../../../src/core/import/readers/pdf/text.ts';
import type { PaperPack } from '../../../src/core/paper/types.ts';
import { imported } from '../../support/importing.ts';
import { layerOf, type PrintedLine } from '../../support/pdf.ts';

/** An invented article, before it has a form. */
interface Made {
  readonly title: string;
  readonly authors: readonly (readonly [given: string, family: string])[];
  readonly doi: string;
  readonly year: number;
  readonly volume: number;
  readonly sections: readonly {
    readonly title: string;
    readonly sentences: readonly (readonly [string, readonly number[]])[];
  }[];
  readonly works: readonly {
    readonly family: string;
    readonly initials: string;
    readonly title: string;
    readonly year: number;
  }[];
}

const families = [
  'Alder',
  'Birch',
  'van der Cedar',
  'Dill',
  'Elm',
  'Fern',
  'Gorse',
  'Hazel',
  'O’Ivy',
  'Juniper',
];
const subjects = [
  'oaks',
  'elms',
  'trees in winter',
  'forests of the north',
  'gardens',
  'young ashes',
  'old limes',
  'hedges',
  'meadows',
  'parks',
];
const pick = <T>(items: readonly T[], at: number): T => items[at % items.length]!;

const made = (seed: number): Made => {
  const works = Array.from({ length: 4 + (seed % 5) }, (_, index) => ({
    family: pick(families, seed + index * 3),
    initials: pick(['A', 'B', 'C', 'D'], seed + index),
    title: `Moods of ${pick(subjects, seed + index)} and their seasons in year ${index + 1}`,
    year: 1990 + ((seed * 7 + index * 3) % 30),
  }));
  const cite = (index: number): readonly number[] =>
    index % 3 === 2 ? [index % works.length, (index + 1) % works.length] : [index % works.length];
  return {
    title: `An invented study of the moods of ${pick(subjects, seed)}`,
    authors: Array.from(
      { length: 2 + (seed % 3) },
      (_, index) => [pick(['Ada B.', 'Carl', 'Eve'], index + seed), pick(families, seed + index)] as const,
    ),
    doi: `10.5555/moods.${2000 + seed}`,
    year: 2000 + seed,
    volume: 10 + seed,
    sections: [
      'Introduction',
      'Methods',
      pick(['Scales of moods', 'Measures of trees'], seed),
      'Results',
      'Discussion',
    ].map((title, at) => ({
      title,
      sentences: Array.from(
        { length: 2 },
        (_, index) =>
          [
            `The moods of ${pick(subjects, seed + at + index)} were lower in winter than the summer before`,
            cite(seed + at * 2 + index),
          ] as const,
      ),
    })),
    works,
  };
};

const numbersOf = (works: readonly number[]): readonly number[] =>
  [...new Set(works)].sort((a, b) => a - b).map((work) => work + 1);
const printed = ({ family, initials, title, year }: Made['works'][number], index: number): string =>
  `${family} ${initials}. ${title}. J Mood. ${year};${10 + index}:1-9.`;

const jats = ({ title, authors, doi, year, volume, sections, works }: Made): string =>
  `<article><front><journal-meta><journal-title-group><journal-title>Journal of Moods</journal-title></journal-title-group></journal-meta><article-meta><article-id pub-id-type="doi">${doi}</article-id><title-group><article-title>${title}</article-title></title-group><contrib-group>${authors.map(([given, family]) => `<contrib contrib-type="author"><name><surname>${family}</surname><given-names>${given}</given-names></name></contrib>`).join('')}</contrib-group><pub-date><year>${year}</year></pub-date><volume>${volume}</volume><abstract><p>Moods fell.</p></abstract></article-meta></front><body>${sections
    .map(
      (section) =>
        `<sec><title>${section.title}</title><p>${section.sentences
          .map(
            ([text, cited]) =>
              `${text} [${numbersOf(cited)
                .map((number) => `<xref ref-type="bibr" rid="B${number}">${number}</xref>`)
                .join(',')}].`,
          )
          .join(' ')}</p></sec>`,
    )
    .join('')}</body><back><ref-list><title>References</title>${works
    .map(
      (work, index) =>
        `<ref id="B${index + 1}"><element-citation publication-type="journal"><person-group person-group-type="author"><name><surname>${work.family}</surname><given-names>${work.initials}</given-names></name></person-group><article-title>${work.title}</article-title><source>J Mood</source><year>${work.year}</year><volume>${10 + index}</volume><fpage>1</fpage><lpage>9</lpage></element-citation></ref>`,
    )
    .join('')}</ref-list></back></article>`;

const html = ({ title, authors, doi, year, volume, sections, works }: Made): string =>
  `<!DOCTYPE html><html><head><meta name="citation_title" content="${title}">${authors.map(([given, family]) => `<meta name="citation_author" content="${family}, ${given}">`).join('')}<meta name="citation_journal_title" content="Journal of Moods"><meta name="citation_doi" content="${doi}"><meta name="citation_publication_date" content="${year}"><meta name="citation_volume" content="${volume}"></head><body><h1>${title}</h1><h2>Abstract</h2><p>Moods fell.</p>${sections
    .map(
      (section) =>
        `<h2>${section.title}</h2><p>${section.sentences
          .map(
            ([text, cited]) =>
              `${text} [${numbersOf(cited)
                .map((number) => `<a href="#B${number}">${number}</a>`)
                .join(',')}].`,
          )
          .join(' ')}</p>`,
    )
    .join(
      '',
    )}<h2>References</h2><ol>${works.map((work, index) => `<li id="B${index + 1}">${printed(work, index)}</li>`).join('')}</ol></body></html>`;

const text = ({ title, authors, doi, year, volume, sections, works }: Made): string =>
  `# ${title}\n\n${authors.map(([given, family]) => `${given} ${family}`).join(', ')}\n\nJournal of Moods. ${year};${volume}:1-9. doi:${doi}\n\n## Abstract\n\nMoods fell.\n\n${sections
    .map(
      (section) =>
        `## ${section.title}\n\n${section.sentences.map(([sentence, cited]) => `${sentence} [${numbersOf(cited).join(',')}].`).join(' ')}`,
    )
    .join(
      '\n\n',
    )}\n\n## References\n\n${works.map((work, index) => `${index + 1}. ${printed(work, index)}`).join('\n')}\n`;

/** The article as its journal prints it on pages, by the text that a PDF holds. */
function pdf({ title, authors, doi, year, volume, sections, works }: Made): string {
  const pages: PrintedLine[][] = [[]];
  let y = 40;
  const print = (whole: string, more: Partial<PrintedLine> = {}, above = 0) => {
    y += above;
    for (const line of wrapped(whole, more.size === 18 ? 50 : 90)) {
      if (y > 740) {
        pages.push([]);
        y = 60;
      }
      pages.at(-1)!.push({ text: line, x: 50, y, ...more });
      y += (more.size ?? 10) * 1.2;
    }
  };
  const head = (text: string) => print(text, { bold: true, size: 12 }, 14);
  print(`Journal of Moods. ${year};${volume}:1-9. doi:${doi}`, { size: 8 });
  print(title, { bold: true, size: 18 }, 20);
  print(authors.map(([given, family]) => `${given} ${family}`).join(', '), { size: 11 }, 12);
  head('Abstract');
  print('Moods fell.');
  for (const section of sections) {
    head(section.title);
    print(
      section.sentences.map(([sentence, cited]) => `${sentence} [${numbersOf(cited).join(',')}].`).join(' '),
    );
  }
  head('References');
  for (const [index, work] of works.entries()) print(`${index + 1}. ${printed(work, index)}`, { size: 9 });
  return finished(pdfText(layerOf(pages)));
}

/** Lines of so many letters at most. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What all forms of an article hold. */
function essence(name: string, form: string): unknown {
  const { value: pack } = name.endsWith('.pdf')
    ? importPaper({ name, text: form, pdf: {} }, { date: '2026-11-30' })
    : imported(form, {}, name);
  if (pack === undefined) throw new Error(`${name} was refused.`);
  const works = new Map(pack.references.map((work) => [work.id, work.title]));
  return {
    title: pack.source.title,
    authors: pack.source.author?.map(({ family }) => family),
    journal: pack.source['container-title'],
    year: yearOf(pack.source),
    volume: pack.source.volume,
    DOI: pack.source.DOI,
    sections: pack.sections.map(({ title }) => title),
    works: pack.references.map((work) => [work.author?.[0]?.family, yearOf(work), work.title, work.volume]),
    cited: pack.citations.map(({ work }) => works.get(work ?? '')),
  };
}

const yearOf = ({ issued }: Pick<PaperPack['source'], 'issued'>): number | undefined =>
  issued?.['date-parts']?.[0]?.[0];

describe('the same article in its forms gives the same pack', () => {
  test.each(Array.from({ length: 10 }, (_, seed) => seed))('article %i', (seed) => {
    const article = made(seed);
    const expected = essence('article.xml', jats(article));
    expect(expected).toMatchObject({
      title: article.title,
      works: article.works.map(({ family, year, title }, index) => [family, year, title, String(10 + index)]),
      cited: article.sections.flatMap(({ sentences }) =>
        sentences.flatMap(([, cited]) => numbersOf(cited).map((number) => article.works[number - 1]!.title)),
      ),
    });
    expect(essence('article.html', html(article))).toEqual(expected);
    expect(essence('article.md', text(article))).toEqual(expected);
    expect(essence('article.pdf', pdf(article))).toEqual(expected);
  });
});
