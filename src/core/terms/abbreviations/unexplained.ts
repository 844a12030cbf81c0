import type { Span } from '../../../base/span.ts';
import { isTypedReference } from '../../manuscript/authorYear/typedReference.ts';
import type { BlockBody } from '../../manuscript/types.ts';
import { commonAbbreviations, dictionaryAbbreviations } from '../data/commonAbbreviations.ts';
import { proseOf } from '../prose.ts';
import { looksUnexplained, singularShort } from './shortForm.ts';

/** A short form in a block that nobody may know, in offsets relative to it. */
export interface Candidate extends Span {
  readonly short: string;
}

const cache = new WeakMap<BlockBody, readonly Candidate[]>();

/**
 * Words of one block that look like short forms, judged by themselves and their neighbours; kept with the
 * body.
 */
export function candidatesIn(body: BlockBody): readonly Candidate[] {
  let found = cache.get(body);
  if (!found) {
    found = findCandidates(body);
    cache.set(body, found);
  }
  return found;
}

const compound = /[\p{L}\p{N}]+(?:[-‐‑–][\p{L}\p{N}]+)*/gu;
/** "COMT, GRIK and BDNF genotypes", "neither COMT nor 5-HTTLPR carriers". */
const behindGene =
  /^(?:(?:,? (?:and|n?or) |, )[A-Z\d][A-Z\d-]{1,11}){0,4}\s+(?:genes?|genotypes?|alleles?|polymorphisms?|promoter|knockouts?|transcripts?|mRNA|methylation|variants?|haplotypes?|carriers?|homozygotes?|Val\d)/;
/**
 * "the CATIE and STAR*D trials", "the ESCAPE-TRD trial": names. A trial of no definite article is one of its
 * kind: "an ECT trial".
 */
const studyBefore = /(?:^|[^\p{L}])[Tt]he (?:\p{Lu}[\p{L}\d*]*(?:,? and |,? or |, |-)){0,4}$/u;
const studyBehind =
  /^(?:(?:,? and |,? or |, |-)\p{Lu}[\p{L}\d*]*){0,4}\s+(?:trials?|cohorts?|consorti(?:um|a)|investigators|registry)(?!\p{L})/u;
const yearBehind = /^(?:\s+et al\.?)?,?\s+(?:1[89]|20)\d\d[a-z]?\b/;

function findCandidates(body: BlockBody): readonly Candidate[] {
  const prose = proseOf(body);
  const { text } = prose;
  const out: Candidate[] = [];
  if (namesPeople(text) || isTypedReference(text)) return out;
  for (const match of text.matchAll(compound)) {
    if (!/[A-Z].*[A-Z]/.test(match[0].slice(0, 80)) || match[0].length > 80) continue;
    if (commonAbbreviations.has(match[0]) || dictionaryAbbreviations.has(match[0])) continue;
    for (const { start, end } of wordsOf(match[0], match.index)) {
      const word = text.slice(start, end);
      if (dictionaryAbbreviations.has(singularShort(word))) continue;
      if (!looksUnexplained(word) || standsForSomethingElse(text, start, end)) continue;
      const source = prose.source(start, end);
      if (isWholeLink(body.text, prose.source(match.index, match.index + match[0].length))) continue;
      if (isItalic(body.text, source)) continue;
      // A mark of a footnote stands in it.
      if (/[[\]()]/.test(body.text.slice(source.start, source.end))) continue;
      // A star that is part of a name and no emphasis: "STAR*D".
      if (/^[A-Z]+\\?\*[A-Z]+$/.test(body.text.slice(source.start, source.end))) continue;
      out.push({ ...source, short: singularShort(word) });
    }
  }
  return out;
}

