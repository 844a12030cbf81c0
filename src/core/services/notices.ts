import { normaliseDoi } from '../bibliography/identity.ts';
import { isRetractedTitle, isWithdrawnTitle } from '../bibliography/retraction.ts';

/** What was published about a work later, the worst first. */
const kinds = [
  'retraction',
  'removal',
  'withdrawal',
  'partial-retraction',
  'concern',
  'reinstatement',
  'correction',
] as const;

export interface Notice {
  readonly kind: (typeof kinds)[number];
  /** The DOI of the notice itself. */
  readonly doi?: string;
  /** The year that it was published in. */
  readonly year?: number;
}

/** The work as a whole is not to be relied on any more. */
export const isTakenBack = ({ kind }: Notice): boolean =>
  kind === 'retraction' || kind === 'removal' || kind === 'withdrawal';

const patterns: readonly (readonly [kind: Notice['kind'], pattern: RegExp])[] = [
  ['partial-retraction', /^partial(?:ly)? (?:retraction|retracted|withdrawal|withdrawn|removal|removed)\b/],
  ['retraction', /^(?:retraction|retracted)\b/],
  ['withdrawal', /^(?:withdrawal|withdrawn)\b/],
  ['removal', /^(?:temporary )?(?:removal|removed)\b/],
  ['concern', /\bconcern\b/],
  ['reinstatement', /^(?:reinstatement|reinstated)\b/],
  [
    'correction',
    /^(?:correct(?:ion|ed and republished)|corrigendum|corrigenda|erratum|errata|publishers? (?:correction|note)|author correction|clarification)\b/,
  ],
];

/**
 * What holds now of notices with their days (`20210507`): what was taken back and reinstated later is not
 * taken back any more. Where a day is not known both are told.
 */
export function standing(
  dated: readonly (Notice & { readonly day: number | undefined })[],
): readonly Notice[] {
  const reinstated = dated.flatMap(({ kind, day }) => (kind === 'reinstatement' ? (day ?? []) : []));
  const last = Math.max(...reinstated, 0);
  const isBack = (notice: Notice): boolean => isTakenBack(notice) || notice.kind === 'partial-retraction';
  const undone = dated.filter((notice) => isBack(notice) && notice.day !== undefined && notice.day <= last);
  // Two sources may tell of one notice, and one of them without its day.
  const isUndone = (notice: Notice & { readonly day: number | undefined }): boolean =>
    isBack(notice) &&
    undone.some((other) => other === notice || (notice.day === undefined && other.doi === notice.doi));
  return dated.filter((notice) => !isUndone(notice)).map(({ day: _day, ...notice }) => notice);
}

/** The kind of Crossref's types of updates and of PubMed's links, however they are spelled. */
export function noticeKind(type: string): Notice['kind'] | undefined {
  const words = noticeWords(type);
  return patterns.find(([, pattern]) => pattern.test(words))?.[0];
}

/** “PartialRetractionIn” and “partial_retraction” as words. */
export const noticeWords = (type: string): string =>
  type
    .slice(0, 200)
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();

/** What a title says that its publisher renamed. */
export function titleNotices(title: string): readonly Notice[] {
  if (!isRetractedTitle(title)) return [];
  return [{ kind: isWithdrawnTitle(title) ? 'withdrawal' : 'retraction' }];
}

/**
 * One notice of each work that gave it, the worst kinds first. One that says no more than its kind adds
 * nothing to another that says as much.
 */
export function sortedNotices(notices: readonly Notice[]): readonly Notice[] {
  const seen = new Set<string>();
  const isTold = (bare: Notice): boolean =>
    notices.some(
      (other) => !isBare(other) && (other.kind === bare.kind || (isTakenBack(bare) && isTakenBack(other))),
    );
  return kinds.flatMap((kind) =>
    notices.filter((notice) => {
      const name = `${kind} ${normaliseDoi(notice.doi) ?? ''}`;
      if (notice.kind !== kind || seen.has(name) || (isBare(notice) && isTold(notice))) return false;
      seen.add(name);
      return true;
    }),
  );
}

const isBare = ({ doi, year }: Notice): boolean => doi === undefined && year === undefined;

const texts: Readonly<Record<Notice['kind'], string>> = {
  retraction: 'was retracted',
  removal: 'was removed by its publisher',
  withdrawal: 'was withdrawn',
  'partial-retraction': 'was retracted in part',
  concern: 'has an expression of concern',
  reinstatement: 'was reinstated after it had been taken back',
  correction: 'has a correction',
};

/** As a message says it: “was retracted (10.1016/x, 2021)”. */
export function noticeText({ kind, doi, year }: Notice): string {
  const where = [doi, year].filter((part) => part !== undefined).join(', ');
  return where === '' ? texts[kind] : `${texts[kind]} (${where})`;
}
