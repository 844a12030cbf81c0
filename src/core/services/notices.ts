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