/** Statements that stand at the end of a paper, with their title at the head of the paragraph. */
const statement =
  /^[\s\u0001]*(?:author(?:s|['’]s|s['’])? (?:contributions?|information|details|affiliations?)|contributors?|contributions?|affiliations?|acknowledge?ments?|funding(?: (?:sources?|statement))?|(?:role of the )?fund(?:er|ing source)|financial (?:support|disclosures?)|(?:declarations?|conflicts?) of (?:competing )?interests?|competing interests|disclosures?|data (?:availability|sharing)|correspond(?:ence|ing author)|ethics)(?: statement)?\s*[:.–—]|^[\s\u0001]*(?:this|the|our) (?:study|work|research|project|publication|article) (?:was|is|has been) (?:\w+ ){0,2}(?:supported|funded|financed)\b|^[\s\u0001]*correspondence (?:concerning|about|to|should)\b|^[\s\u0001]*(?:we|the authors?|both authors|all authors) (?:declare|report|have|disclose)s? (?:that (?:they|we) have )?(?:no|the following) (?:(?:known|potential|financial|other|relevant|competing) )*(?:conflicts?|(?:competing )?interests?|disclosures?)\b/i;
const thanks =
  /\b(?:I|we|authors?) (?:(?:would|also|wish|want|like|to|are|am|most|deeply|very|sincerely) ){0,6}(?:thank|grateful|indebted|acknowledge (?:the )?(?:\w+ ){0,2}(?:support|funding|facilities|assistance|help|grants?))\b|\bthank(?:s| you) (?:to|for|very)\b/i;
/** "Conceived the study: AB CD. Performed the experiments: CD." */
const shares =
  /(?:^|[.;]\s)(?:conceived|designed|performed|analy[sz]ed|contributed|wrote|drafted|revised|supervised)\b[^.:;]{0,80}: ?(?:\p{Lu}\.?){2,4}(?:[ ,.;]|$)/iu;
