import { someKeys } from './library.mjs';

/** How each syntax writes what a manuscript is made of. */
const markups = {
  pandoc: {
    languageId: 'markdown',
    extension: 'md',
    head: (title) => `---\ntitle: ${title}\nbibliography: library.bib\n---\n\n`,
    heading: (text) => `## ${text}\n\n`,
    group: (keys) => `[${keys.map((key) => `@${key}`).join('; ')}]`,
    emphasis: (text) => `*${text}*`,
    foot: '',
  },
  myst: {
    languageId: 'myst',
    extension: 'md',
    head: (title) => `---\ntitle: ${title}\nbibliography: library.bib\n---\n\n`,
    heading: (text) => `## ${text}\n\n`,
    group: (keys) => `{cite:p}\`${keys.join(',')}\``,
    emphasis: (text) => `*${text}*`,
    foot: '',
  },
  latex: {
    languageId: 'latex',
    extension: 'tex',
    head: (title) =>
      `\\documentclass{article}\n\\title{${title}}\n\\addbibresource{library.bib}\n\\begin{document}\n\n`,
    heading: (text) => `\\section{${text}}\n\n`,
    group: (keys) => `\\parencite{${keys.join(',')}}`,
    emphasis: (text) => `\\emph{${text}}`,
    foot: '\\end{document}\n',
  },
  typst: {
    languageId: 'typst',
    extension: 'typ',
    head: (title) => `#set document(title: "${title}")\n\n`,
    heading: (text) => `== ${text}\n\n`,
    group: (keys) => keys.map((key) => `@${key}`).join(' '),
    emphasis: (text) => `_${text}_`,
    foot: '#bibliography("library.bib")\n',
  },
};
markups.quarto = { ...markups.pandoc, languageId: 'quarto', extension: 'qmd' };
markups.rmarkdown = { ...markups.pandoc, languageId: 'rmd', extension: 'Rmd' };

export const syntaxes = ['pandoc', 'quarto', 'rmarkdown', 'myst', 'latex', 'typst'];

const subjects = [
  'Ketamine',
  'A single infusion',
  'The NMDAR antagonist',
  'Chronic stress',
  'The control group',
  'Treatment',
];
const verbs = [
  'raised',
  'lowered',
  'did not change',
  'preceded a change of',
  'was followed by less',
  'went along with',
];
const objects = [
  'glutamate release',
  'synaptic density',
  'the response of patients',
  'depressive symptoms',
  'BDNF',
  'cortical GABA',
];
const ends = [
  'in the prefrontal cortex',
  'over twenty-four hours',
  'in most of the animals',
  'at the higher dose',
  'after a week',
  'in both trials',
];

/**
 * A manuscript of about `length` characters with `mentions` citations of `keys` (of the corpus, unless told),
 * spread evenly over paragraphs of about 600 characters, a heading every ten. The words repeat; the markup is
 * what counts.
 */
export function manuscript(
  syntax,
  { length = 500_000, mentions = 2_000, keys = someKeys(500, 10_000) } = {},
) {
  const markup = markups[syntax];
  const paragraphs = Math.round(length / 620);
  const out = [markup.head('A generated manuscript')];
  let cited = 0;
  let sentence = 0;
  const pick = (list, step) => list[Math.floor(sentence * step) % list.length];
  for (let paragraph = 0; paragraph < paragraphs; paragraph += 1) {
    if (paragraph % 10 === 0) out.push(markup.heading(`Part ${paragraph / 10 + 1} of the results`));
    const due = Math.round(((paragraph + 1) * mentions) / paragraphs);
    const own = Array.from({ length: due - cited }, (_, index) => keys[(cited + index) % keys.length]);
    cited = due;
    const sentences = [];
    for (let size = 0; size < 560; size += sentences.at(-1).length + 1) {
      sentence += 1;
      const cite = own.length > 0 ? ` ${markup.group(own.splice(0, 2))}` : '';
      const object = sentence % 7 === 0 ? markup.emphasis(pick(objects, 1)) : pick(objects, 1);
      sentences.push(`${pick(subjects, 1)} ${pick(verbs, 1.3)} ${object} ${pick(ends, 1.7)}${cite}.`);
    }
    out.push(`${sentences.join(' ')}\n\n`);
  }
  out.push(markup.foot);
  return { text: out.join(''), languageId: markup.languageId, extension: markup.extension, paragraphs };
}
