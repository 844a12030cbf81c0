/// <reference path="./raw.d.ts" />

import citeproc from 'citeproc';

/*
 * Titles with capitals as Pandoc prints them, where CSL leaves it open or citeproc is at odds with itself.
 */

/** What core has for a straight quotation mark in printed references. */
export const straightQuote = '\uE0B6';

/**
 * The words of CSL 1.0.2 (appendix IV), with the particles of names; citeproc has more, up to "according to".
 */
const smallWords =
  'a an and as at but by down for from in into nor of on onto or over so the till to up via with yet about van von de d l'.split(
    ' ',
  );
citeproc.SKIP_WORDS = smallWords;
const small = new Set(smallWords);

/**
 * Before the first hyphen of a title citeproc writes any word large, before the others none that is small or
 * one letter: "By-Products in-Vivo", "a D-Serine and l-Dopa".
 */
const beforeHyphen = /(?<![\p{L}\p{N}\p{M}’'.-])\p{Ll}+(?=-)/gu;
/** The start of a title or a sentence in it, behind markup and brackets. */
const atStart = /(?:^|[.:?!—–])(?:<[^<>]{0,200}>|["“‘([\s\uE0B6])*$/u;
/** In "(re)analysis". */
const behindBracket = /(?<=\(\p{L}{1,20}\))\p{Ll}/gu;
const behindStraightQuote = new RegExp(`(?<=${straightQuote})\\p{Ll}[\\p{L}\\p{M}]+`, 'gu');

const { title } = citeproc.Output.Formatters;
citeproc.Output.Formatters.title = (state, text) => {
  const cased = title(state, text);
  if (cased.length !== text.length) return cased;
  const letters = cased.split('');
  for (const { 0: word, index } of text.matchAll(beforeHyphen))
    if ((word.length === 1 || small.has(word)) && !atStart.test(text.slice(Math.max(0, index - 250), index)))
      letters[index] = word.charAt(0);
  for (const { 0: letter, index } of text.matchAll(behindBracket)) letters[index] = letter;
  for (const { 0: word, index } of text.matchAll(behindStraightQuote))
    if (!small.has(word)) letters[index] = word.charAt(0).toUpperCase();
  return letters.join('');
};
