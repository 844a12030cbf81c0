/** Names of languages in LaTeX (BibLaTeX manual, table 2; Babel's are the same) as BCP 47 tags. */
const tags: ReadonlyMap<string, string> = new Map([
  ...['english', 'american', 'usenglish'].map((name): [string, string] => [name, 'en-US']),
  ...['british', 'ukenglish'].map((name): [string, string] => [name, 'en-GB']),
  ['australian', 'en-AU'],
  ['canadian', 'en-CA'],
  ['newzealand', 'en-NZ'],
  ...['german', 'ngerman'].map((name): [string, string] => [name, 'de-DE']),
  ['austrian', 'de-AT'],
  ...['french', 'francais'].map((name): [string, string] => [name, 'fr-FR']),
  ['spanish', 'es-ES'],
  ['italian', 'it-IT'],
  ['dutch', 'nl-NL'],
  ['portuguese', 'pt-PT'],
  ['brazilian', 'pt-BR'],
]);

export const languageTag = (name: string): string | undefined => tags.get(name.toLowerCase());
