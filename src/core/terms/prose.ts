import { lowerBound } from '../../base/lowerBound.ts';
import type { Span } from '../../base/span.ts';
import { letterCommands } from '../manuscript/latex/commands.ts';
import type { BlockBody } from '../manuscript/types.ts';
import { greekNames } from './data/spelling.ts';

/**
 * Stands in joined prose where something that is no prose stood: a citation, code, a formula. No word crosses
 * it.
 */
export const gapMark = '\u0001';

/** A gap longer than this is never mere markup. */
const maxMarkupLength = 60;

const letterOfName: ReadonlyMap<string, string> = new Map(
  [...greekNames].map(([letter, name]) => [name, letter]),
);

/**
 * The prose of a block as one text: runs that only markup separates are joined, so that "*N*-methyl" and
 * "GABA~A~" read as they look; everything else between runs becomes `gapMark` or white space.
 */
export class Prose {
  readonly text: string;
  /** For each piece of `text`: where it starts there, and where it stood in the block. */
  readonly #starts: readonly number[];
  readonly #sources: readonly Span[];

  constructor(body: BlockBody) {
    const starts: number[] = [];
    const sources: Span[] = [];
    const pieces: string[] = [];
    let length = 0;
    const add = (piece: string, source: Span): void => {
      if (piece === '') return;
      starts.push(length);
      sources.push(source);
      pieces.push(piece);
      length += piece.length;
    };
    let end = 0;
    let inSubscript = false;
    body.prose.forEach((run, number) => {
      if (run.start > end) {
        const gap = { start: end, end: run.start };
        const opens: boolean = !inSubscript && opensSubscript(body.text, gap, run, body.prose[number + 1]);
        add(opens || inSubscript ? '' : gapText(body.text, gap.start, gap.end, pieces.length === 0), gap);
        inSubscript = opens;
        // TeX takes the white space behind the name of a command for its end.
        const skipped = namedLetter.test(body.text.slice(Math.max(end, run.start - 4), run.start))
          ? /^\s*/.exec(body.text.slice(run.start, run.end))![0].length
          : 0;
        if (skipped > 0) {
          add('', { start: run.start, end: run.start + skipped });
          run = { start: run.start + skipped, end: run.end };
        }
      }
      add(body.text.slice(run.start, run.end), run);
      end = run.end;
    });
    this.text = pieces.length === 1 ? pieces[0]! : pieces.join('');
    this.#starts = starts;
    this.#sources = sources;
  }

