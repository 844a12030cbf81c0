/** Publishers rename what they retract: “RETRACTED: …”, “[Retracted] …”, “… (Retracted article. See …)”. */
export const isRetractedTitle = (title: string): boolean => retracted.some((pattern) => pattern.test(title));

/** Of those the ones that were withdrawn, often before they were in an issue. */
export const isWithdrawnTitle = (title: string): boolean => withdrawn.test(title);

const withdrawn = /^[\s[({“"*]{0,4}WITHDRAWN\s{0,3}[\])}]?\s{0,3}:/;

const retracted = [
  /^[\s[({“"*]{0,4}retracted(?:[ -](?:article|paper|chapter|study|publication|manuscript))?\s{0,3}(?:[\])}]{1,2}\s{0,3}[:.–—]?|[:.–—])/i,
  // In small letters it may be the first word of any title: “Withdrawn: adolescents who …”.
  withdrawn,
  /[([]\s?retracted(?: (?:article|paper|publication))?(?:[.:;,]\s[^()[\]]{0,200})?[)\]]\.?\s{0,3}$/i,
];

/** The title without what a retraction put before or behind it. */
export const withoutRetraction = (title: string): string =>
  retracted.reduce((left, pattern) => left.replace(pattern, ''), title).trim();
