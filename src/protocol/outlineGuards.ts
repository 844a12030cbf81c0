/**
 * Whether a message between the outline view and the extension has the shape it should. Both sides ask before
 * they look inside, for a message is data from elsewhere. Linear in the size of the message; extra members do
 * no harm.
 */
import {
  type FoundItem,
  type FromOutline,
  limitKinds,
  type ManuscriptLimit,
  type ManuscriptOutline,
  type ManuscriptSection,
  type OutlineData,
  outlineActions,
  type PaperOutline,
  type PaperSection,
  type PaperTerm,
  type PaperWork,
  type PrintedReference,
  queryLimit,
  type ReferencesData,
  type ToOutline,
} from './outline.ts';

type Guard<T> = (value: unknown) => value is T;
type Shape<T> = { readonly [K in keyof T]-?: Guard<T[K]> };

const isString = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);
const isCount = (value: unknown): value is number => isWhole(value) && value >= 0;
/** The number of a section, or -1 for what stands before the first heading. */
const isSectionNumber = (value: unknown): value is number => isWhole(value) && value >= -1;

function nullable<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

function listOf<T>(guard: Guard<T>): Guard<readonly T[]> {
  return (value): value is readonly T[] => Array.isArray(value) && value.every(guard);
}

function oneOf<T extends string>(...names: readonly T[]): Guard<T> {
  const known = new Set<unknown>(names);
  return (value): value is T => known.has(value);
}

function shape<T>(members: Shape<T>): Guard<T> {
  const checks = Object.entries<Guard<unknown>>(members);
  return (value): value is T => {
    if (typeof value !== 'object' || value === null) return false;
    const record = value as Record<string, unknown>;
    return checks.every(([name, guard]) => guard(record[name]));
  };
}

function anyOf<T>(guards: readonly Guard<T>[]): Guard<T> {
  return (value): value is T => guards.some((guard) => guard(value));
}

const isManuscriptSection = shape<ManuscriptSection>({
  index: isCount,
  level: isCount,
  title: isString,
  line: isCount,
  words: isCount,
  citations: isCount,
  terms: isCount,
  undefinedKeys: isCount,
  undefinedAbbreviations: isCount,
  uncitedParagraphs: isCount,
});

const hasManuscriptShape = shape<ManuscriptOutline>({
  title: isString,
  fileName: isString,
  words: isCount,
  limits: listOf(shape<ManuscriptLimit>({ of: oneOf(...limitKinds), count: isCount, limit: isCount })),
  sections: listOf(isManuscriptSection),
});

/** The sections are numbered by their place, so that a number found elsewhere can be looked up. */
const isManuscriptOutline = (value: unknown): value is ManuscriptOutline =>
  hasManuscriptShape(value) && value.sections.every((section, place) => section.index === place);

const isPaperOutline = shape<PaperOutline>({
  pack: isString,
  title: isString,
  citation: isString,
  doi: nullable(isString),
  referencesStated: nullable(isCount),
  referencesShown: nullable(isCount),
  imported: isBoolean,
  sections: listOf(
    shape<PaperSection>({
      id: isString,
      title: isString,
      extent: oneOf('full', 'snippet', 'partial-list'),
      works: listOf(isString),
      terms: listOf(isString),
      facts: listOf(isString),
    }),
  ),
  works: listOf(
    shape<PaperWork>({
      id: isString,
      citation: isString,
      title: isString,
      container: isString,
      year: nullable(isWhole),
      doi: nullable(isString),
      key: nullable(isString),
      listed: isBoolean,
      citedIn: listOf(isSectionNumber),
      mentioned: isBoolean,
      uncertain: isBoolean,
    }),
  ),
  terms: listOf(
    shape<PaperTerm>({
      id: isString,
      label: isString,
      short: nullable(isString),
      category: isString,
      definition: nullable(isString),
      uses: isCount,
      usedIn: listOf(isSectionNumber),
    }),
  ),
});

const isOutlineData: Guard<OutlineData> = shape<OutlineData>({
  revision: isWhole,
  manuscript: nullable(isManuscriptOutline),
  papers: listOf(isPaperOutline),
});

const isFoundItem: Guard<FoundItem> = anyOf<FoundItem>([
  shape<Extract<FoundItem, { kind: 'section' }>>({ kind: oneOf('section'), index: isCount }),
  shape<Exclude<FoundItem, { kind: 'section' }>>({
    kind: oneOf('paper-section', 'work', 'term'),
    pack: isString,
    id: isString,
  }),
]);

type ToOutlineOf<Type extends ToOutline['type']> = Extract<ToOutline, { type: Type }>;
type Target<Kind extends string> = Extract<ToOutlineOf<'focus'>['target'], { kind: Kind }>;

