/**
 * A seeded bibliography that looks like one exported from a reference manager: the corpus of every figure in
 * BENCHMARKS.md. The same seed gives the same bytes for ever; so the order of the calls of
 * `random` is part of the format, and so is the odd name in the tables.
 *
 *     node test/bench/corpus.mjs ENTRIES FILE.bib [SEED]
 */
import { createWriteStream } from 'node:fs';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';

const syllables =
  'ka ter mun dol ves ri cho lan bar ne su to ger fi pel ham ros vin dro mal qui sen tal wer yon zu pra lis bern gold stein feld wood son ova'.split(
    ' ',
  );
const accents = [
  '{\\"o}',
  "{\\'e}",
  '\\"{u}',
  '{\\o}',
  '{\\ss}',
  "\\'{\\i}",
  '{\\v s}',
  '\\~{n}',
  '{\\c c}',
  '\\`{a}',
  'é',
  'ü',
  'ñ',
];
const stopWords = 'the of and in a for with on by an from to via using'.split(' ');
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** mulberry32 */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state |= 0;
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const capitalize = (word) => word[0].toUpperCase() + word.slice(1);

/** The corpus in pieces: the header, then one piece an entry. */
export function* corpusInPieces(entryCount, seed = 12345) {
  const random = randomNumbers(seed);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];

  const surnames = [];
  const plainSurnames = [];
  for (let index = 0; index < 6000; index += 1) {
    let letters = '';
    for (let count = 0; count < 2 + below(2); count += 1) letters += pick(syllables);
    const name = capitalize(letters);
    plainSurnames.push(name);
    if (random() < 0.18) {
      const at = 1 + below(letters.length - 1);
      surnames.push(name.slice(0, at) + pick(accents) + name.slice(at));
    } else surnames.push(name);
  }
  const givenNames = Array.from({ length: 800 }, () => capitalize(pick(syllables) + pick(syllables)));
  const vocabulary = [];
  for (let index = 0; index < 4000; index += 1) {
    let letters = '';
    for (let count = 0; count < 1 + below(4); count += 1) letters += pick(syllables);
    vocabulary.push(letters);
  }
  const word = () =>
    random() < 0.3 ? pick(stopWords) : vocabulary[Math.floor(vocabulary.length * random() * random())];
  const macros = Array.from({ length: 60 }, (_, index) => [
    `jrnl${index}`,
    `Journal of ${capitalize(pick(vocabulary))} ${capitalize(pick(vocabulary))}`,
  ]);

  const author = () => {
    const index = below(surnames.length);
    const given = pick(givenNames);
    const form = random();
    if (form < 0.7) return [index, `${surnames[index]}, ${given} ${String.fromCharCode(65 + below(26))}.`];
    return [index, form < 0.8 ? `{van der} ${surnames[index]}, ${given}` : `${given} ${surnames[index]}`];
  };
  const title = () => {
    const length = 7 + below(8);
    const words = [];
    for (let index = 0; index < length; index += 1) {
      let next = word();
      if (random() < 0.12) next = `{${capitalize(next).toUpperCase().slice(0, 5)}}`;
      else if (random() < 0.03) next = `$\\alpha_{${below(9)}}$`;
      words.push(next);
    }
    words[0] = capitalize(words[0].replace(/[{}$\\]/g, '') || 'On');
    return words.join(' ');
  };
  const abstract = () => {
    let text = '';
    while (text.length < 940 + below(120)) {
      const space = text ? ' ' : '';
      const next = random() < 0.01 ? '50\\%' : random() < 0.01 ? `\\emph{${word()}}` : word();
      text += space + next;
    }
    return `${capitalize(text)}.`;
  };

  let header = '% Synthetic bibliography, generated\n';
  for (const [name, value] of macros) header += `@string{${name} = "${value}"}\n`;
  yield `${header}@comment{jabref-meta: databaseType:bibtex;}\n@preamble{"\\newcommand{\\noop}[1]{}"}\n\n`;

  const used = new Map();
  const keyOf = (stem) => {
    const count = used.get(stem) ?? 0;
    used.set(stem, count + 1);
    if (count === 0) return stem;
    return count < 26 ? stem + String.fromCharCode(96 + count) : `${stem}-${count}`;
  };
  for (let index = 0; index < entryCount; index += 1) {
    const year = 1950 + Math.floor(75 * Math.sqrt(random()));
    const authors = Array.from({ length: 6 }, author);
    const name = title();
    const letters = name.replace(/[^A-Za-z ]/g, '');
    const longWord = letters.split(' ').find((candidate) => candidate.length > 4) || 'x';
    const key = keyOf(plainSurnames[authors[0][0]].toLowerCase() + year + longWord.toLowerCase());
    const kind = random();
    const type = kind < 0.8 ? 'article' : kind < 0.93 ? 'inproceedings' : 'book';
    let entry = `@${type}{${key},\n  author = {${authors.map(([, written]) => written).join(' and ')}},\n  title = {${name}},\n`;
    if (type === 'article') {
      entry +=
        random() < 0.5
          ? `  journal = ${pick(macros)[0]},\n`
          : `  journal = {Journal of ${capitalize(pick(vocabulary))}},\n`;
    } else if (type === 'inproceedings') {
      entry += `  booktitle = "Proceedings of the {${below(40)}th} Conf. on ${capitalize(pick(vocabulary))}",\n`;
      if (index % 97 === 0) entry += `  crossref = {procbase${index % 5}},\n`;
    } else entry += `  publisher = {${capitalize(pick(vocabulary))} Press},\n`;
    entry += `  year = ${random() < 0.5 ? year : `{${year}}`},\n`;
    entry += `  month = ${random() < 0.2 ? `${months[below(12)]} # "~${1 + below(28)}"` : pick(months)},\n`;
    entry += `  volume = {${1 + below(90)}},\n  number = {${1 + below(12)}},\n`;
    entry += `  pages = {${100 + below(800)}--${901 + below(90)}},\n`;
    entry += `  doi = {10.${1000 + below(8999)}/${pick(vocabulary)}.${year}.${below(99999)}},\n`;
    entry += `  url = {https://doi.org/10.1234/${below(1e9)}},\n  keywords = {${word()}, ${word()}, ${word()}},\n`;
    if (index % 2 === 0) entry += `  abstract = {${abstract()}},\n`;
    entry += '}\n\n';
    if (index % 500 === 499) entry += `@comment{ group ${index} }\n% plain comment line ${index}\n`;
    yield entry;
  }
  for (let index = 0; index < 5; index += 1) {
    yield `@proceedings{procbase${index},\n  title = {Proceedings of the Base Conference ${index}},\n  year = ${2000 + index},\n  publisher = {ACM}\n}\n`;
  }
}

/** The whole corpus as one text. */
export const corpus = (entryCount, seed = 12345) => [...corpusInPieces(entryCount, seed)].join('');

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) {
  const [, , entryCount, path, seed] = argv;
  const stream = createWriteStream(path);
  for (const piece of corpusInPieces(Number(entryCount), Number(seed) || 12345)) stream.write(piece);
  stream.end();
}
