import { splitNames } from '../authorNames.ts';
import type { Language } from '../language.ts';
import { typstParser } from './parser.ts';
import { typstWriting } from './writing.ts';

export const typst: Language = {
  parser: typstParser,
  writing: typstWriting,
  precedence: 'last',
  // `#grid(figure(…), <fig:b>)`: a function may give the name to what it makes.
  namedPlaces: (text) =>
    new Set(Array.from(text.matchAll(/(?<=[,)\]}\s])<([^<>\s]{1,200})>/g), ([, name]) => name!)),
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
