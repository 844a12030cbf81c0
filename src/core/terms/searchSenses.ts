import { labelsOf } from './patterns.ts';
import { type Sense, sensesOf } from './senses.ts';
import type { TermIndex } from './termIndex.ts';
import { spellingKey } from './variants.ts';

/** A label as a search compares it: American spelling, words in the singular, no accents, no case. */
interface Name {
  readonly label: string;
  readonly term: number;
  readonly form: 'label' | 'short';
  readonly words: readonly string[];
  readonly key: string;
}

/**
 * The senses of a phrase, and behind them the terms whose names are near it: that begin with it, that hold
 * its words or the beginnings of them, that differ by a slip of the pen. Likeliest first.
 */
export function searchSenses(index: TermIndex, phrase: string, limit: number): readonly Sense[] {
  const exact = sensesOf(index, phrase);
  const words = wordsOf(phrase).slice(0, maxWords);
  const key = words.join('');
  if (key.length < 2) return exact.slice(0, limit);
  const best = new Map<number, { readonly name: Name; readonly score: number }>();
  for (const name of namesOf(index)) {
    const score = scoreOf(name, words, key);
    const known = best.get(name.term);
    if (score !== undefined && (!known || score < known.score)) best.set(name.term, { name, score });
  }
  const near = [...best.values()]
    .filter(({ name }) => !exact.some(({ term }) => term === index.terms[name.term]!.term))
    .sort((a, b) => a.score - b.score || a.name.label.length - b.name.label.length)
    .map(
      ({ name }): Sense => ({
        ...index.terms[name.term]!,
        form: name.form,
        label: name.label,
        likelihood: 'possible',
        reason: 'near-name',
        elsewhere: [],
      }),
    );
  return [...exact, ...near].slice(0, limit);
}

const maxWords = 8;
/** Longer words than this are compared as they are. */
const maxComparedLength = 30;

/** The smaller the nearer; undefined for what is not near. */
function scoreOf(name: Name, words: readonly string[], key: string): number | undefined {
  if (name.key === key) return 0;
  if (name.key.startsWith(key)) return 1;
  if (words.every((word) => name.words.includes(word))) return 2;
  if (words.every((word) => name.words.some((other) => other.startsWith(word)))) return 3;
  if (key.length >= 3 && name.key.includes(key)) return 4;
  // "ketamin", "hippocampsu": a slip in one word of five letters, or two of nine.
  const allowed = key.length >= 9 ? 2 : key.length >= 5 ? 1 : 0;
  return allowed > 0 && slips(name.key, key, allowed) ? 5 : undefined;
}

const namesFor = new WeakMap<TermIndex, readonly Name[]>();

function namesOf(index: TermIndex): readonly Name[] {
  let names = namesFor.get(index);
  if (!names) {
    names = index.terms.flatMap(({ term }, number) => {
      const hidden = new Set(term.hiddenLabel ?? []);
      const name = (label: string, form: Name['form']): Name => {
        const words = wordsOf(label);
        return { label, term: number, form, words, key: words.join('') };
      };
      return [
        ...(term.shortForms ?? []).map((short) => name(short, 'short')),
        ...labelsOf(term)
          .filter((label) => !hidden.has(label) && label.length <= 120)
          .map((label) => name(label, 'label')),
      ];
    });
    namesFor.set(index, names);
  }
  return names;
}

const wordsOf = (phrase: string): readonly string[] =>
  phrase
    .slice(0, 400)
    .split(/[\s/()[\],-]+/)
    .map(spellingKey)
    .filter((word) => word !== '');

/**
 * Whether two words differ by at most `allowed` letters that are other, missing or too many, or are swapped.
 */
function slips(a: string, b: string, allowed: number): boolean {
  if (Math.abs(a.length - b.length) > allowed || a.length > maxComparedLength || b.length > maxComparedLength)
    return false;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > allowed) return false;
    before = row;
    row = next;
  }
  return row[b.length]! <= allowed;
}
