import type { TextEdit } from '../../../base/edit.ts';
import type { Span } from '../../../base/span.ts';
import { plainFor } from '../../manuscript/plainText.ts';
import type { Manuscript } from '../../manuscript/types.ts';
import type { Problem } from '../../problem.ts';
import { withArticle } from '../article.ts';
import type { Spelling } from '../britishSpelling.ts';
import { withMarkup } from '../markupSpan.ts';
import { asInSentence } from '../sentenceCase.ts';
import { singularPhrase } from '../spellings.ts';
import type { TermIndex } from '../termIndex.ts';
import { findVariants } from '../termVariants.ts';
import { lastWordOf, plurals } from '../variants.ts';
import { expansionIn } from './checks.ts';
import { abbreviationListFix } from './list.ts';
import { type Definition, findAbbreviations } from './manuscriptAbbreviations.ts';

/** A way to fix a problem. */
export interface AbbreviationFix {
  readonly title: string;
  readonly edits?: readonly TextEdit[];
  /** A short form to add to the user's allow-list, in place of edits. */
  readonly allow?: string;
  /** True for the one that fixes it without asking anything else of the author. */
  readonly preferred?: boolean;
}

type ProblemPlace = Pick<Problem, 'code' | 'start' | 'end'>;

/** The fixes of a problem that `checkAbbreviations` gave for this manuscript. None for other problems. */
export function abbreviationFixes(
  manuscript: Manuscript,
  problem: ProblemPlace,
  index: TermIndex,
  spelling?: Spelling,
): readonly AbbreviationFix[] {
  if (!problem.code.startsWith('abbreviation-')) return [];
  const fixes = fixesOf(manuscript, index, problem, spelling);
  const list = abbreviationListFix(manuscript);
  return list ? [...fixes, list] : fixes;
}

function fixesOf(
  manuscript: Manuscript,
  index: TermIndex,
  problem: ProblemPlace,
  spelling: Spelling | undefined,
): readonly AbbreviationFix[] {
  const found = findAbbreviations(manuscript);
  const definition = found.definitions.find((one) => isAt(one, problem));
  switch (problem.code) {
    case 'abbreviation-undefined': {
      const use = [...found.unexplained, ...found.uses].find((one) => isAt(one, problem));
      if (!use) return [];
      const own = found.definitions.find(({ key }) => key === use.key);
      const long = own?.long ?? expansionIn(manuscript, index, use.key, spelling);
      const allow = { title: `Allow “${use.key}” without explanation`, allow: use.key };
      return long === undefined
        ? [allow]
        : [expand(manuscript, index, use, own ?? { key: use.key, long }), allow];
    }
    case 'abbreviation-used-before-definition': {
      const use = found.uses.find((one) => isAt(one, problem));
      const later =
        use && found.definitions.find((one) => one.key === use.key && one.unit === use.unit && !one.listed);
      if (!use || !later || later.isJoined) return [];
      const first = expand(manuscript, index, use, later);
      return [
        {
          ...first,
          title: `${first.title}, and use the short form later`,
          edits: [...first.edits, contract(manuscript, later)],
        },
      ];
    }
    case 'abbreviation-redefined':
      return definition && !definition.isJoined
        ? [
            {
              title: `Use “${definition.key}” alone`,
              edits: [contract(manuscript, definition)],
              preferred: true,
            },
          ]
        : [];
    case 'abbreviation-conflict': {
      const first = definition && found.definitions.find(({ key }) => key === definition.key);
      return first && first !== definition ? [sayAsFirst(manuscript, definition, first)] : [];
    }
    case 'abbreviation-unused':
      return definition && !definition.isJoined ? [removeShort(manuscript, definition)] : [];
    case 'abbreviation-expanded-again': {
      const long = found.expansions.find((one) => isAt(one, problem));
      if (!long) return [];
      const text = manuscript.text.slice(long.start, long.end);
      const own = found.definitions.find(({ key, block }) => key === long.key && block >= 0);
      const key = own?.short === long.key ? writtenAs(manuscript, own) : long.key;
      const short = isPlural(text, long.key, found.definitions) ? `${key}s` : key;
      return [
        {
          title: `Replace by “${short}”`,
          edits: [withArticle(manuscript.text, { ...withMarkup(manuscript.text, long), text: short })],
          preferred: true,
        },
      ];
    }
    default:
      return [];
  }
}

/**
 * The fixes of a problem that `checkTermVariants` gave for this manuscript: this place, and all. None for
 * other problems.
 */
