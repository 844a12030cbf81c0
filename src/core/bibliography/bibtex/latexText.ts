/**
 * LaTeX text as it stands in BibTeX values, as plain Unicode: accents, letters and marks of the common macros, dashes,
 * ties; grouping braces vanish, formatting commands leave their argument, math keeps its source where it has no plain
 * form. Linear, no recursion on nesting.
 */

/** Combining characters of the accent commands (LaTeX2e, `\usepackage{textcomp}`; ltoutenc.dtx). */
const accents = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['u', '\u0306'],
  ['.', '\u0307'],
  ['"', '\u0308'],
  ['r', '\u030a'],
  ['H', '\u030b'],
  ['v', '\u030c'],
  ['d', '\u0323'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['b', '\u0331'],
  ['t', '\u0361'],
  ['G', '\u030f'],
  ['U', '\u030e'],
  ['f', '\u0311'],
]);

const symbols = new Map([
  ['ss', 'ß'],
  ['SS', 'ẞ'],
  ['o', 'ø'],
  ['O', 'Ø'],
  ['l', 'ł'],
  ['L', 'Ł'],
  ['ae', 'æ'],
  ['AE', 'Æ'],
  ['oe', 'œ'],
  ['OE', 'Œ'],
  ['aa', 'å'],
  ['AA', 'Å'],
  ['i', 'ı'],
  ['j', 'ȷ'],
  ['dh', 'ð'],
  ['DH', 'Ð'],
  ['th', 'þ'],
  ['TH', 'Þ'],
  ['dj', 'đ'],
  ['DJ', 'Đ'],
  ['ng', 'ŋ'],
  ['NG', 'Ŋ'],
  ['ij', 'ĳ'],
  ['IJ', 'Ĳ'],
  ['S', '§'],
  ['P', '¶'],
  ['dag', '†'],
  ['ddag', '‡'],
  ['copyright', '©'],
  ['pounds', '£'],
  ['textregistered', '®'],
  ['texttrademark', '™'],
  ['textdegree', '°'],
  ['degree', '°'],
  ['textmu', 'µ'],
  ['textbullet', '•'],
  ['textperiodcentered', '·'],
  ['textendash', '–'],
  ['textemdash', '—'],
  ['textquoteleft', '‘'],
  ['textquoteright', '’'],
  ['textquotedblleft', '“'],
  ['textquotedblright', '”'],
  ['textquotesingle', "'"],
  ['quotedblbase', '„'],
  ['quotesinglbase', '‚'],
  ['guillemotleft', '«'],
  ['guillemotright', '»'],
  ['flqq', '«'],
  ['frqq', '»'],
  ['ldots', '…'],
  ['dots', '…'],
  ['textellipsis', '…'],
  ['textbackslash', '\\'],
  ['textasciitilde', '~'],
  ['textasciicircum', '^'],
  ['textless', '<'],
  ['textgreater', '>'],
  ['textbar', '|'],
  ['textunderscore', '_'],
  ['textdollar', '$'],
  ['textsterling', '£'],
  ['texteuro', '€'],
  ['euro', '€'],
  ['slash', '/'],
  ['LaTeX', 'LaTeX'],
  ['TeX', 'TeX'],
  ['BibTeX', 'BibTeX'],
  ['textexclamdown', '¡'],
  ['textquestiondown', '¿'],
  ['quad', ' '],
  ['qquad', ' '],
  ['space', ' '],
  ['nobreakspace', '\u00a0'],
  ['newline', ' '],
  ['par', ' '],
  ['and', 'and'],
  ['alpha', 'α'],
  ['beta', 'β'],
  ['gamma', 'γ'],
  ['delta', 'δ'],
  ['epsilon', 'ε'],
  ['varepsilon', 'ε'],
  ['zeta', 'ζ'],
  ['eta', 'η'],
  ['theta', 'θ'],
  ['iota', 'ι'],
  ['kappa', 'κ'],
  ['lambda', 'λ'],
  ['mu', 'μ'],
  ['nu', 'ν'],
  ['xi', 'ξ'],
  ['pi', 'π'],
  ['rho', 'ρ'],
  ['sigma', 'σ'],
  ['tau', 'τ'],
  ['upsilon', 'υ'],
  ['phi', 'φ'],
  ['varphi', 'φ'],
  ['chi', 'χ'],
  ['psi', 'ψ'],
  ['omega', 'ω'],
  ['Gamma', 'Γ'],
  ['Delta', 'Δ'],
  ['Theta', 'Θ'],
  ['Lambda', 'Λ'],
  ['Xi', 'Ξ'],
  ['Pi', 'Π'],
  ['Sigma', 'Σ'],
  ['Phi', 'Φ'],
  ['Psi', 'Ψ'],
  ['Omega', 'Ω'],
  ['textalpha', 'α'],
  ['textbeta', 'β'],
  ['textgamma', 'γ'],
  ['textdelta', 'δ'],
  ['textkappa', 'κ'],
  ['times', '×'],
  ['pm', '±'],
  ['cdot', '·'],
  ['le', '≤'],
  ['leq', '≤'],
  ['ge', '≥'],
  ['geq', '≥'],
  ['ne', '≠'],
  ['neq', '≠'],
  ['approx', '≈'],
  ['sim', '∼'],
  ['infty', '∞'],
  ['to', '→'],
  ['rightarrow', '→'],
  ['leftarrow', '←'],
  ['leftrightarrow', '↔'],
  ['circ', '°'],
  ['prime', '′'],
  ['sum', '∑'],
  ['int', '∫'],
  ['partial', '∂'],
  ['nabla', '∇'],
  ['in', '∈'],
  ['forall', '∀'],
  ['exists', '∃'],
  ['emptyset', '∅'],
  ['cup', '∪'],
  ['cap', '∩'],
  ['subset', '⊂'],
  ['bullet', '•'],
  ['star', '⋆'],
  ['dagger', '†'],
  ['ell', 'ℓ'],
  ['sqrt', '√'],
]);

