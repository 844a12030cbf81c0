import { isTitleCase } from './printedAuthors.ts';
import { withoutEnd } from './trim.ts';

export const isJournalWord = (word: string): boolean => journalWord.test(word);

/** Whether a text holds a word that names of journals are made of. */
export const namesJournal = (text: string | undefined): boolean =>
  text?.split(/[ .]+/u).some((word) => journalWord.test(word)) === true && isTitleCase(text);

/** The two parts of what stands between the authors and the numbers of a printed reference. */
export interface Titles {
  readonly title: string;
  /** Of the title in the text that was split. */
  readonly start: number;
  readonly container: string | undefined;
}

const quoted =
  /^\s*(?:“(?<curly>[^”]{2,600})”|‘(?<single>(?:[^’]|’(?=\p{L}|\s(?!in\b)\p{Ll})){2,600})’|"(?<straight>[^"]{2,600})"|''(?<tex>[^']{2,600})'')(?<=[,.?!]['”’"]{1,2}|(?=\s*[,.;]|\s+\p{Lu}|\s*$))/u;
/** Words with which a journal's name begins or ends in any of its abbreviations. */
const journalWord =
  /^(?:J|Journal|Am|Amer|Br|Brit|Eur|Int|Ann|Annals|Annu|Annual|Arch|Archives|Acta|Adv|Advances|Proc|Proceedings|Trans|Transactions|Curr|Current|Rev|Review|Reviews|Res|Research|Sci|Science|Sciences|Med|Medicine|Nat|Nature|N|New|Lancet|JAMA|BMJ|BMC|PLoS|PLOS|Psychol|Psychiatry|Psychiatr|Neurosci|Neurosciences?|Biol|Biology|Clin|Clinical|Exp|Front|Frontiers|Mol|Cell|Trends|Bull|Bulletin|Cochrane|Health|Ther|Therapy|Dis|Disord|Disorders|Behav|Brain|Neuron|Neuroimage|Letters?|Lett|Quarterly|Reports?)$/u;

/**
 * Splits "Title. Journal" where the style shows it: behind quotation marks, at the last sentence end before
 * what can be the name of a journal, or, where authors end in a comma, at the last comma.
 */
export function splitTitles(text: string, byCommas: boolean, keepsStop = false): Titles {
  const marked = quoted.exec(text);
  if (marked !== null) {
    const title = Object.values(marked.groups ?? {}).find((one) => one !== undefined) ?? '';
    const behind = text.slice(marked[0].length).replace(/^[\s,.;]+(?:in:? )?/iu, '');
    return { title: bare(title), start: text.indexOf(title), container: nameOf(behind) };
  }
  const start = text.length - text.trimStart().length;
  const at = (byCommas ? lastComma(text) : undefined) ?? journalStart(text);
  if (at === undefined) return { title: bare(text), start, container: undefined };
  return {
    title: bare(text.slice(start, at)),
    start,
    container: keepsStop ? withoutEnd(text.slice(at), ',;:(') : nameOf(text.slice(at)),
  };
}

/** A title without the full stop of its sentence; that of an abbreviation at its end goes, too. */
const bare = (text: string): string =>
  withoutEnd(text, ',;:')
    .replace(/(?<!\.)\.$/u, '')
    .trim();

/** Abbreviated words with which journals of chemistry and physics begin. */
const scienceWord =
  /^(?:Acc|Adv|Angew|Anal|Appl|Astrophys|Biochem|Chem|Electrochem|Geophys|Inorg|Macromol|Mater|Opt|Org|Phys|Polym|Prog|Spectrochim|Surf)$/u;

/**
 * Whether a text is the name of a journal and nothing else: one word that is the whole name of one, or a few
 * in capitals of which the first is an abbreviated word of journals.
 */
export function isJournalName(text: string): boolean {
  const words = withoutEnd(text.trim(), ',;:(').split(' ');
  const [first = ''] = words;
  if (words.length === 1) return /^(?:Nature|Science|Cell|Neuron|Lancet|JAMA|BMJ)\.?$/u.test(first);
  const word = /^(?<word>\p{L}+)\.$/u.exec(first)?.groups?.['word'] ?? '';
  return words.length <= 7 && (journalWord.test(word) || scienceWord.test(word)) && isTitleCase(text.trim());
}

/** The name of a journal that stands alone. */
export const journalName = (text: string, keepsStop: boolean): string | undefined =>
  keepsStop ? withoutEnd(text, ',;:(') : nameOf(text);

/** The name of a journal; the full stop behind it is its own where the name holds another. */
function nameOf(text: string): string | undefined {
  const name = withoutEnd(text, ',;:(').trimStart();
  const stopped = /\.(?:\s|-)?\p{L}.*\.$/u.test(name) ? name : name.replace(/\.$/u, '');
  return stopped === '' ? undefined : stopped;
}

/**
 * Where the journal's name begins, behind the last end of a sentence that is none of its own abbreviations.
 */
function journalStart(text: string): number | undefined {
  const ends = [...text.matchAll(/(?:[.?!…]["”’)\]]?|\.\))\s+(?=[\p{L}\d(«])/gu)];
  let start: number | undefined;
  for (const [back, end] of ends.reverse().entries()) {
    const at = end.index + end[0].length;
    const next = start ?? text.length;
    const segment = withoutEnd(text.slice(at, next), '.,');
    if (back === 0 ? !canBeName(segment) : !canBeAbbreviated(segment)) break;
    start = at;
    // A question ends the title.
    if (/^[?!]/u.test(end[0])) break;
    if (!/^\p{L}{0,14}$/u.test(lastWord(text.slice(0, end.index)))) break;
  }
  return start;
}

const lastWord = (text: string): string => text.slice(text.lastIndexOf(' ') + 1);

/** Long words that end as none but an abbreviation does: "Phytopathol", "Biodeterior". */
const abbreviated = /(?:[aeiou]l|[^aeiou]ol|ior|ogr|iatr|opath|euth|surg|zool)$/u;

/** Names of journals are short and no sentences. */
const canBeName = (text: string): boolean =>
  text.length > 0 && text.length <= 160 && text.split(' ').length <= 16 && /^[\p{L}\d«(]/u.test(text);

/** A piece of an abbreviated name between its full stops: "Am", "J", "Psychiatry Cogn". */
function canBeAbbreviated(text: string): boolean {
  const words = text.split(' ');
  return (
    words.length <= 3 &&
    text.length <= 30 &&
    isTitleCase(text) &&
    !/^(?:An?|Part|Volume|Phase|Study|Report|Vol)\b/u.test(text) &&
    words.every((word) => journalWord.test(word) || word.length <= 9 || abbreviated.test(word))
  );
}

/** "First title, J. Mood": the last comma before what looks like a name. */
function lastComma(text: string): number | undefined {
  const whole = withoutEnd(text.trimEnd(), ',;:');
  for (let at = whole.lastIndexOf(', '); at > 0; at = whole.lastIndexOf(', ', at - 1)) {
    const behind = whole.slice(at + 2).trim();
    if (!canBeName(behind)) return undefined;
    if (isTitleCase(behind)) return at + 2;
  }
  return undefined;
}
