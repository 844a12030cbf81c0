import type { Reference } from '../../bibliography/types.ts';
import type { UnnamedReference } from '../article.ts';
import { slugOf } from './slug.ts';

const smallWords = new Set([
  'the',
  'a',
  'an',
  'of',
  'and',
  'in',
  'on',
  'for',
  'with',
  'to',
  'is',
  'are',
  'what',
  'whats',
  'how',
  'does',
  'do',
  'from',
  'by',
  'at',
  'as',
]);

/**
 * Ids for works: family name and year, and where that is not enough the first word of the title that says
 * something, then a number. The same list always gets the same ids.
 */
export class WorkIds {
  readonly #taken = new Set<string>();
  /**
   * The last number given to each id, so that a thousand works of one name cost no more than a thousand
   * steps.
   */
  readonly #numbers = new Map<string, number>();

  /** Gives ids to works that are listed together; those with one author and year all get a word. */
  assign(works: readonly UnnamedReference[], prefix: string): string[] {
    const stems = works.map((work) => stemOf(work, prefix));
    const counts = new Map<string, number>();
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    return works.map((work, index) => {
      const stem = stems[index] ?? prefix;
      const needsWord = (counts.get(stem) ?? 0) > 1 || this.#taken.has(stem) || nameOf(work) === '';
      return this.#take(needsWord ? stem + titleWord(work) : stem);
    });
  }

  #take(id: string): string {
    let free = id;
    while (this.#taken.has(free)) {
      const number = (this.#numbers.get(id) ?? 1) + 1;
      this.#numbers.set(id, number);
      free = `${id}-${number}`;
    }
    this.#taken.add(free);
    return free;
  }
}

function stemOf(work: UnnamedReference, prefix: string): string {
  const name = slugOf(nameOf(work)).replaceAll('-', '');
  const letters = /^[a-z]/.test(name) ? name : prefix;
  return `${letters}${yearOf(work) ?? ''}${work['year-suffix'] === undefined ? '' : String(work['year-suffix'])}`;
}

function nameOf(work: UnnamedReference): string {
  const [first] = work.author ?? work.editor ?? [];
  return first?.family ?? first?.literal ?? '';
}

const titleWord = (work: UnnamedReference): string =>
  slugOf(work.title ?? '')
    .split('-')
    .find((word) => word.length > 1 && !smallWords.has(word)) ?? '';

export const yearOf = (work: UnnamedReference | Reference): number | undefined =>
  work.issued?.['date-parts']?.[0]?.[0];