/** Commands that print nothing. What they take as an argument goes with them where it is no text. */
const silent = new Set(
  'em it bf sc tt rm sf sl bfseries itshape scshape mdseries upshape normalfont tiny small large Large noindent protect relax allowbreak linebreak left right displaystyle textstyle limits'.split(
    ' ',
  ),
);
const silentWithArgument = new Set([
  'noopsort',
  'hspace',
  'vspace',
  'cite',
  'label',
  'ref',
  'footnote',
  'hskip',
  'color',
]);
/** A command whose first argument is no text and whose second is: `\href{url}{text}`. */
const keepsSecond = new Set(['href', 'textcolor', 'foreignlanguage', 'ifthenelse']);

const superscripts = new Map([...'0123456789+-=()n'].map((char, i) => [char, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ'][i]!]));
const subscripts = new Map([...'0123456789+-=()'].map((char, i) => [char, [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'][i]!]));

const special = /[\\{}$~`'^_%"<>-]/;

/** Plain text of a LaTeX value. White space runs become one space. */
export function latexToText(source: string): string {
  if (!special.test(source)) return tidy(source);
  return tidy(new Reader(source).text());
}

const tidy = (text: string): string => text.replace(/[ \t\r\n\f\v]+/g, ' ').trim();

class Reader {
  readonly #source: string;
  #at = 0;
  #out = '';
  #math = false;
  /** Accents that wait for their letter: `\"` before `{o}`. */
  #accent = '';

  constructor(source: string) {
    this.#source = source;
  }

  text(): string {
    while (this.#at < this.#source.length) this.#step();
    return this.#out.normalize('NFC');
  }

  #step(): void {
    const char = this.#source[this.#at]!;
    switch (char) {
      case '\\':
        this.#command();
        return;
      case '{':
      case '}':
        this.#at += 1;
        return;
      case '$':
        this.#at += 1;
        this.#math = !this.#math;
        return;
      case '~':
        this.#emit('\u00a0', 1);
        return;
      case '-':
        this.#dashes();
        return;
      case '`':
      case "'":
        this.#quotes(char);
        return;
      case '^':
      case '_':
        if (this.#math) this.#script(char);
        else this.#emit(char, 1);
        return;
      default:
        this.#plain();
    }
  }

  /** The longest run that needs no care, at once. */
  #plain(): void {
    const start = this.#at;
    do this.#at += 1;
    while (this.#at < this.#source.length && !special.test(this.#source[this.#at]!) && this.#accent === '');
    // A surrogate pair is one letter to an accent.
    const end = /[\uDC00-\uDFFF]/.test(this.#source[this.#at] ?? '') ? this.#at + 1 : this.#at;
    this.#at = end;
    this.#add(this.#source.slice(start, end));
  }

  #emit(text: string, length: number): void {
    this.#at += length;
    this.#add(text);
  }

  #add(text: string): void {
    if (this.#accent === '') {
      this.#out += text;
      return;
    }
    const [letter = '', ...rest] = text;
    const base = letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
    this.#out += base + this.#accent + rest.join('');
    this.#accent = '';
  }

  #dashes(): void {
    const run = /^-+/.exec(this.#source.slice(this.#at, this.#at + 4))![0];
    if (this.#math || run.length > 3) this.#emit(run, run.length);
    else this.#emit(['-', '–', '—'][run.length - 1]!, run.length);
  }

  #quotes(char: string): void {
    const double = this.#source[this.#at + 1] === char;
    if (double) this.#emit(char === '`' ? '“' : '”', 2);
    else this.#emit(char === '`' ? '‘' : '’', 1);
  }

  #script(char: string): void {
    const braced = this.#source[this.#at + 1] === '{';
    const from = this.#at + (braced ? 2 : 1);
    const close = braced ? this.#source.indexOf('}', from) : from + 1;
    const content = close < 0 ? '' : this.#source.slice(from, close);
    const table = char === '^' ? superscripts : subscripts;
    const letters = [...content].map((letter) => table.get(letter));
    if (content !== '' && letters.every((letter) => letter !== undefined)) {
      this.#emit(letters.join(''), close + (braced ? 1 : 0) - this.#at);
    } else {
      // Brain imaging's `$T_{max}$` reads well enough as "Tmax".
      this.#at += 1;
    }
  }

  #command(): void {
    const name = /^\\([A-Za-z]+|[\s\S])/.exec(this.#source.slice(this.#at, this.#at + 42))?.[1] ?? '';
    this.#at += 1 + name.length;
    const isWord = /^[A-Za-z]/.test(name);
    const accent = accents.get(name);
    const symbol = symbols.get(name);
    if (accent !== undefined) {
      this.#skipSpace(isWord);
      this.#accent += accent;
      if (this.#source.startsWith('{}', this.#at)) {
        this.#at += 2;
        this.#add(' ');
      }
      return;
    }
    if (symbol !== undefined) {
      this.#skipSpace(true);
      if (this.#source.startsWith('{}', this.#at)) this.#at += 2;
      this.#add(symbol);
      return;
    }
    if (!isWord) {
      if (name === '\\' || name === ' ' || name === ',' || name === ';' || name === '\n' || name === ':')
        this.#add(' ');
      else if (name !== '-' && name !== '/' && name !== '!' && name !== '(' && name !== ')') this.#add(name);
      else if (name === '(' || name === ')') this.#math = name === '(';
      return;
    }
    if (name === 'char') {
      this.#character();
      return;
    }
    this.#skipSpace(true);
    if (silentWithArgument.has(name) || keepsSecond.has(name)) this.#dropArgument();
    else if (!silent.has(name) && this.#source[this.#at] !== '{' && this.#math) this.#add(name);
  }

  /** `\char"00E9` and `\char233`. */
  #character(): void {
    const match = /^\s*(?:"([0-9A-Fa-f]{1,6})|(\d{1,7}))/.exec(this.#source.slice(this.#at, this.#at + 12));
    if (match === null) return;
    this.#at += match[0].length;
    const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
    if (code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff))
      this.#add(String.fromCodePoint(code));
  }

  #skipSpace(yes: boolean): void {
    while (yes && /[ \t\r\n]/.test(this.#source[this.#at] ?? '')) this.#at += 1;
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