export function termVariantFixes(
  manuscript: Manuscript,
  problem: ProblemPlace,
  index: TermIndex,
): readonly AbbreviationFix[] {
  if (problem.code !== 'term-variant') return [];
  const variants = findVariants(manuscript, index);
  const here = variants.find((one) => isAt(one, problem));
  if (!here) return [];
  const edit = ({ start, end, instead }: (typeof variants)[number]): TextEdit =>
    withArticle(manuscript.text, {
      ...withMarkup(manuscript.text, { start, end }),
      text: plainFor(manuscript.syntax, instead),
    });
  const all = variants.filter(({ term }) => term === here.term);
  const one: AbbreviationFix = {
    title: `Replace by “${here.instead}”`,
    edits: [edit(here)],
    preferred: true,
  };
  if (all.length < 2) return [one];
  return [one, { title: `Replace all ${all.length} by “${here.instead}”`, edits: all.map(edit) }];
}

/** What a short form stands for: a definition of the manuscript, or what a pack has. */
type Meaning = Pick<Definition, 'key' | 'long'> & Partial<Definition>;

/** "NMDARs" → "N-methyl-D-aspartate receptors (NMDARs)"; in brackets, with the other kind of bracket. */
function expand(manuscript: Manuscript, index: TermIndex, use: Span, meaning: Meaning) {
  const written = writtenAs(manuscript, use);
  const numbered = inNumberOf(written, meaning);
  const phrase = asInSentence(manuscript, index, use, numbered);
  const [open, close] = isBracketed(manuscript.text, use.start) ? ['[', ']'] : ['(', ')'];
  const marked = phrase === meaning.long ? markedUp(manuscript, meaning) : undefined;
  return {
    title: `Spell out: “${phrase} ${open}${written}${close}”`,
    edits: [
      withArticle(manuscript.text, {
        ...withMarkup(manuscript.text, use),
        text: `${marked ?? plainFor(manuscript.syntax, phrase)} ${open}${written}${close}`,
      }),
    ],
    preferred: true,
  };
}

/** The long form in the number of a short form as it stands in the text. */
function inNumberOf(written: string, { key, long, short }: Meaning): string {
  const isPlural = /[A-Za-z0-9]s$/.test(written) && !key.endsWith('s');
  if (isPlural) return /s$/.test(long) ? long : pluralPhrase(long);
  return short !== undefined && short === `${key}s` ? singularPhrase(long) : long;
}

/** The long form with the author's markup, where it is one line without a bracket. */
function markedUp(manuscript: Manuscript, { longSpan, listed }: Meaning): string | undefined {
  if (!longSpan || listed) return undefined;
  const written = writtenAs(manuscript, longSpan);
  return /[()\n@%]/.test(written) ? undefined : written;
}

const contract = (manuscript: Manuscript, definition: Definition): TextEdit =>
  withArticle(manuscript.text, {
    ...withMarkup(manuscript.text, definition.whole),
    text: writtenAs(manuscript, definition),
  });

/** A phrase as the author marked it up: `GABA~A~`, not "GABAA". */
function writtenAs({ text }: Manuscript, span: Span): string {
  const { start, end } = withMarkup(text, span);
  return text.slice(start, end);
}

/**
 * Of two expansions the first one here too. Right where both mean the same in other words; where they do not,
 * another short form must be thought of, which nobody can do for the author. So it is offered, and never as
 * the preferred fix.
 */
function sayAsFirst(manuscript: Manuscript, { longSpan }: Definition, { long }: Definition): AbbreviationFix {
  const { start, end } = withMarkup(manuscript.text, longSpan);
  const inSentence = /^\p{Ll}/u.test(manuscript.text.slice(start, end)) && /^\p{Lu}\p{Ll}/u.test(long);
  const phrase = inSentence ? long.charAt(0).toLowerCase() + long.slice(1) : long;
  return {
    title: `If both mean the same: write “${phrase}” here too`,
    edits: [{ start, end, text: plainFor(manuscript.syntax, phrase) }],
  };
}

function removeShort(manuscript: Manuscript, definition: Definition): AbbreviationFix {
  return {
    title: `Remove “${definition.short}”`,
    edits: [
      {
        ...withMarkup(manuscript.text, definition.whole),
        text: writtenAs(manuscript, definition.longSpan),
      },
    ],
    preferred: true,
  };
}

function pluralPhrase(long: string): string {
  const last = lastWordOf(long);
  return long.slice(0, long.length - last.length) + (plurals(last)[0] ?? last);
}

function isPlural(text: string, key: string, definitions: readonly Definition[]): boolean {
  if (!/s$/.test(text)) return false;
  return (
    definitions.some((one) => one.key === key && !/s$/.test(one.long)) ||
    definitions.some((one) => one.key === key && one.short !== key)
  );
}

/** Whether an opening round bracket of the same sentence is still open. Looks back 300 characters at most. */
function isBracketed(text: string, at: number): boolean {
  for (let offset = at - 1; offset >= Math.max(0, at - 300); offset--) {
    const character = text[offset];
    if (character === ')' || character === '\n') return false;
    if (character === '(') return true;
  }
  return false;
}

const isAt = (one: Span, place: Span): boolean => one.start === place.start && one.end === place.end;