  /** The block's span that `[start, end)` of `text` was made from. */
  source(start: number, end: number): Span {
    const first = this.#piece(start);
    const last = end > start ? this.#piece(end - 1) : first;
    return { start: this.#offset(first, start, false), end: this.#offset(last, end, true) };
  }

  /** The place in `text` of an offset of the block; that behind it where markup stands there. */
  at(offset: number): number {
    const low = lowerBound(this.#sources.length, (index) => this.#sources[index]!.end < offset);
    const source = this.#sources[low];
    if (!source) return this.text.length;
    const start = this.#starts[low]!;
    const length = (this.#starts[low + 1] ?? this.text.length) - start;
    return start + Math.min(length, Math.max(0, offset - source.start));
  }

  #piece(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #offset(piece: number, offset: number, atEnd: boolean): number {
    const source = this.#sources[piece];
    if (!source) return 0;
    const start = this.#starts[piece]!;
    const length = (this.#starts[piece + 1] ?? this.text.length) - start;
    // A piece of another length than its source stands for markup: all of it or nothing.
    if (length !== source.end - source.start) return atEnd ? source.end : source.start;
    return source.start + (offset - start);
  }
}

const cache = new WeakMap<BlockBody, Prose>();

export function proseOf(body: BlockBody): Prose {
  let prose = cache.get(body);
  if (!prose) {
    prose = new Prose(body);
    cache.set(body, prose);
  }
  return prose;
}

/**
 * "GABA~A~", "5-HT~2A~". In LaTeX the same signs are spaces that do not break, but hardly ever two around so
 * short a word that starts with a capital or a digit, behind a letter.
 */
function opensSubscript(text: string, gap: Span, run: Span, next: Span | undefined): boolean {
  return (
    text.slice(gap.start, gap.end) === '~' &&
    text.slice(run.end, next?.start ?? run.end + 1) === '~' &&
    run.end - run.start <= 4 &&
    /^[\p{Lu}\d][\p{L}\d/]*$/u.test(text.slice(run.start, run.end)) &&
    /[\p{L}\d]$/u.test(text.slice(Math.max(0, gap.start - 2), gap.start))
  );
}

/** The letters of LaTeX that have a name, and what puts an accent on one: `\AA`, `\"o`, `\r{A}`, `{\v s}`. */
const letterNames = [...letterCommands.keys()].join('|');
const namedLetter = new RegExp(`\\\\(?:${letterNames}|[uvHcdbrkt])$`);
const accented = new RegExp(
  `^\\{?(?:\\\\(?:["'\`^~=.]|[uvHcdbrkt](?![A-Za-z]))\\s*\\{?)?(?:\\\\(${letterNames})(?:\\{\\}|(?![A-Za-z])))?\\s*\\}?$`,
);

const fontCommands =
  'emph|textit|textbf|textsc|textrm|textsf|texttt|textup|textsl|textmd|textnormal|text|textsuperscript|textsubscript|underline|mbox|enquote|em|it|bf|sc|sl|rm|itshape|bfseries|scshape|upshape';
const markup = new RegExp(
  `^(?:[*_~^{}>]|\\\\(?:${fontCommands})(?![A-Za-z])|</?(?:em|i|b|strong|sub|sup|u|span|mark)>|#(?:emph|strong|sub|super|underline|smallcaps|text)(?=\\[)|\\[|\\]|\\s)*$`,
  'i',
);

/**
 * What a reader sees of the gap `[start, end)`: nothing for font changes, a letter for `$\gamma$`, else a
 * break.
 */
function gapText(text: string, start: number, end: number, first: boolean): string {
  if (end - start > maxMarkupLength) return gapMark;
  const gap = text.slice(start, end);
  // `$\\gamma$-`, `\\(\\alpha\\)-`, `$^{13}$C`, `GABA$_{\\mathrm{A}}$`
  const formula =
    /^(?:\$|\\\()\s*(?:\\?([A-Za-z]+|\p{Script=Greek})|(?:""|\{\})?(?:\^[{(]?(\d{1,3})[)}]?|_[{("]?(?:\\(?:mathrm|textrm|text|rm)\b)?[\s{]*([A-Za-z\d]{1,3})[)}"]*))\s*(?:\$|\\\))$/u.exec(
      gap.trim(),
    );
  if (formula)
    return letterOfName.get(formula[1] ?? '') ?? formula[2] ?? formula[3] ?? formulaLetter(formula[1]);
  const escaped = /^\\([_&%#$-])$/.exec(gap);
  // `\-` only says where a word may break.
  if (escaped) return escaped[1] === '-' ? '' : escaped[1]!;
  // The backslash of an escaped character, which itself is prose.
  if (gap === '\\') return '';
  // The accent itself is passed over, as in labels.
  const letter = gap.includes('\\') ? accented.exec(gap) : null;
  if (letter) return letterCommands.get(letter[1] ?? '') ?? '';
  if (first) return gapMark;
  if (/^(?:&nbsp;|\\[ ,;~]|~)$/.test(gap)) return ' ';
  if (!markup.test(gap) || gap.includes('][')) return gapMark;
  // Beside braces it is the space of LaTeX and not Markdown's subscript.
  return /\s/.test(gap) || (/~/.test(gap) && /[{}]/.test(gap)) ? ' ' : '';
}

/** `$S$-ketamine`, `$γ$`; a longer name is a formula. */
const formulaLetter = (name: string | undefined): string =>
  name !== undefined && (name.length === 1 || greekNames.has(name)) ? name : gapMark;
