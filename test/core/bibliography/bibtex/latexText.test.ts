import { expect, test } from 'vitest';
import { decode } from '../../../support/bibtex.ts';

test.each([
  // Accents in all the ways they are written
  ['N{\\"o}ren', 'Nören'],
  ['N\\"{o}ren', 'Nören'],
  ['N\\"oren', 'Nören'],
  ["Jos{\\'e}, {\\'{E}}douard, \\'{\\i}, {\\'\\i}, \\'\\i", 'José, Édouard, í, í, í'],
  ['{\\v s}, \\v{s}, \\v s, {\\v{S}}', 'š, š, š, Š'],
  [
    '\\c{c}, \\c c, {\\c C}, \\k{a}, \\H{o}, \\u{g}, \\r{a}, \\.{z}, \\={a}, \\d{h}',
    'ç, ç, Ç, ą, ő, ğ, å, ż, ā, ḥ',
  ],
  [
    'S{\\o}ren, \\O ystein, \\L{}\\o{}, {\\ae}, \\AA rhus, stra{\\ss}e',
    'Søren, Øystein, Łø, æ, Århus, straße',
  ],
  ['\\^{}, \\~{}', '^, ~'],
  // Dashes, quotation marks, ties
  ['1--2 and so on --- or', '1–2 and so on — or'],
  ["``double'' and `single' and don't", '“double” and ‘single’ and don’t'],
  ['Dr.~Who', 'Dr.\u00a0Who'],
  ['\\& \\% \\$ \\# \\_ \\{ \\}', '& % $ # _ { }'],
  // Braces and commands that format
  ['The {NMDA} {R}eceptor', 'The NMDA Receptor'],
  ['\\emph{Homo} \\textbf{sapiens}, {\\em old}, {\\it style}', 'Homo sapiens, old, style'],
  ['\\enquote{quoted {text}} here', '“quoted text” here'],
  ['\\href{http://x.org/a_b}{a link}', 'a link'],
  ['\\url{http://x.org/a_b}', 'http://x.org/a_b'],
  ['{\\noopsort{1973b}}1973', '1973'],
  ['soft\\-hyphen, x\\/y, a\\,b, a\\ b', 'softhyphen, xy, a b, a b'],
  // Mathematics
  ['$\\alpha$-amino, 5-HT$_{2A}$, H$_2$O, Ca$^{2+}$, 10$^{-3}$', 'α-amino, 5-HT2A, H₂O, Ca²⁺, 10⁻³'],
  ['$p < 0.05$, $\\beta_{1}$, $x \\leq 3$, \\(n=4\\)', 'p < 0.05, β₁, x ≤ 3, n=4'],
  ['\\ensuremath{\\gamma}-aminobutyric', 'γ-aminobutyric'],
  ['H\\textsubscript{2}O, m\\textsuperscript{2}', 'H₂O, m²'],
  ['$\\sin x$, $\\mathrm{GABA}_A$', 'sin x, GABAA'],
  // White space
  ['  two\n\t  lines  ', 'two lines'],
  // What is not LaTeX stays
  ['50% of < and > and "x"', '50% of < and > and "x"'],
  ['50\\% der Fälle', '50% der Fälle'],
  ['\\unknown{kept}, \\unknown gone, \\FSL{} stays', 'kept, gone, FSL stays'],
  ['ends in a backslash \\', 'ends in a backslash'],
  ['\\char"00E9 \\char233 \\char"D800', 'é é'],
  ['unbalanced } { braces', 'unbalanced braces'],
])('%s', (source, text) => {
  expect(decode(source)).toBe(text);
});
