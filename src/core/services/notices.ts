import { normalizeDoi } from '../bibliography/identity.ts';

/** What was published about a work later. */
export interface Notice {
  readonly kind: 'retraction' | 'concern' | 'correction';
  /** The DOI of the notice itself. */
  readonly doi?: string;
  /** The year that it was published in. */
  readonly year?: number;
}

/** Worst first. */
const kinds = ['retraction', 'concern', 'correction'] as const;

/** The kind of Crossref's types of updates and of PubMed's links, however they are spelled. */
export function noticeKind(type: string): Notice['kind'] | undefined {
  const words = type
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  if (/^(?:partial )?(?:retraction|retracted|withdrawal|withdrawn|removal|removed)\b/.test(words))
    return 'retraction';
  if (/\bconcern\b/.test(words)) return 'concern';
  if (
    /^(?:correction|corrigendum|erratum|errata|publishers? (?:correction|note)|author correction|clarification)\b/.test(
      words,
    )
  )
    return 'correction';
  return undefined;
}

/** One notice of each work that gave it, the worst kinds first. */
export function sortedNotices(notices: readonly Notice[]): readonly Notice[] {
  const seen = new Set<string>();
  return kinds.flatMap((kind) =>
    notices.filter((notice) => {
      const name = `${kind} ${normalizeDoi(notice.doi) ?? ''}`;
      if (notice.kind !== kind || seen.has(name)) return false;
      seen.add(name);
      return true;
    }),
  );
}

/** Publishers rename what they retract: “RETRACTED: …”, “[Retracted] …”, “… (Retracted article. See …)”. */
export const isRetractedTitle = (title: string): boolean => retracted.some((pattern) => pattern.test(title));

const retracted = [
  /^[\s[({“"*]{0,4}retracted(?:[ -](?:article|paper|chapter|study|publication|manuscript))?\s{0,3}(?:[\])}]{1,2}\s{0,3}[:.–—]?|[:.–—])/i,
  // In small letters it may be the first word of any title: “Withdrawn: adolescents who …”.
  /^[\s[({“"*]{0,4}WITHDRAWN\s{0,3}[\])}]?\s{0,3}:/,
  /[([]\s?retracted(?: (?:article|paper|publication))?(?:[.:;,]\s[^()[\]]{0,200})?[)\]]\.?\s{0,3}$/i,
];

/** The title without what a retraction put before or behind it. */
export const withoutRetraction = (title: string): string =>
  retracted.reduce((left, pattern) => left.replace(pattern, ''), title).trim();

/** As a message says it: “was retracted (10.1016/x, 2021)”. */
export function noticeText({ kind, doi, year }: Notice): string {
  const what =
    kind === 'retraction'
      ? 'was retracted'
      : kind === 'concern'
        ? 'has an expression of concern'
        : 'has a correction';
  const where = [doi, year].filter((part) => part !== undefined).join(', ');
  return where === '' ? what : `${what} (${where})`;
}
