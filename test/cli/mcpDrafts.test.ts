/** 200 drafts with faults in them: every fault is told, and nothing that is true is doubted. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Cli } from '../support/cli.ts';
import { Assistant } from '../support/mcp.ts';

interface Work {
  readonly key: string;
  readonly names: readonly string[];
  readonly year: number;
  readonly doi: string;
}

/** Numbers that look random and are the same in every run (mulberry32). */
function randomly(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return Math.floor((((value ^ (value >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const surnames = [
  'Stone',
  'Marsh',
  'Field',
  'Moor',
  'Reed',
  'Hill',
  'Low',
  'Berger',
  'Castellanos',
  'Dubois',
  'Eriksen',
  'Fontana',
  'Grünberg',
  'Håkansson',
  'Ivanova',
  'Jansen',
  'Kowalski',
  'Lindqvist',
  'Müller',
  'Nakamura',
  'O’Brien',
  'Pérez',
  'Quist',
  'Rossi',
  'Smith-Jones',
  'Tanaka',
  'Ueda',
  'Vogel',
  'Watanabe',
  'Xu',
  'Yamada',
  'Ziegler',
  'van der Berg',
  'de Vries',
  'Almeida',
  'Bianchi',
  'Cheng',
  'Dietrich',
  'Engström',
  'Fischer',
];
const invented = ['Quillfeather', 'Zarnowitz', 'Ostrobrod', 'Vantongeren', 'Mirzakhel', 'Tolvanek'];
const syntaxes = ['markdown', 'quarto', 'latex', 'typst'] as const;

const works: readonly Work[] = surnames.map((first, number) => {
  const others = Array.from(
    { length: number % 5 },
    (_, step) => surnames[(number + 7 * (step + 1)) % surnames.length]!,
  );
  return {
    key: `${first.replace(/[^a-z]/gi, '').toLowerCase()}${1990 + (number % 30)}`,
    names: [first, ...others],
    year: 1990 + (number % 30),
    doi: `10.1000/made.${number}`,
  };
});

const bibliography = JSON.stringify(
  works.map(({ key, names, year, doi }) => ({
    id: key,
    type: 'article-journal',
    title: `On the matter of ${key}`,
    author: names.map((family) => ({ family, given: 'A.' })),
    issued: { 'date-parts': [[year]] },
    'container-title': 'Matters',
    DOI: doi,
  })),
);

type Syntax = (typeof syntaxes)[number];

const key = (syntax: Syntax, name: string): string =>
  syntax === 'latex' ? `\\citep{${name}}` : syntax === 'typst' ? `@${name}` : `[@${name}]`;

function authors(names: readonly string[], syntax: Syntax, isNarrative: boolean): string {
  if (names.length > 2) return `${names[0]!} et al.`;
  if (names.length === 1) return names[0]!;
  return names.join(isNarrative ? ' and ' : syntax === 'latex' ? ' \\& ' : ' & ');
}

const byAuthor = (names: readonly string[], year: number, syntax: Syntax, isNarrative: boolean): string =>
  isNarrative ? `${authors(names, syntax, true)} (${year})` : `(${authors(names, syntax, false)}, ${year})`;

interface Planted {
  readonly kind: 'keys' | 'authorYears' | 'dois' | 'doses';
  readonly sentence: string;
  readonly isFault: boolean;
}

/** One sentence with something true in it, or a fault. */
function sentence(random: (below: number) => number, syntax: Syntax): Planted {
  const work = works[random(works.length)]!;
  const isFault = random(3) === 0;
  const space = syntax === 'latex' ? '~' : ' ';
  switch (random(4)) {
    case 0: {
      const wrong = random(2) === 0 ? `${work.key}x` : work.key.replace(/\d{4}/, String(work.year + 31));
      return { kind: 'keys', isFault, sentence: `It grew ${key(syntax, isFault ? wrong : work.key)}.` };
    }
    case 1: {
      const isNarrative = random(2) === 0;
      const faults = [
        byAuthor(work.names, work.year + 31, syntax, isNarrative),
        byAuthor([invented[random(invented.length)]!], work.year, syntax, isNarrative),
        byAuthor([work.names[0]!, invented[random(invented.length)]!], work.year, syntax, isNarrative),
      ];
      const cited = isFault ? faults[random(3)]! : byAuthor(work.names, work.year, syntax, isNarrative);
      const text = isNarrative ? `As ${cited} found, it grew.` : `It was seen to grow ${cited}.`;
      return { kind: 'authorYears', isFault, sentence: text };
    }
    case 2: {
      const doi = isFault ? `10.1000/none.${random(1000)}` : work.doi;
      return { kind: 'dois', isFault, sentence: `Its data are at https://doi.org/${doi}.` };
    }
    default: {
      const amounts = isFault ? ['5', '0.05', '0.7', '50'] : ['0.5'];
      const dose = `${amounts[random(amounts.length)]!}${space}mg/kg`;
      return { kind: 'doses', isFault, sentence: `Patients received ketamine ${dose} over 40 min.` };
    }
  }
}

let cli: Cli;
let assistant: Assistant;
beforeAll(async () => {
  cli = await Cli.build();
  assistant = await Assistant.start(cli, {
    'refs.json': bibliography,
    'paper.md': '---\nbibliography: refs.json\n---\n\nA paper.\n',
  });
}, 120_000);
afterAll(async () => {
  await assistant.stop();
});

test('200 drafts: every planted fault is told, and no true citation is doubted', async () => {
  const random = randomly(20);
  let faults = 0;
  let truths = 0;
  for (let draft = 0; draft < 200; draft += 1) {
    const syntax = syntaxes[draft % syntaxes.length]!;
    const planted = Array.from({ length: 2 + random(6) }, () => sentence(random, syntax));
    const text = planted.map((one) => one.sentence).join(draft % 3 === 0 ? '\n\n' : ' ');
    const answer = await assistant.call('check_manuscript', { text, syntax, manuscript: 'paper.md' });
    for (const kind of ['keys', 'authorYears', 'dois', 'doses'] as const) {
      const told = answer.list(kind).map(({ status }) => status);
      const expected = planted
        .filter((one) => one.kind === kind)
        .map(({ isFault }) => (isFault ? 'unknown' : 'known'));
      expect(told, `${kind} of: ${text}`).toEqual(expected);
    }
    const isFaulty = planted.some(({ isFault }) => isFault);
    expect(answer.status, text).toBe(isFaulty ? 'unknown' : 'known');
    faults += planted.filter(({ isFault }) => isFault).length;
    truths += planted.filter(({ isFault }) => !isFault).length;
  }
  expect(faults).toBeGreaterThan(200);
  expect(truths).toBeGreaterThan(400);
}, 300_000);
