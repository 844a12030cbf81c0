/**
 * Headings that articles share, with the section's id and its `sec-type` in JATS (null where JATS has none).
 */
const known: readonly (readonly [heading: RegExp, id: string, secType: string | null])[] = [
  [
    /^(?:abstract|summary|resumo|resumen|résumé|zusammenfassung|samenvatting|riassunto)$/,
    'abstract',
    'abstract',
  ],
  [
    /^(?:introduction|background|introdução|introducción|einleitung|einführung|introduzione|inleiding)$/,
    'intro',
    'intro',
  ],
  [
    /^(?:online |star\W{0,3})?(?:(?:materials?|patients?|subjects?|participants?) and )?methods?(?: and materials?)?$|^methodology$|^experimental(?: (?:procedures?|section))?$|^(?:materia(?:l|is|les) [ey] )?m[ée]todos?$|^matériels? et méthodes$|^methodik$|^methoden$|^metodologia$|^metodología$/,
    'methods',
    'methods',
  ],
  [/^results?$|^findings$|^resultados$|^résultats$|^ergebnisse$|^risultati$/, 'results', 'results'],
  [/^results? and discussions?$|^resultados [ey] discus(?:ão|são|ión)$/, 'results', 'results|discussion'],
  [
    /^discussions?$|^general discussion$|^comment$|^discussão$|^discusión$|^diskussion$|^discussione$/,
    'discussion',
    'discussion',
  ],
  [
    /^(?:conclusions?|concluding remarks)(?: and .{1,60})?$|^discussion and conclusions?$|^conclus(?:ão|ões|ión|iones|ioni?)$|^considerações finais$|^consideraciones finales$|^schlussfolgerung(?:en)?$|^fazit$/,
    'conclusions',
    'conclusions',
  ],
  [/^(?:case (?:report|presentation|description|study|series)|cases)$/, 'cases', 'cases'],
  [/^acknowledge?ments?$|^agradecimentos?$|^agradecimientos?$|^remerciements$|^danksagung$/, 'ack', 'ack'],
  [
    /^(?:declarations? of |statements? of )?(?:conflicts?|competing|declaration|disclosure)(?: of)?(?: financial)?(?: (?:competing )?interests?)?(?: (?:statements?|disclosures?))?$|^(?:financial )?disclosures?$/,
    'coi',
    'COI-statement',
  ],
  [/^(?:list of )?abbreviations(?: used)?$|^glossary$|^nomenclature$/, 'abbreviations', 'glossary'],
  [
    /^supplement(?:ary|al) (?:materials?|data|information)$|^supporting information$|^appendix(?: [a-z0-9])?\.?(?: supplementary (?:data|materials?))?$/,
    'supplement',
    'supplementary-material',
  ],
  [
    /^(?:funding|role of (?:the )?funding sources?|financial support|funding sources?|funding statement)$/,
    'funding',
    null,
  ],
  [
    /^(?:author contributions?|authors['’] contributions?|contributors|credit author(?:ship)? (?:contribution )?statement)$/,
    'contributions',
    null,
  ],
  [/^(?:data availability(?: statement)?|availability of data(?: and materials)?)$/, 'data', null],
  [
    /^(?:compliance with )?ethic(?:s|al) (?:statements?|approval|standards?|considerations?)(?: and consent to participate)?$/,
    'ethics',
    null,
  ],
  [/^(?:limitations?|strengths and limitations|limitations and future directions)$/, 'limitations', null],
  [/^highlights$/, 'highlights', null],
  [
    /^(?:references|bibliography|literature cited|literatura citada|works cited|references cited|references (?:and|&) notes|notes and references|reference list|lista de referências|referências(?: bibliográficas)?|referencias(?: bibliográficas)?|références(?: bibliographiques)?|bibliografía|bibliografia|bibliographie|literatur(?:verzeichnis)?|quellen)$/,
    'references',
    'ref-list',
  ],
];

/** A heading without its number: "2.1. Participants" is "Participants". */
export const withoutNumber = (heading: string): string =>
  heading.replace(/^(?:\d{1,2}(?:\.\d{1,2}){0,4}\.?|[IVX]{1,5}\.|[A-Z]\.)\s+(?=\S)/u, '');

export interface KnownHeading {
  readonly id: string;
  readonly secType: string | null;
}

export function knownHeading(heading: string): KnownHeading | undefined {
  const words = withoutNumber(heading).replace(/[:.]$/u, '').trim().toLowerCase();
  if (words.length > 100) return undefined;
  const found = known.find(([pattern]) => pattern.test(words));
  return found && { id: found[1], secType: found[2] };
}

const structuredAbstractLabel =
  /^(?:background|introduction|context|objectives?|aims?|purpose|hypothes[ie]s|importance|design|setting|participants|patients|subjects|interventions?|(?:main )?outcomes?(?: and measures)?|measurements?|methods?|study design|data sources?|results?|findings|conclusions?|interpretation|significance|limitations?|discussion|funding|trial registration|clinical implications|conclusions and relevance)$/i;

/** A part of a structured abstract: not a section of its own. */
export const isAbstractLabel = (text: string): boolean =>
  structuredAbstractLabel.test(text.replace(/[:.]$/u, ''));

/** "Figure 1: …", "Table II": a legend, which is no heading of a section. */
export const isLegendStart = (text: string): boolean =>
  /^(?:fig(?:ure)?s?\.?|tables?|box|scheme|supplementary (?:fig(?:ure)?|table))\s?\.?\s?(?:[A-Z]?\d{1,3}|[IVX]{1,5}\b)/iu.test(
    text,
  );
