/** What LaTeX's commands print, as data. Names without the backslash. */

/** Combining characters of the accent commands (LaTeX2e, ltoutenc.dtx; `textcomp`). */
export const accents: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ["'", '\u0301'],
  ['^', '\u0302'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['u', '\u0306'],
  ['.', '\u0307'],
  ['"', '\u0308'],
  ['h', '\u0309'],
  ['r', '\u030a'],
  ['H', '\u030b'],
  ['v', '\u030c'],
  ['U', '\u030e'],
  ['G', '\u030f'],
  ['f', '\u0311'],
  ['d', '\u0323'],
  ['c', '\u0327'],
  ['k', '\u0328'],
  ['b', '\u0331'],
  ['t', '\u0361'],
]);

/** Pairs of a command and its character, `name character`, two spaces between the pairs. */
const pairs = [
  // Letters
  'ss ß  SS ẞ  o ø  O Ø  l ł  L Ł  ae æ  AE Æ  oe œ  OE Œ  aa å  AA Å  i ı  j ȷ  dh ð  DH Ð  th þ  TH Þ  dj đ  DJ Đ',
  'ng ŋ  NG Ŋ  ij ĳ  IJ Ĳ  textschwa ə',
  // Punctuation and signs
  'S §  P ¶  dag †  ddag ‡  textdagger †  textdaggerdbl ‡  copyright ©  textcopyright ©  pounds £  textsterling £',
  'textregistered ®  texttrademark ™  textdegree °  degree °  textmu µ  micro µ  textbullet •  textperiodcentered ·',
  'textendash –  textemdash —  endash –  emdash —  hyphen -  textquoteleft ‘  textquoteright ’  textquotedblleft “',
  'textquotedblright ”  textquotesingle \'  textquotedbl "  quotedblbase „  quotesinglbase ‚  guillemotleft «',
  'guillemotright »  guillemetleft «  guillemetright »  guilsinglleft ‹  guilsinglright ›  flqq «  frqq »  flq ‹  frq ›',
  'glqq „  grqq “  glq ‚  grq ‘  lq ‘  rq ’  ldots …  dots …  textellipsis …  dotsc …  dotsb …  cdots ⋯',
  'textbackslash \\  textasciitilde ~  textasciicircum ^  textless <  textgreater >  textbar |  textunderscore _',
  'textbraceleft {  textbraceright }  textasciigrave `',
  'textdollar $  texteuro €  euro €  textcent ¢  textyen ¥  slash /  textexclamdown ¡  textquestiondown ¿',
  'textonehalf ½  textonequarter ¼  textthreequarters ¾  textordfeminine ª  textordmasculine º  textnumero №',
  'textsection §  textparagraph ¶  texttimes ×  textdiv ÷  textpm ±  textminus −  lbrace {  rbrace }  colon :  addcolon :',
  'adddot .  addcomma ,  addsemicolon ;  isdot .  bibrangedash –',
  // Names
  'LaTeX LaTeX  TeX TeX  BibTeX BibTeX  LaTeXe LaTeX2e  XeTeX XeTeX  LuaTeX LuaTeX',
  // Greek
  'alpha α  beta β  gamma γ  delta δ  epsilon ε  varepsilon ε  zeta ζ  eta η  theta θ  vartheta ϑ  iota ι  kappa κ',
  'lambda λ  mu μ  nu ν  xi ξ  omicron ο  pi π  varpi ϖ  rho ρ  varrho ϱ  sigma σ  varsigma ς  tau τ  upsilon υ  phi φ',
  'varphi φ  chi χ  psi ψ  omega ω  Gamma Γ  Delta Δ  Theta Θ  Lambda Λ  Xi Ξ  Pi Π  Sigma Σ  Upsilon Υ  Phi Φ  Psi Ψ',
  'Omega Ω  textalpha α  textbeta β  textgamma γ  textdelta δ  textepsilon ε  textkappa κ  textlambda λ  textomega ω',
  'textmugreek μ  upalpha α  upbeta β  upgamma γ  updelta δ  upmu μ',
  // Mathematics
  'times ×  div ÷  pm ±  mp ∓  cdot ·  le ≤  leq ≤  leqslant ≤  ge ≥  geq ≥  geqslant ≥  ne ≠  neq ≠  approx ≈  sim ∼',
  'simeq ≃  cong ≅  equiv ≡  propto ∝  ll ≪  gg ≫  infty ∞  to →  rightarrow →  longrightarrow ⟶  leftarrow ←',
  'leftrightarrow ↔  Rightarrow ⇒  Leftarrow ⇐  Leftrightarrow ⇔  uparrow ↑  downarrow ↓  mapsto ↦  circ °  prime ′',
  'sum ∑  prod ∏  int ∫  partial ∂  nabla ∇  in ∈  notin ∉  ni ∋  forall ∀  exists ∃  emptyset ∅  varnothing ∅  cup ∪',
  'cap ∩  subset ⊂  subseteq ⊆  supset ⊃  supseteq ⊇  wedge ∧  vee ∨  neg ¬  oplus ⊕  otimes ⊗  perp ⊥  parallel ∥',
  'bullet •  star ⋆  ast ∗  dagger †  ddagger ‡  ell ℓ  hbar ℏ  Re ℜ  Im ℑ  aleph ℵ  sqrt √  angle ∠  triangle △  sharp ♯',
  'flat ♭  natural ♮  langle ⟨  rangle ⟩  backslash \\  mid |  vert |  checkmark ✓',
].join('  ');

export const symbols: ReadonlyMap<string, string> = new Map(
  pairs
    .split('  ')
    .map((pair): [string, string] => {
      const space = pair.indexOf(' ');
      return [pair.slice(0, space), pair.slice(space + 1)];
    })
    .concat([
      ['quad', ' '],
      ['qquad', ' '],
      ['space', ' '],
      ['addspace', ' '],
      ['enspace', ' '],
      ['thinspace', ' '],
      ['newline', ' '],
      ['linebreak', ' '],
      ['par', ' '],
      ['nobreakspace', '\u00a0'],
      ['addnbspace', '\u00a0'],
    ]),
);

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Commands whose first argument is not printed. */
export const dropsArgument = words(
  'noopsort noop sortnoop SortNoop NoopSort href textcolor color foreignlanguage selectlanguage hspace vspace cite label ref footnote footnotemark hskip vskip kern index phantom hphantom vphantom setcounter fontsize raisebox',
);

/** Commands that put quotation marks or brackets around their argument. */
export const encloses: ReadonlyMap<string, readonly [open: string, close: string]> = new Map([
  ['enquote', ['“', '”']],
  ['mkbibquote', ['“', '”']],
  ['textquote', ['“', '”']],
  ['mkbibparens', ['(', ')']],
  ['parentext', ['(', ')']],
  ['mkbibbrackets', ['[', ']']],
  ['brackettext', ['[', ']']],
]);

const zipped = (from: string, to: string): ReadonlyMap<string, string> => {
  const letters = [...to];
  return new Map([...from].map((char, place) => [char, letters[place]!]));
};

export const superscripts = zipped('0123456789+-−=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ');
export const subscripts = zipped('0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎');
