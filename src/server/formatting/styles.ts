/// <reference path="./raw.d.ts" />
import deDE from './locales/locales-de-DE.xml?raw';
import enGB from './locales/locales-en-GB.xml?raw';
import enUS from './locales/locales-en-US.xml?raw';
import esES from './locales/locales-es-ES.xml?raw';
import frFR from './locales/locales-fr-FR.xml?raw';
import ama from './styles/american-medical-association.csl?raw';
import apa from './styles/apa.csl?raw';
import vancouver from './styles/vancouver.csl?raw';

const bundledStyles: ReadonlyMap<string, string> = new Map([
  ['apa', apa],
  ['vancouver', vancouver],
  ['ama', ama],
  ['american-medical-association', ama],
]);

const locales: ReadonlyMap<string, string> = new Map([
  ['en-US', enUS],
  ['en-GB', enGB],
  ['de-DE', deDE],
  ['fr-FR', frFR],
  ['es-ES', esES],
]);

/** The CSL of a bundled style by its name, or `style` itself where it is the text of a `.csl` file. */
export function styleText(style: string): string | undefined {
  return style.includes('<') ? style : bundledStyles.get(style.toLowerCase().replace(/\.csl$/, ''));
}

/** The locale for a language tag: the same, else one of the same language, else American English. */
export function localeText(language: string): string {
  const exact = locales.get(language);
  if (exact !== undefined) return exact;
  const prefix = `${language.toLowerCase().split(/[-_]/)[0]}-`;
  const similar = [...locales].find(([tag]) => tag.toLowerCase().startsWith(prefix));
  return similar?.[1] ?? enUS;
}
