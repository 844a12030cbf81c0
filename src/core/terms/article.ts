import type { TextEdit } from '../../base/edit.ts';

/** Words that start with a vowel letter and a consonant's sound, and the other way round. */
const consonantSound = /^(?:eu|u(?:ni(?!n)|s[aeu]|tili|biq|rin)|one\b|once\b)/i;
const vowelSound = /^(?:hour|honest|honou?r|heir)/i;
/** Letters whose names start with a vowel: "an NMDAR", "an N-methyl …". */
const vowelNames = /^[AEFHILMNORSX]/;

/** "A" within a sentence is a name: "group A". */
const articleBehind =
  /(?<![\p{L}\p{N}_.-])(an?|An|(?<=(?:^|[.!?]\s{1,3}|\n\s{0,9})[*_]{0,3})A)(\s{1,9}[*_]{0,3})$/u;

/**
 * An edit of English prose that replaces what follows "a" or "an", with the article made to fit: "an RCT"
 * becomes "a randomised controlled trial". Unchanged where no article stands before it, or where the sound
 * cannot be told, as that of a short form that may be spoken as a word.
 */
export function withArticle(text: string, edit: TextEdit): TextEdit {
  const before = text.slice(Math.max(0, edit.start - 24), edit.start);
  const [, article, space] = articleBehind.exec(before) ?? [];
  const vowel = article === undefined ? undefined : startsWithVowel(edit.text);
  if (article === undefined || space === undefined || vowel === undefined || vowel === article.length > 1)
    return edit;
  const start = edit.start - article.length - space.length;
  return { start, end: edit.end, text: `${article.charAt(0)}${vowel ? 'n' : ''}${space}${edit.text}` };
}

function startsWithVowel(phrase: string): boolean | undefined {
  const word = /^[*_]{0,3}(\p{L}[\p{L}\p{N}]*)/u.exec(phrase)?.[1];
  if (word === undefined) return undefined;
  if (word.length === 1 && /^\p{Lu}/u.test(word)) return vowelNames.test(word);
  if (/\p{Lu}/u.test(word.slice(1)))
    return /[AEIOUY]/.test(word.slice(1)) || /\p{Ll}/u.test(word.slice(0, -1))
      ? undefined
      : vowelNames.test(word);
  if (!/^[A-Za-z]/.test(word)) return undefined;
  return vowelSound.test(word) || (/^[aeiou]/i.test(word) && !consonantSound.test(word));
}