const institution =
  /^[\s\u0001]*(?:[\d*†‡§¶]{1,2}[\s.)\u0001]*|[a-z][\s.)\u0001]+)?(?:the )?(?:[\p{Lu}][\p{L}'’&.-]*,? ){0,4}(?:departments?|division|section|school|institut[eo]?s?|faculty|college|centre|center|university|hospital|clinic|laboratory|unit|programme?|healthcare|académie|service)\b/iu;

/** A paragraph of names and places: who did what, who paid, where somebody works. */
export function namesPeople(text: string): boolean {
  if (statement.test(text.slice(0, 120)) || thanks.test(text) || shares.test(text.slice(0, 400))) return true;
  if (text.length > 600 || !institution.test(text.slice(0, 200))) return false;
  return (
    (text.match(/,/g)?.length ?? 0) > 1 && !/\b(?:was|were|is|are|has|have|had|we|did|may|can)\b/i.test(text)
  );
}

/** "HAM-D", "HAM-D17" and "PHQ-9" are one word; "NMDAR-mediated" and "PFC–NAc" are two. */
function* wordsOf(word: string, start: number): Generator<Span> {
  if (/^[A-Za-z]{2,}-(?:[A-Z]{1,2}s?|\d|[A-Z]\d{1,2})$/.test(word)) {
    yield { start, end: start + word.length };
    return;
  }
  // "NEO-FFI" is a name of its own, which its parts do not explain.
  if (/^[A-Z]{2,}(?:-[A-Z]{2,})+$/.test(word)) return;
  for (const part of word.matchAll(/[\p{L}\p{N}]+/gu)) {
    yield { start: start + part.index, end: start + part.index + part[0].length };
  }
}

/** Before the number of a figure or an equation: "Table IIA", "Eq. (AB)". */
const label =
  /(?:^|[^\p{L}])(?:[Ff]igs?\.|[Ee]qs?\.|Fig(?:ure)?s?|Tables?|Eqs?|Equations?|Panels?|Appendix|Box|Sections?|Supplement)\s\(?$/u;
/** Words between shouted ones, and operators of a search: "KETAMINE IN DEPRESSION", "(SSRI OR SNRI)". */
const shouted = 'AND|OR|NOT|OF|IN|THE|TO|FOR|ON|BY|WITH|WE|DID|IS|ARE|WAS|FROM|VERY|MUST|ONLY';
const boolean = {
  before: new RegExp(`(?:^|[^\\p{L}])(?:${shouted})\\s(?:AN?\\s)?[("“]?$`, 'u'),
  after: new RegExp(`^[)"”]?\\s(?:${shouted})(?![\\p{L}\\d-])`, 'u'),
} as const;
const people =
  /(?:authors?|reviewers?|raters?|investigators?|researchers?|coders?|assessors?|interviewers?|clinicians?|psychiatrists?|psychologists?|of us)\s\([^()]*$/i;

/**
 * The titles of journals as lists of references cut them short: "IEEE Trans. ASQP", "Proc. Natl. Acad. Sci.
 * USX".
 */
const journal =
  /(?:^|[^\p{L}])(?:Trans|Proc|Ann|Conf|Symp|Lett|J)\.?\s(?:(?:on|of|the|for|and)\s|\p{Lu}\p{L}*\.?\s){0,5}$/u;

function standsForSomethingElse(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start);
  const after = text.slice(end, end + 24);
  const word = text.slice(start, end);
  if (isPartOfName(text, start, end)) return true;
  if (label.test(before) || boolean.before.test(before) || boolean.after.test(after)) return true;
  // Who rated: "two reviewers (JHK and CGA)".
  if (/^[A-Z]{2,4}$/.test(word) && people.test(text.slice(Math.max(0, start - 80), start))) return true;
  // The code of a state before a postal code.
  if (/^[A-Z]{2}$/.test(word) && /,\s$/.test(before) && /^\s+\d{5}/.test(after)) return true;
  // Addresses, file names, registers ("NCT0123"), names of variables.
  if (/[@._\\#]$/.test(before) || /\w\/$/.test(before) || /^(?:[@_]|\.\w|:\/\/|\*[A-Z])/.test(after))
    return true;
  // A sign: "SS+L-".
  if (/[+±]$/.test(before) || /^(?:[+±]|-(?![\p{L}\d]))/u.test(after)) return true;
  // An identifier: "ER/ASF25/4", "MRG2014-00093-FHS", "FDT 026/2014".
  if (/^(?:\/[A-Z]*\d| [A-Z]+-\d{3}| \d+\/\d)/.test(after) || /\d-$/.test(before)) return true;
  // A string that was shown, and the letters of a design: "‘ZXPQDF’", "an ABCDE design". Who led: "PI: MLP".
  if (
    (/^[^AEIOU]{6,}$/.test(word) && /["'“‘]$/.test(before) && /^["'”’]/.test(after)) ||
    /^ABC/.test(word) ||
    /\bPI: ?$/.test(before)
  )
    return true;
  // A method of sequencing: "ATAC-seq".
  if (/^-seq\b/.test(after)) return true;
  if (journal.test(text.slice(Math.max(0, start - 60), start))) return true;
  if (/\bPLo?S $/.test(before) || isGeneAmongGenes(text, start, end)) return true;
  // A part of a name of a compound: "8-OH-DPAT".
  if (/(?:\]|\bOH)-$/.test(before)) return true;
  // Codes of drugs, genes and proteins: "MK-801", "TNF-α".
  if (/^[-‐‑](?:\d|\p{Script=Greek}|(?:alpha|beta|gamma|delta|kappa)\b)/u.test(after)) return true;
  // The number of a place in a molecule: "5-HT", "17-OHP".
  if (/(?:^|[^\p{L}\d])\d{1,2}[-‐‑]$/u.test(before)) return true;
  // A corporate author: "(WHO, 2019)".
  const behind = text.slice(end, end + 80);
  if (yearBehind.test(after) || behindGene.test(behind)) return true;
  if (studyBehind.test(behind) && studyBefore.test(text.slice(Math.max(0, start - 60), start))) return true;
  // How a drug is made up, before its dose: "venlafaxine XR 150 mg".
  if (/^(?:[CEIMSX]R|XL|ODT)$/.test(word) && /^\s\d[\d.,–-]*\s?(?:mg|g|µg|μg)\b/.test(after)) return true;
  // The symbol of a value: "TR = 24 ms".
  if (/^\s?=\s?[−-]?[\d.]/.test(after)) return true;
  // A quantity: "10 MBq", "5 IU".
  if (/\d\s?$/.test(before) && word.length <= 3) return true;
  // Authors of a printed reference: "Craik FIM, Salthouse TA, eds".
  if (
    /^[A-Z]{2,4}$/.test(word) &&
    /\p{Lu}\p{Ll}+ $/u.test(before) &&
    /^, \p{Lu}[\p{L}-]+ [A-Z]{1,4}\b/u.test(after)
  )
    return true;
  // The first author of several: "Duman RS et al."
  if (/^[A-Z]{1,4}$/.test(word) && /\p{Lu}[\p{L}’'-]{1,40} $/u.test(before) && /^,? et al\b/.test(after))
    return true;
  // Initials behind a surname, and codes of states behind a town: "Duman RS,", "New Haven, CT".
  if (
    word.length <= 3 &&
    /^[A-Z]+$/.test(word) &&
    /\p{Lu}\p{Ll}+\.?,?\s$/u.test(before) &&
    /^\s*(?:[,.;)]|$)/.test(after)
  ) {
    return word.length <= 2;
  }
  // Shouted words: neighbours in capitals too.
  return /(?:^|\s)[A-Z]{4,}\s$/.test(before) || /^\s[A-Z]{4,}(?![A-Za-z-])/.test(after)
    ? word.length > 3
    : false;
}

/** "DRD3, BDNF, CREB1", "SP1 and CTCF", "the CXCL family": the names of genes and proteins. */
function isGeneAmongGenes(text: string, start: number, end: number): boolean {
  const gene = '[A-Z]{2,6}\\d{1,2}[A-Z]?\\d?';
  const before = new RegExp(`(?:^|[ (,])${gene},? (?:and |or )?$`).test(
    text.slice(Math.max(0, start - 16), start),
  );
  const after = text.slice(end, end + 24);
  return (
    before ||
    new RegExp(`^,? (?:and |or )?${gene}(?=[,.; )])`).test(after) ||
    /^ (?:and [A-Z]+ )?famil/.test(after)
  );
}

/**
 * "ANT Neuro", "PLOS Biology", "SR Research Ltd", "NEO-PI-3", "R-CMD-check", and what a sentence says is
 * bought: names, which nobody spells out. A capitalised word before tells a name only where no sentence
 * starts with it.
 */
function isPartOfName(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(end, end + 24);
  if (/^ \p{Lu}\p{Ll}+/u.test(after) || /^,? (?:Ltd|Inc|GmbH|Corp|Co|LLC|AG|B\.?V)\b/u.test(after))
    return true;
  if (
    isBehindName(text, start) ||
    product.test(after) ||
    /(?:^|[^\p{L}])\p{Lu}\p{L}{1,15}['’]s $/u.test(text.slice(Math.max(0, start - 20), start))
  )
    return true;
  if (/^-[A-Z]{1,4}-\d/.test(after) || /^-[A-Z]\p{Ll}{2,}/u.test(after)) return true;
  return /(?:^|[^\p{L}\d])[A-Z]-$/u.test(before) && /^-\p{Ll}/u.test(after);
}

/** "the FSQ software", "an AWX instance": what is named so. */
const product =
  /^ (?:software|toolbox|toolkit|tools?|packages?|librar(?:y|ies)|programs?|programmes?|platforms?|suite|plugin|instance|database|repository|website|scanners?|workstations?|monitors?|amplifiers?|headphones)\b/;

/** "on Travis CI", in the midst of a sentence: the end of a name. */
const isBehindName = (text: string, start: number): boolean =>
  /(?:[\p{Ll},]|\p{Lu}\.) \p{Lu}\p{Ll}+ $/u.test(text.slice(Math.max(0, start - 40), start));

/** "[TPX-FSX](https://…)": the name of what is linked to. */
const isWholeLink = (text: string, { start, end }: Span): boolean =>
  text[start - 1] === '[' && text.startsWith('](', end);

/** Genes stand in italics, where their products do not; LaTeX prints code in `\texttt`. */
function isItalic(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 8), start);
  const after = text.charAt(end);
  if (/(?:^|[^*])\*$/.test(before) && after === '*') return text.charAt(end + 1) !== '*';
  if (/(?:^|[^_])_$/.test(before) && after === '_') return text.charAt(end + 1) !== '_';
  return /\\(?:emph|textit|texttt)\{$/.test(before) && after === '}';
}

/** "Travis CI", "GAD–2", "GAD--2" as LaTeX writes it, "BDI-I": the short form is a part of a name. */
export const isInLongerName = (text: string, { start, end }: Span): boolean =>
  isBehindName(text, start) ||
  /^(?:--|[-‐‑–])(?:\d|(?:I{1,3}|IV|V)(?![\p{L}\p{N}]))/u.test(text.slice(end, end + 7));
