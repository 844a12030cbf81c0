import type { BlockBody } from '../../manuscript/types.ts';
import { BlockValues } from '../blocks.ts';
import { proseOf } from '../prose.ts';
import { canBeDefined, needsPerfectFit, singularShort } from './shortForm.ts';

/**
 * Short forms that a block explains in a way that gives no long form to go by: alone in a bracket behind words that hold
 * most of their letters, or before an equal sign or a colon. They need no explanation, and nothing else is said of them.
 */
export const hintsOfBlocks = new BlockValues(findHints);

const bracketed = /\(\s?([\p{L}\p{N}][\p{L}\p{N}+*'’/‐‑–-]{1,14})(?:[,;:][^()]{0,80})?\)/gu;
/** "KS = Kolmogorov-Smirnov test", "FFN: a feed-forward network". */
const explainedBehind = /(?<![\p{L}\p{N}-])([\p{L}\p{N}-]{2,12})\s?[=:]\s(?:an? |the )?(\p{L})\p{L}/gu;
/** How far back the words may stand. */
const reach = 90;

function findHints(body: BlockBody): ReadonlySet<string> {
  const { text } = proseOf(body);
  const found = new Set<string>();
  for (const { 1: form, index } of text.matchAll(bracketed)) {
    if (!canBeDefined(form!) || needsPerfectFit(form!)) continue;
    const before = text.slice(Math.max(0, index - reach), index);
    if (![form!, ...form!.split('/')].some((one) => holdsLetters(before, one))) continue;
    for (const part of [form!, ...form!.split(/[-‐‑–/]/)])
      if (part.length > 1) found.add(singularShort(part));
  }
  for (const { 1: form, 2: initial } of text.matchAll(explainedBehind)) {
    const isSame = form!.charAt(0).toLowerCase() === initial!.toLowerCase();
    if (isSame && canBeDefined(form!) && !needsPerfectFit(form!)) found.add(singularShort(form!));
  }
  return found;
}

/** Whether one of the last words begins with the first letter, and the words from there with most of all, in order. */
function holdsLetters(text: string, form: string): boolean {
  const letters = form.toLowerCase().replace(/[^\p{L}]/gu, '');
  if (letters.length < 3) return false;
  const phrase = text.slice(Math.max(...[...'.;:!?(\u0001'].map((mark) => text.lastIndexOf(mark))) + 1);
  const initials = [...phrase.toLowerCase().matchAll(/(?<!\p{L})\p{L}/gu)].map(([letter]) => letter);
  const last = initials.slice(-letters.length - 4);
  return last.some((initial, first) => {
    if (initial !== letters[0]) return false;
    let held = 0;
    let at = 0;
    for (const letter of last.slice(first)) {
      const next = letters.indexOf(letter, at);
      if (next < 0) continue;
      held++;
      at = next + 1;
    }
    return held >= 0.7 * letters.length;
  });
}
