import type { Span } from '../../base/span.ts';
import type { Manuscript, Scope } from '../manuscript/types.ts';
import type { Problem } from '../problem.ts';
import { findDefinitions } from './abbreviations.ts';
import { groupBy } from './groupBy.ts';
import { findTerms } from './manuscriptTerms.ts';
import { singularShort } from './shortForm.ts';
import type { TermIndex } from './termIndex.ts';
import { singular, spellingKey } from './variants.ts';

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
  readonly first: number;
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
  const groups = new Map<string, Use[]>();
  const terms = findTerms(index, manuscript);
  let next = 0;
  manuscript.blocks.forEach(({ body }, number) => {
    const part = partOf(body.scope);
    if (part === undefined) return;
    for (const mention of terms.inBlock(number)) {
      while (next < defined.length && defined[next]!.end <= mention.start) next++;
      if (next < defined.length && defined[next]!.start < mention.end) continue;
      const family = familyOf(mention.text, mention.form);
      const key = JSON.stringify([part, mention.pack, mention.id, family]);
      const use = {
        start: mention.start,
        end: mention.end,
        text: mention.text,
        spelling: spellingOf(mention.text),
        first: mention.start,
      };
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
      if (use.spelling === preferred || taken.has(use.start)) continue;
      taken.add(use.start);
      out.push({
        start: use.start,
        end: use.end,
        text: use.text,
        term: key,
        instead: likeText(preferred, use.text),
      });
    }
  }
  return out.sort((a, b) => a.start - b.start);
}

const partOf = (scope: Scope): string | undefined =>
  scope === 'title' || scope === 'heading' ? undefined : scope === 'abstract' ? 'abstract' : 'text';

/**
 * Spellings are compared within a family: all forms that are, or hold, an abbreviation are one; other labels are of the
 * family of their letters.
 */
function familyOf(text: string, form: 'label' | 'short'): string {
  const abbreviated =
    form === 'short' ||
    (/\p{Lu}.*\p{Lu}/u.test(text) && /(?:^|[^\p{L}])\p{L}*\p{Lu}{2,}/u.test(text) && /[a-z]{3}/.test(text));
  return abbreviated ? '' : spellingKey(text);
}

function spellingOf(text: string): string {
  const plain = text.replace(/[\s~]+/g, ' ').replace(/[\u2010-\u2013]/g, '-');
  const last = /\p{L}+$/u.exec(plain)?.[0] ?? '';
  const one = /\p{Lu}/u.test(last.slice(1))
    ? singularShort(plain)
    : plain.slice(0, plain.length - last.length) + (singular(last) ?? last);
  return /^\p{Lu}\p{Ll}/u.test(one) ? one.charAt(0).toLowerCase() + one.slice(1) : one;
}

function mostUsed(bySpelling: ReadonlyMap<string, readonly Use[]>): string {
  let best: readonly Use[] = [];
  for (const uses of bySpelling.values()) {
    if (uses.length > best.length || (uses.length === best.length && uses[0]!.first < best[0]!.first))
      best = uses;
  }
  return best[0]!.spelling;
}

/** The spelling with the number and the capital of the text that it replaces. */
export function likeText(spelling: string, text: string): string {
  const plural = spellingOf(text).length < text.replace(/[\s~]+/g, ' ').length && /s$/.test(text);
  const numbered = plural && !/s$/.test(spelling) ? `${spelling}s` : spelling;
  const capital = /^\p{Lu}\p{Ll}/u.test(text) && /^\p{Ll}+(?:[^\p{L}]|$)/u.test(numbered);
  return capital ? numbered.charAt(0).toUpperCase() + numbered.slice(1) : numbered;
}
