/// <reference path="./raw.d.ts" />
import { knownStyle } from './catalogue.ts';
import { faultOfStyle } from './checkStyle.ts';
import deDE from './locales/locales-de-DE.xml?raw';
import enGB from './locales/locales-en-GB.xml?raw';
import enUS from './locales/locales-en-US.xml?raw';
import esES from './locales/locales-es-ES.xml?raw';
import frFR from './locales/locales-fr-FR.xml?raw';
import itIT from './locales/locales-it-IT.xml?raw';
import nlNL from './locales/locales-nl-NL.xml?raw';
import ptBR from './locales/locales-pt-BR.xml?raw';
import { styleFiles } from './styleFiles.ts';

const locales: ReadonlyMap<string, string> = new Map([
  ['en-US', enUS],
  ['en-GB', enGB],
  ['de-DE', deDE],
  ['es-ES', esES],
  ['fr-FR', frFR],
  ['it-IT', itIT],
  ['nl-NL', nlNL],
  ['pt-BR', ptBR],
]);

/** Its message is the end of a sentence that begins with the style's name. */
class StyleError extends Error {
  readonly isOfStyle = true;
}

/**
 * The CSL of a shipped style by its name, or `style` itself where it is the text of a `.csl` file. Throws
 * `StyleError`.
 */
export function styleText(style: string): string {
  const shipped = style.includes('<') ? style : styleFiles.get(knownStyle(style)?.name ?? '');
  if (shipped === undefined) throw new StyleError('is not known');
  if (shipped !== style) return shipped;
  const fault = faultOfStyle(style);
  if (fault) throw new StyleError(`cannot be used: line ${fault.line}: ${fault.message}`);
  return style;
}

/** The locale that speaks a language: the same, else one of the same language; undefined for neither. */
export function localeFor(language: string): string | undefined {
  const exact = locales.has(language) ? language : undefined;
  const prefix = `${language.toLowerCase().split(/[-_]/)[0]}-`;
  return exact ?? [...locales.keys()].find((tag) => tag.toLowerCase().startsWith(prefix));
}

/** The locale for a language tag: the same, else one of the same language, else American English. */
export const localeText = (language: string): string => locales.get(localeFor(language) ?? 'en-US')!;
