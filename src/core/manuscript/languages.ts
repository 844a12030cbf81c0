import type { Language } from './language.ts';
import { latex } from './latex/language.ts';
import { myst, pandoc, quarto, rmarkdown } from './markdown/languages.ts';
import type { Syntax } from './types.ts';
import { typst } from './typst/language.ts';

export const languages: Readonly<Record<Syntax, Language>> = {
  pandoc,
  quarto,
  rmarkdown,
  myst,
  latex,
  typst,
};
