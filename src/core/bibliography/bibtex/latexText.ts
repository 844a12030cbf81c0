import { loneCommand } from './journalMacros.ts';
import { accents, dropsArgument, encloses, subscripts, superscripts, symbols } from './latexSymbols.ts';
import { balanced, type Mark, marks, withoutMarks } from './markedText.ts';

/**
 * LaTeX text as it stands in BibTeX values, as plain Unicode: accents, letters and signs of the common
 * commands, dashes, quotation marks, ties; braces vanish, commands that format leave what they format,
 * mathematics what is readable of it. White space runs become one space. Linear, whatever the nesting.
 */
export function latexToText(source: string): string {
  let isTidy = true;
  let before = space;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (isSpecialCode(code)) return tidied(new Reader(source).text()) || loneCommand(source);
    if (code <= space && (code !== space ? isSpaceCode(code) : before === space)) isTidy = false;
    before = code;
  }
  return isTidy && before !== space ? source : tidied(source);
}

/** As `latexToText`, with marks for what is printed in italics and the like and for what stands in braces. */
export function latexToMarked(source: string): string {
  return balanced(tidied(new Reader(withoutMarks(source), true).text())) || loneCommand(source);
}

const specials = "\\{}$~-`'^_";
const special = new Uint8Array(128);
for (const char of specials) special[char.charCodeAt(0)] = 1;
const space = 32;

const tidied = (text: string): string =>
  /[\t\n\v\f\r]| {2}|^ | $/.test(text) ? text.replace(/[ \t\n\v\f\r]+/g, ' ').trim() : text;

/** No value of a bibliography is this long; what is behind is cut off. */
const maxSourceLength = 1_000_000;

class Reader {
  readonly #source: string;
  #at = 0;
  #out = '';
  #isMath = false;
  /** Accents that wait for their letter: `\"` before `{o}`. */
  #accent = '';
  #composes = false;
  /** What the closing brace of each open group prints. */
  readonly #closers: string[] = [];
  /** What the closing brace of the next group prints. */
  #closer = '';
  readonly #isMarked: boolean;
  /** The next brace opens the argument of a command, and protects nothing. */
  #isArgument = false;

  constructor(source: string, isMarked = false) {
    this.#isMarked = isMarked;
    this.#source = source.length > maxSourceLength ? source.slice(0, maxSourceLength) : source;
  }

  text(): string {
    const source = this.#source;
    while (this.#at < source.length) {
      const start = this.#at;
      let at = start;
      while (at < source.length && !isSpecialCode(source.charCodeAt(at))) at += 1;
      if (at > start) {
        this.#at = at;
        this.#print(source.slice(start, at));
      } else this.#special(source[at]!);
    }
    return this.#composes ? this.#out.normalize('NFC') : this.#out;
  }

