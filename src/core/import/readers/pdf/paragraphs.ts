import type { Line } from './columns.ts';
import type { Setting } from './style.ts';

/** Words that begin longer ones. */
const prefix =
  /^(?:under|over|some|with|through|inter|there|where|further|every|anti|micro|back|down|after|before|fore|super|trans|counter|hyper|hypo|pseudo|neuro|psycho|multi|semi|ever|else|none|never|mean|like|hand|head|life|heart|work|health)$/iu;

/** The words of a paper, for words that a line's end cuts in two. */
export class Vocabulary {
  readonly #words = new Set<string>();

  constructor(lines: readonly Line[]) {
    let isCut = false;
    for (const { text } of lines) {
      // The parts of a word that a line's end cuts in two are none.
      const whole = (isCut ? text.replace(/^\p{L}+/u, '') : text).replace(
        /(?<!\p{L})\p{L}{1,60}[-‐\u00ad]$/u,
        '',
      );
      for (const [word] of whole.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) this.#words.add(word.toLowerCase());
      isCut = /\p{L}[-‐\u00ad]$/u.test(text);
    }
  }

  /** Whether a hyphen between two parts belongs to the word and not to the line's end. */
  keepsHyphen(first: string, second: string): boolean {
    const whole = (first + second).toLowerCase();
    if (this.#words.has(whole)) return false;
    if (this.#words.has(`${first}-${second}`.toLowerCase())) return true;
    // Two words that the paper knows, and not as one.
    const both = [first, second].every((part) => part.length > 3 && this.#words.has(part.toLowerCase()));
    if (both && !prefix.test(first)) return true;
    return (
      /^(?:self|non|cross|long|short|high|low|well|double)$/iu.test(first) ||
      /^\p{Lu}/u.test(second) ||
      /\d$/u.test(first)
    );
  }
}

/** Lines as one text; a raised or lowered run keeps its mark. */
export function joinLines(lines: readonly Line[], vocabulary: Vocabulary): string {
  let text = '';
  for (const line of lines) {
    const next = markedText(line);
    if (text === '') text = next;
    else text = joint(text, next, vocabulary);
  }
  return withAccents(text.replaceAll(/\s{2,}/gu, ' ').trim());
}

const marksOf = new Map(
  Object.entries({
    '¨': '\u0308',
    '´': '\u0301',
    ˆ: '\u0302',
    '˜': '\u0303',
    ˇ: '\u030c',
    '˘': '\u0306',
    '˙': '\u0307',
    '˚': '\u030a',
    '˝': '\u030b',
    '`': '\u0300',
  }),
);

/**
 * Letters whose accents a font draws apart: "Sto¨ck" and "M¨uller" are Stöck and Müller, "C¸ ic¸ek" is Çiçek.
 */
export function withAccents(text: string): string {
  if (!/[¨´ˆ˜ˇ˘˙˚˝¸]|\p{L}\\?`|[\u{1d400}-\u{1d7ff}]/u.test(text)) return text;
  return (
    text
      // Letters of formulae are letters.
      .replaceAll(/[\u{1d400}-\u{1d7ff}]/gu, (letter) => letter.normalize('NFKC'))
      // "Sandstro¨ m", "Go¨teborg": the mark behind its vowel, where none follows.
      .replaceAll(
        /(?<letter>[aeiouAEIOUnN])(?<mark>[¨´ˆ˜ˇ˘˙˚˝])(?: (?=\p{Ll})|(?=[^aeiouy\P{Ll}]| \p{Lu}))/gu,
        (whole, letter: string, mark: string) => accented(letter, mark) ?? whole,
      )
      .replaceAll(
        /(?<mark>[¨´ˆ˜ˇ˘˙˚˝]|(?<=\p{L})\\?`)(?:(?<!\p{L}.)\s)?(?!s\b)(?<letter>[\p{L}])/gu,
        (whole, mark: string, letter: string) =>
          accented(letter === 'ı' ? 'i' : letter, mark.slice(-1)) ?? whole,
      )
      .replaceAll(/(?<letter>[CcSsTt])\s?¸(?:\s(?=\p{Ll}))?/gu, (_, letter: string) =>
        `${letter}\u0327`.normalize('NFC'),
      )
  );
}

/** A letter with its mark as one sign; undefined where there is none. */
function accented(letter: string, mark: string): string | undefined {
  const one = `${letter}${marksOf.get(mark) ?? ''}`.normalize('NFC');
  return one.length === 1 && one !== letter ? one : undefined;
}

function joint(text: string, next: string, vocabulary: Vocabulary): string {
  const first = /(?<![\p{L}\d])(?<word>[\p{L}\d]{1,50})[-‐\u00ad]$/u.exec(text.slice(-60))?.groups?.['word'];
  const second = /^\p{L}+/u.exec(next)?.[0];
  if (first !== undefined && second !== undefined)
    return vocabulary.keepsHyphen(first, second) ? text + next : text.slice(0, -1) + next;
  // An address goes on where it was cut.
  if (/(?:https?:\/\/|doi\.org\/|\b10\.\d{4,9}\/)\S*[/._-]$/u.test(text.slice(-120)) && /^[\w.(]/u.test(next))
    return text + next;
  if (/[–—/]$/u.test(text) && /^\d/u.test(next)) return text + next;
  return `${text} ${next}`;
}

/**
 * A line with its raised and lowered runs marked as pages in text mark them, and what Markdown takes for
 * markup escaped.
 */
function markedText({ runs }: Pick<Line, 'runs'>): string {
  let text = '';
  for (const { text: run, rise } of runs) {
    const trimmed = run.trim();
    if (rise === 'raised' && trimmed !== '' && trimmed.length <= 58)
      text = `${text.trimEnd()}^{${plain(trimmed)}}${run.endsWith(' ') ? ' ' : ''}`;
    else text += escaped(run);
  }
  return text.trim();
}

const plain = (text: string): string => text.replaceAll(/[{}\s]/gu, '');
export const escaped = (text: string): string =>
  text.replaceAll(/[*_^[\]<>\\`]/gu, (mark) =>
    mark === '[' || mark === ']' || mark === '<' || mark === '>' ? mark : `\\${mark}`,
  );

/** Whether a line begins a paragraph of its own. */
export function beginsParagraph(line: Line, before: Line, { body, leading }: Setting): boolean {
  const sameColumn = line.column === before.column && line.page === before.page;
  const ends = /[.!?:;)\]”"]$|[.!?]["”’)\]]$/u.test(before.text.trimEnd());
  const indented = line.x0 - line.left > body * 0.7 && line.x0 - line.left < body * 4;
  if (!sameColumn) return ends && (indented || /^\p{Lu}/u.test(line.text)) && isShort(before, body);
  if (Math.abs(line.size - before.size) > body * 0.12) return true;
  // A figure or the top of a page may stand in the middle of a sentence.
  if (!ends && /^\p{Ll}/u.test(line.text)) return false;
  if (line.y - before.y > leading * 1.35) return true;
  const beforeIndented = before.x0 - before.left > body * 0.7;
  if (indented && !beforeIndented && ends) return true;
  return ends && isShort(before, body) && /^[\p{Lu}\d]/u.test(line.text);
}

const isShort = (line: Line, body: number): boolean => line.right - line.x1 > body * 2;