const toOutline: { readonly [Type in ToOutline['type']]: Guard<ToOutlineOf<Type>> } = {
  data: shape<ToOutlineOf<'data'>>({ type: oneOf('data'), data: isOutlineData }),
  cursor: shape<ToOutlineOf<'cursor'>>({ type: oneOf('cursor'), section: nullable(isSectionNumber) }),
  found: shape<ToOutlineOf<'found'>>({ type: oneOf('found'), request: isCount, items: listOf(isFoundItem) }),
  failed: shape<ToOutlineOf<'failed'>>({ type: oneOf('failed'), message: isString }),
  references: shape<ToOutlineOf<'references'>>({
    type: oneOf('references'),
    references: nullable(
      shape<ReferencesData>({
        style: isString,
        message: isString,
        list: listOf(
          shape<PrintedReference>({
            key: isString,
            runs: listOf(
              shape<PrintedReference['runs'][number]>({ text: isString, marks: listOf(isString) }),
            ),
            citations: isCount,
            lacks: listOf(isString),
          }),
        ),
      }),
    ),
  }),
  focus: shape<ToOutlineOf<'focus'>>({
    type: oneOf('focus'),
    target: anyOf<ToOutlineOf<'focus'>['target']>([
      shape<Target<'filter'>>({ kind: oneOf('filter') }),
      shape<Target<'pack'>>({ kind: oneOf('pack'), pack: isString }),
      shape<Target<'paper-section'>>({ kind: oneOf('paper-section'), pack: isString, section: isString }),
      shape<Target<'work'>>({ kind: oneOf('work'), pack: isString, work: isString }),
      shape<Target<'term'>>({ kind: oneOf('term'), pack: isString, term: isString }),
    ]),
  }),
  run: shape<ToOutlineOf<'run'>>({ type: oneOf('run'), action: oneOf(...outlineActions) }),
};

type FromOutlineOf<Type extends FromOutline['type']> = Extract<FromOutline, { type: Type }>;

const fromOutline: { readonly [Type in FromOutline['type']]: Guard<FromOutlineOf<Type>> } = {
  ready: shape<FromOutlineOf<'ready'>>({ type: oneOf('ready') }),
  retry: shape<FromOutlineOf<'retry'>>({ type: oneOf('retry') }),
  'open-sample': shape<FromOutlineOf<'open-sample'>>({ type: oneOf('open-sample') }),
  'first-steps': shape<FromOutlineOf<'first-steps'>>({ type: oneOf('first-steps') }),
  'import-paper': shape<FromOutlineOf<'import-paper'>>({ type: oneOf('import-paper') }),
  reveal: shape<FromOutlineOf<'reveal'>>({
    type: oneOf('reveal'),
    section: isSectionNumber,
    title: isString,
    beside: isBoolean,
  }),
  'insert-citation': shape<FromOutlineOf<'insert-citation'>>({
    type: oneOf('insert-citation'),
    pack: isString,
    work: isString,
  }),
  'insert-term': shape<FromOutlineOf<'insert-term'>>({
    type: oneOf('insert-term'),
    pack: isString,
    term: isString,
  }),
  'add-to-bibliography': shape<FromOutlineOf<'add-to-bibliography'>>({
    type: oneOf('add-to-bibliography'),
    pack: isString,
    work: isString,
  }),
  'open-doi': shape<FromOutlineOf<'open-doi'>>({
    type: oneOf('open-doi'),
    pack: isString,
    work: nullable(isString),
  }),
  'open-pack': shape<FromOutlineOf<'open-pack'>>({
    type: oneOf('open-pack'),
    pack: isString,
    id: nullable(isString),
  }),
  references: shape<FromOutlineOf<'references'>>({ type: oneOf('references'), shown: isBoolean }),
  'next-citation': shape<FromOutlineOf<'next-citation'>>({ type: oneOf('next-citation'), key: isString }),
  find: shape<FromOutlineOf<'find'>>({
    type: oneOf('find'),
    request: isCount,
    query: (value): value is string => isString(value) && value !== '' && value.length <= queryLimit,
  }),
};

/** Looks a message's guard up by its own type; `hasOwn` keeps `constructor` and its like out. */
function messageGuard<T>(guards: Readonly<Record<string, Guard<unknown>>>): Guard<T> {
  return (value): value is T => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return false;
    const type = value.type;
    return isString(type) && Object.hasOwn(guards, type) && (guards[type]?.(value) ?? false);
  };
}

/** Extension → view. */
export const isToOutline: Guard<ToOutline> = messageGuard<ToOutline>(toOutline);

/** View → extension. */
export const isFromOutline: Guard<FromOutline> = messageGuard<FromOutline>(fromOutline);