  #special(char: string): void {
    this.#at += 1;
    switch (char) {
      case '\\':
        this.#command();
        return;
      case '{':
        this.#open();
        return;
      case '}': {
        this.#accent = '';
        const closer = this.#closers.pop();
        if (closer) this.#print(closer);
        return;
      }
      case '$':
        if (this.#source[this.#at] === '$') this.#at += 1;
        this.#isMath = !this.#isMath;
        if (this.#isMarked) this.#print(this.#isMath ? marks.nocase.open : marks.nocase.close);
        return;
      case '~':
        this.#print('\u00a0');
        return;
      case '-':
        this.#dashes();
        return;
      case '`':
      case "'":
        this.#quotes(char);
        return;
      default:
        if (this.#isMath) this.#script(char);
        else this.#print(char);
    }
  }

  #open(): void {
    if (this.#isMarked && !this.#isArgument && this.#accent === '' && !this.#isMath) {
      this.#print(marks.nocase.open);
      this.#closer += marks.nocase.close;
    }
    this.#isArgument = false;
    this.#closers.push(this.#closer);
    this.#closer = '';
  }

  /**
   * The mark of a command around its argument (`\\emph{…}`), or around the rest of its group (`{\\em …}`).
   */
  #mark(name: string): boolean {
    const mark = this.#isMarked ? markOf(name) : undefined;
    if (mark === undefined) return false;
    if (this.#source[this.#at] === '{') this.#closer = mark.close;
    else if (isDeclaration.test(name) && this.#closers.length > 0)
      this.#closers.push(mark.close + this.#closers.pop()!);
    else return false;
    this.#print(mark.open);
    return true;
  }

  #print(text: string): void {
    if (this.#accent === '') {
      this.#out += text;
      return;
    }
    const letterAt = text.search(/\S/);
    if (letterAt < 0) return;
    const letter = String.fromCodePoint(text.codePointAt(letterAt)!);
    const base = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
    this.#out += base + this.#accent + text.slice(letterAt + letter.length);
    this.#composes = true;
    this.#accent = '';
  }

  #dashes(): void {
    let length = 1;
    while (length < 3 && this.#source[this.#at] === '-') {
      this.#at += 1;
      length += 1;
    }
    if (this.#isMath) this.#print('−'.repeat(length));
    else this.#print(['-', '–', '—'][length - 1]!);
  }

  #quotes(char: string): void {
    if (this.#isMath) {
      this.#print(char === "'" ? '′' : char);
      return;
    }
    const isDouble = this.#source[this.#at] === char;
    if (isDouble) this.#at += 1;
    if (char === '`') this.#print(isDouble ? '“' : '‘');
    else this.#print(isDouble ? '”' : '’');
  }

  /** `H$_2$O` → `H₂O`; what has no small form stands on the line: `T$_{max}$` → `Tmax`. */
  #script(char: string): void {
    if (this.#isMarked) {
      this.#markScript(char === '^' ? marks.sup : marks.sub);
      return;
    }
    const isBraced = this.#source[this.#at] === '{';
    const from = this.#at + (isBraced ? 1 : 0);
    const to = isBraced ? this.#source.indexOf('}', from) : from + 1;
    if (to < 0 || to - from > maxScriptLength) return;
    const table = char === '^' ? superscripts : subscripts;
    const letters = Array.from(this.#source.slice(from, to), (letter) => table.get(letter));
    if (letters.length === 0 || letters.includes(undefined)) return;
    this.#at = isBraced ? to + 1 : to;
    this.#print(letters.join(''));
  }

