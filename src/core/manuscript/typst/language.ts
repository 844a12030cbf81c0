import { splitNames } from '../authorNames.ts';
import type { Language } from '../language.ts';
import { typstParser } from './parser.ts';
import { typstWriting } from './writing.ts';

export const typst: Language = {
  parser: typstParser,
  writing: typstWriting,
  precedence: 'last',
  // `@eig:pl` asks a glossary for the plural.
  placeOf: (key) => key.replace(/:[a-z]+$/, ''),
  // `#grid(figure(…), <fig:b>)`: a function may give the name to what it makes. `(key: "eig", short: …)` and
  // `eig: (short: …)` name words of a glossary.
  namedPlaces: (text) => {
    const names = [
      /(?<=[,)\]}\s#])<([^<>\s]{1,200})>/g,
      /\bkey:\s{0,8}"([^"\n]{1,200})"/g,
      /(?:[(,]|^)\s{0,8}"?([\w:-]{1,100})"?:\s{0,8}\(\s{0,8}(?:short|long|name|description):/gm,
    ];
    return new Set(names.flatMap((name) => Array.from(text.matchAll(name), ([, found]) => found!)));
  },
  files: {
    includedIn: ['typst'],
    fromRoot: false,
    bibliographies: { folders: ['own'], slash: 'above', globs: () => false },
    projects: [],
  },
  authorNames: (text) =>
    [...text.matchAll(/\b(?:name|authors?):\s{0,8}\(?\s{0,8}((?:"[^"\n]{1,120}"[\s,]{0,8}){1,40})/g)].flatMap(
      ([, names]) => names!.split('"').flatMap(splitNames),
    ),
};
