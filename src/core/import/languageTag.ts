/** MEDLINE says `eng`; BCP 47 says `en`. */
const medline: Readonly<Record<string, string>> = {
  eng: 'en',
  ger: 'de',
  fre: 'fr',
  spa: 'es',
  ita: 'it',
  por: 'pt',
  dut: 'nl',
};

/** A language as BCP 47 writes it, from `EN`, `en_US` or `eng`; undefined where a file names none. */
export function languageTag(named: string | undefined): string | undefined {
  const [, language, rest = ''] = /^([a-z]{2,3})((?:[-_][a-z0-9]{1,8})*)$/i.exec(named?.trim() ?? '') ?? [];
  if (language === undefined) return undefined;
  const code = language.toLowerCase();
  return (medline[code] ?? code) + rest.replaceAll('_', '-');
}