  #markScript(mark: Mark): void {
    const char = this.#source[this.#at];
    if (char === undefined || char === '}' || char === '$') return;
    this.#print(mark.open);
    if (char === '{') {
      this.#closer = mark.close;
      this.#isArgument = true;
      return;
    }
    this.#at += 1;
    if (char === '\\') this.#command();
    else this.#print(char);
    this.#print(mark.close);
  }

  #command(): void {
    const name = this.#commandName();
    const accent = accents.get(name);
    if (accent !== undefined) {
      this.#startAccent(name, accent);
      return;
    }
    const symbol = symbols.get(name);
    if (symbol !== undefined) {
      // Relations of mathematics keep the space that one reads around them.
      if (!this.#isMath) this.#skipSpace();
      if (this.#source.startsWith('{}', this.#at)) this.#at += 2;
      this.#print(symbol);
      return;
    }
    if (!/^[A-Za-z]/.test(name)) {
      this.#sign(name);
      return;
    }
    if (name === 'char') {
      this.#character();
      return;
    }
    this.#skipSpace();
    this.#isArgument = this.#source[this.#at] === '{';
    if (this.#mark(name)) return;
    const enclosed = encloses.get(name);
    if (enclosed && this.#source[this.#at] === '{') {
      this.#print(enclosed[0]);
      this.#closer = enclosed[1];
    } else if (name === 'textsuperscript' || name === 'textsubscript') {
      this.#script(name === 'textsuperscript' ? '^' : '_');
    } else if (dropsArgument.has(name)) {
      this.#dropArgument();
      this.#isArgument = false;
    } else if (this.#isMath && this.#source[this.#at] !== '{' && functions.has(name)) this.#print(`${name} `);
    else if (isAcronym.test(name) && (this.#source[this.#at] !== '{' || this.#source[this.#at + 1] === '}')) {
      this.#print(name);
    }
  }

  #commandName(): string {
    let end = this.#at;
    while (end - this.#at < maxCommandLength && isLetter(this.#source.charCodeAt(end))) end += 1;
    if (end === this.#at) end += 1;
    const name = this.#source.slice(this.#at, end);
    this.#at = Math.min(end, this.#source.length);
    return name;
  }

  #startAccent(name: string, accent: string): void {
    if (isLetter(name.charCodeAt(0))) {
      // `\c` is an accent, `\cite` was read whole; `\v s` takes its letter from behind the space.
      this.#skipSpace();
    }
    if (this.#source.startsWith('{}', this.#at)) {
      this.#at += 2;
      if (name === '~' || name === '^') this.#print(name);
      return;
    }
    this.#accent += accent;
  }

  /** A command of one sign: `\&`, `\,`, `\(`. */
  #sign(sign: string): void {
    switch (sign) {
      case '(':
      case '[':
        this.#isMath = true;
        return;
      case ')':
      case ']':
        this.#isMath = false;
        return;
      case '-':
      case '/':
      case '!':
      case '@':
      case '':
        return;
      case '\\':
      case ',':
      case ';':
      case ':':
      case '>':
      case '\n':
      case '\r':
      case '\t':
        this.#print(' ');
        return;
      default:
        this.#print(sign);
        return;
    }
  }

  /** `\char"00E9` and `\char233`. */
  #character(): void {
    const match = /^\s{0,8}(?:"([0-9A-Fa-f]{1,6})|(\d{1,7}))/.exec(
      this.#source.slice(this.#at, this.#at + 16),
    );
    if (match === null) return;
    this.#at += match[0].length;
    const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
    const isCharacter = code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    if (isCharacter) this.#print(String.fromCodePoint(code));
  }

  #skipSpace(): void {
    while (isSpaceCode(this.#source.charCodeAt(this.#at))) this.#at += 1;
  }

  #dropArgument(): void {
    if (this.#source[this.#at] !== '{') return;
    let depth = 0;
    do {
      const char = this.#source[this.#at];
      if (char === '{') depth += 1;
      else if (char === '}') depth -= 1;
      this.#at += 1;
    } while (depth > 0 && this.#at < this.#source.length);
  }
}

/** Commands and declarations that print what they hold in another face. */
const markedCommands: ReadonlyMap<string, Mark> = new Map([
  ...['emph', 'textit', 'textsl', 'mkbibemph', 'mkbibitalic', 'em', 'it', 'itshape', 'sl', 'slshape'].map(
    (name): [string, Mark] => [name, marks.i],
  ),
  ...['textbf', 'mkbibbold', 'bf', 'bfseries'].map((name): [string, Mark] => [name, marks.b]),
  ...['textsc', 'sc', 'scshape'].map((name): [string, Mark] => [name, marks.sc]),
]);
const markOf = (name: string): Mark | undefined => markedCommands.get(name);
const isDeclaration = /^(?:em|it|sl|bf|sc|itshape|slshape|bfseries|scshape)$/;

const maxCommandLength = 40;
const maxScriptLength = 40;

/** A command of one's own that prints its name, `\METAFONT`, reads better so than as nothing. */
const isAcronym = /^[A-Z]{2,}$/;

/** Words that mathematics prints. */
const functions = new Set('log ln exp sin cos tan min max lim sup inf det dim gcd Pr arg deg mod'.split(' '));

const isSpecialCode = (code: number): boolean => code < 128 && special[code] === 1;
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isSpaceCode = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
