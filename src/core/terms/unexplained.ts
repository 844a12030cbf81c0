import type { Span } from '../../base/span.ts';
import type { BlockBody } from '../manuscript/types.ts';
import { proseOf } from './prose.ts';
import { looksUnexplained, singularShort } from './shortForm.ts';

/** A short form in a block that nobody may know, in offsets relative to it. */
export interface Candidate extends Span {
  readonly short: string;
}

const cache = new WeakMap<BlockBody, readonly Candidate[]>();

/** Words of one block that look like short forms, judged by themselves and their neighbours; kept with the body. */
export function candidatesIn(body: BlockBody): readonly Candidate[] {
  let found = cache.get(body);
  if (!found) {
    found = findCandidates(body);
    cache.set(body, found);
  }
  return found;
}

const compound = /[\p{L}\p{N}]+(?:[-‐‑–][\p{L}\p{N}]+)*/gu;
const behindGene =
  /^\s+(?:genes?|genotypes?|alleles?|polymorphisms?|promoter|knockouts?|transcripts?|mRNA|methylation|variants?|Val\d)/;
const yearBehind = /^(?:\s+et al\.?)?,?\s+(?:1[89]|20)\d\d[a-z]?\b/;

function findCandidates(body: BlockBody): readonly Candidate[] {
  const prose = proseOf(body);
  const { text } = prose;
  const out: Candidate[] = [];
  for (const match of text.matchAll(compound)) {
    if (!/[A-Z].*[A-Z]/.test(match[0].slice(0, 80)) || match[0].length > 80) continue;
    for (const { start, end } of wordsOf(match[0], match.index)) {
      const word = text.slice(start, end);
      if (!looksUnexplained(word) || standsForSomethingElse(text, start, end)) continue;
      const source = prose.source(start, end);
      if (isItalic(body.text, source)) continue;
      out.push({ ...source, short: singularShort(word) });
    }
  }
  return out;
}

/** "HAM-D" and "PHQ-9" are one word; "NMDAR-mediated" and "PFC–NAc" are two. */
function* wordsOf(word: string, start: number): Generator<Span> {
  if (/^[A-Za-z]{2,}-(?:[A-Z]{1,2}s?|\d)$/.test(word)) {
    yield { start, end: start + word.length };
    return;
  }
  for (const part of word.matchAll(/[\p{L}\p{N}]+/gu)) {
    yield { start: start + part.index, end: start + part.index + part[0].length };
  }
}

function standsForSomethingElse(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 24);
  const word = text.slice(start, end);
  // Addresses, file names, registers ("NCT0123"), names of variables.
  if (/[@._\\#]$/.test(before) || /\w\/$/.test(before) || /^(?:[@_]|\.\w|:\/\/|\*[A-Z])/.test(after))
    return true;
  // Codes of drugs and genes: "MK-801".
  if (/^[-‐‑]\d/.test(after)) return true;
  // A corporate author: "(WHO, 2019)".
  if (yearBehind.test(after) || behindGene.test(after)) return true;
  // A quantity: "10 MBq", "5 IU".
  if (/\d\s?$/.test(before) && word.length <= 3) return true;
  // Initials behind a surname, and codes of states behind a town: "Duman RS,", "New Haven, CT".
  if (
    word.length <= 3 &&
    /^[A-Z]+$/.test(word) &&
    /\p{Lu}\p{Ll}+,?\s$/u.test(before) &&
    /^\s*(?:[,.;)]|$)/.test(after)
  ) {
    return word.length <= 2;
  }
  // Shouted words: neighbours in capitals too.
  return /(?:^|\s)[A-Z]{4,}\s$/.test(before) || /^\s[A-Z]{4,}(?![A-Za-z-])/.test(after)
    ? word.length > 3
    : false;
}

/** Genes stand in italics, where their products do not. */
function isItalic(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 8), start);
  const after = text.charAt(end);
  if (/(?:^|[^*])\*$/.test(before) && after === '*') return text.charAt(end + 1) !== '*';
  if (/(?:^|[^_])_$/.test(before) && after === '_') return text.charAt(end + 1) !== '_';
  return /\\(?:emph|textit)\{$/.test(before) && after === '}';
}
