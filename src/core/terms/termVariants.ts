import type { Span } from '../../base/span.ts';
import type { Manuscript, Scope } from '../manuscript/types.ts';
import type { Problem } from '../problem.ts';
import { findDefinitions } from './abbreviations.ts';
import { groupBy } from './groupBy.ts';
import { findTerms } from './manuscriptTerms.ts';
import { singularShort } from './shortForm.ts';
import type { TermIndex } from './termIndex.ts';
import type { TermMention } from './types.ts';
import { lastWordOf, plurals, singular, spellingKey } from './variants.ts';

/** One use of a term in a spelling that the manuscript uses less than another. */
export interface VariantUse extends Span {
  readonly term: string;
  readonly text: string;
  /** What to write instead, with the number and the capital of the text. */
  readonly instead: string;
}

interface Use extends Span {
  readonly text: string;
  /** The spelling without number and case of the first letter. */
  readonly spelling: string;
}

const cache = new WeakMap<Manuscript, WeakMap<TermIndex, readonly VariantUse[]>>();

/**
 * Where a manuscript mixes spellings of one term: two short forms (NMDAR, NMDA-R), a short form and a label that holds
 * half of it (NMDA receptor), two spellings of one label (grey matter, gray matter). Synonyms are no variants. The
 * abstract is judged by itself; titles, headings and definitions are left alone.
 */
export function findVariants(manuscript: Manuscript, index: TermIndex): readonly VariantUse[] {
  let ofManuscript = cache.get(manuscript);
  if (!ofManuscript) cache.set(manuscript, (ofManuscript = new WeakMap()));
  let found = ofManuscript.get(index);
  if (!found) ofManuscript.set(index, (found = collectVariants(manuscript, index)));
  return found;
}

export function checkTermVariants(manuscript: Manuscript, index: TermIndex): Problem[] {
  return findVariants(manuscript, index).map(({ start, end, text, instead }) => ({
    start,
    end,
    code: 'term-variant',
    message: `“${text}” is written in more than one way in this manuscript. It is mostly “${instead}”; use one of them throughout.`,
  }));
}

function collectVariants(manuscript: Manuscript, index: TermIndex): readonly VariantUse[] {
  const defined = findDefinitions(manuscript)
    .map(({ whole }) => whole)
    .sort((a, b) => a.start - b.start);
  const shorts = new Map(
    index.terms.map(({ pack, term }) => [`${pack.id} ${term.id}`, term.shortForms ?? []]),
  );
  const shortsOf = ({ pack, id }: TermMention) => shorts.get(`${pack} ${id}`) ?? [];
  const forms = new Map<string, { readonly family: string; readonly spelling: string }>();
  const groups = new Map<string, Use[]>();
  const terms = findTerms(index, manuscript);
  let next = 0;
  manuscript.blocks.forEach(({ body }, number) => {
    const part = partOf(body.scope);
    if (part === undefined) return;
    for (const mention of terms.inBlock(number)) {
      while (next < defined.length && defined[next]!.end <= mention.start) next++;
      if (next < defined.length && defined[next]!.start < mention.end) continue;
      const { text, start, end } = mention;
      const name = `${mention.pack} ${mention.id} ${mention.form} ${text}`;
      let form = forms.get(name);
      if (!form) {
        const family = familyOf(text, mention.form, shortsOf(mention));
        forms.set(
          name,
          (form = { family: JSON.stringify([mention.pack, mention.id, family]), spelling: spellingOf(text) }),
        );
      }
      const key = part + form.family;
      const use = { start, end, text, spelling: form.spelling };
      const group = groups.get(key);
      if (group) group.push(use);
      else groups.set(key, [use]);
    }
  });
  const out: VariantUse[] = [];
  const taken = new Set<number>();
  for (const [key, uses] of groups) {
    const bySpelling = groupBy(uses, ({ spelling }) => spelling);
    if (bySpelling.size < 2) continue;
    const preferred = mostUsed(bySpelling);
    for (const use of uses) {
      if (use.spelling === preferred.spelling || taken.has(use.start)) continue;
      taken.add(use.start);
      out.push({
        start: use.start,
        end: use.end,
        text: use.text,
        term: key,
        instead: likeText(preferred.phrase, use.text),
      });
    }
  }
  return out.sort((a, b) => a.start - b.start);
}

const partOf = (scope: Scope): string | undefined =>
  scope === 'title' || scope === 'heading' ? undefined : scope === 'abstract' ? 'abstract' : 'text';

/**
 * Spellings are compared within a family: the short forms of a term and the labels that shorten half of it (NMDAR, NMDA-R,
 * NMDA receptor; fMRI, functional MRI) are one; other labels are of the family of their letters, whatever the receptor is
 * called inside them (NMDAR antagonist, NMDA receptor antagonist).
 */
function familyOf(text: string, form: 'label' | 'short', shorts: readonly string[]): string {
  if (form === 'short') return '';
  const condensed = condense(text);
  if (shorts.some((short) => singularShort(short).replaceAll('-', '').toLowerCase() === condensed)) return '';
  return spellingKey(text.replace(/(?<!\p{L})(\p{Lu}{3,12})(?:R|[- ]R|[- ]receptor)s?(?!\p{L})/u, '$1'));
}

/** "NMDA receptor" → "nmdar": words with capitals inside as they are, of others the initial. Words alone give "". */
function condense(text: string): string {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isAcronym = (word: string): boolean => /\p{Lu}.*[\p{Lu}\d]|\p{Ll}\p{Lu}/u.test(word);
  if (!words.some(isAcronym)) return '';
  return words
    .map((word) => (isAcronym(word) ? word : word.charAt(0)))
    .join('')
    .toLowerCase();
}

/** In the singular, with plain spaces and hyphens. */
function singularPhrase(text: string): string {
  const plain = text.replace(/[\s~]+/g, ' ').replace(/[\u2010-\u2013]/g, '-');
  const last = lastWordOf(plain);
  if (/\p{Lu}/u.test(last.slice(1))) return singularShort(plain);
  return plain.slice(0, plain.length - last.length) + (singular(last) ?? last);
}

/** The spelling without number, and without the capitals of sentences and titles. */
const spellingOf = (text: string): string =>
  singularPhrase(text).replace(/(?<!\p{L})\p{Lu}\p{Ll}+(?!\p{L})/gu, (word) => word.toLowerCase());

/** The commonest spelling, as it stands in the singular where no sentence starts; of two equally common ones the earlier. */
function mostUsed(bySpelling: ReadonlyMap<string, readonly Use[]>): {
  readonly spelling: string;
  readonly phrase: string;
} {
  let best: readonly Use[] = [];
  for (const uses of bySpelling.values()) {
    if (uses.length > best.length || (uses.length === best.length && uses[0]!.start < best[0]!.start))
      best = uses;
  }
  const model = best.find(({ text }) => /^\p{Ll}/u.test(text)) ?? best[0]!;
  return { spelling: model.spelling, phrase: singularPhrase(model.text) };
}

/** A phrase in the singular, with the number and the capital of the text that it replaces. */
function likeText(phrase: string, text: string): string {
  const last = lastWordOf(phrase);
  const isPlural = singularPhrase(text).length < text.replace(/[\s~]+/g, ' ').length;
  const numbered = isPlural
    ? phrase.slice(0, phrase.length - last.length) + (plurals(last)[0] ?? last)
    : phrase;
  const isCapital = /^\p{Lu}\p{Ll}/u.test(text) && /^\p{Ll}+(?:[^\p{L}]|$)/u.test(numbered);
  return isCapital ? numbered.charAt(0).toUpperCase() + numbered.slice(1) : numbered;
}
