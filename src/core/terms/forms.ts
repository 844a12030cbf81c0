/**
 * How chemical names, receptors, scales and long forms are written: one table a kind, and the few rules that
 * apply them. Given one writing of a name, `nameForms` makes the others. British and American spelling, Greek
 * letters, plurals, hyphen or space and case are not told here: `variants.ts` and the matcher do that for
 * every label.
 */

/**
 * Writings of one stereodescriptor in front of a name. The first names the row; any of them brings all of
 * them.
 */
const descriptors: readonly (readonly string[])[] = [
  [
    '(R,S)-',
    '(R, S)-',
    '(RS)-',
    '(R/S)-',
    'R,S-',
    'RS-',
    'R/S-',
    '(S,R)-',
    '(±)-',
    '±-',
    '(+/-)-',
    '(R,S)-(±)-',
    '(RS)-(±)-',
    'rac-',
    'racemic ',
  ],
  [
    '(S)-(+)-',
    'S-(+)-',
    'S(+)-',
    '(S)(+)-',
    '(S)(+) ',
    'S(+) ',
    '(+)-(S)-',
    '(+)-S-',
    '(S)-(+) ',
    'S-(+) ',
    '(S)+-',
    'S+-',
    '(+)(S)-',
  ],
  [
    '(R)-(-)-',
    'R-(-)-',
    'R(-)-',
    '(R)(-)-',
    '(R)(-) ',
    'R(-) ',
    '(-)-(R)-',
    '(-)-R-',
    '(R)-(-) ',
    'R-(-) ',
    '(-)(R)-',
  ],
  ['(S)-', 'S-'],
  ['(R)-', 'R-'],
  ['(2R,6R)-', '(2R, 6R)-', '2R,6R-', '2R, 6R-', '(2R;6R)-', '(2R/6R)-'],
  ['(2S,6S)-', '(2S, 6S)-', '2S,6S-', '2S, 6S-', '(2S;6S)-', '(2S/6S)-'],
  ['D-', '(D)-'],
  ['L-', '(L)-'],
];

/** Receptors by family: what a writing is, and the writings of the same. `$1` is the subtype. */
const receptors: readonly (readonly [written: RegExp, forms: readonly string[]])[] = [
  [
    /^mGlu(?:R)?-?(\d(?:\/\d)?)$/,
    [
      'mGluR$1',
      'mGlu$1',
      'mGluR-$1',
      'mGlu-$1',
      'mGluR$1 receptor',
      'mGlu$1 receptor',
      'mGlu$1R',
      'mGluR $1',
      'mGlu($1)',
      'metabotropic glutamate receptor $1',
      'metabotropic glutamate $1 receptor',
    ],
  ],
  [
    /^mGluR?2\/3$/,
    ['mGluR2 and mGluR3', 'mGlu2 and mGlu3', 'mGluR2/mGluR3', 'mGluR2 and 3', 'mGlu2 and mGlu3 receptors'],
  ],
  [
    /^5-?HT-?(\d[A-F]?)$/,
    [
      '5-HT$1',
      '5HT$1',
      '5-HT-$1',
      '5-HT($1)',
      '5-HT$1R',
      '5HT$1R',
      '5-HT$1-R',
      '5-HT$1 receptor',
      '5HT$1 receptor',
      '5-HT-$1 receptor',
      '5-HT($1) receptor',
      'serotonin $1 receptor',
      'serotonin 5-HT$1 receptor',
      'serotonergic 5-HT$1 receptor',
      '5-hydroxytryptamine $1 receptor',
      '5-hydroxytryptamine (5-HT) $1 receptor',
      '5-hydroxytryptamine type $1 receptor',
      'serotonin type $1 receptor',
    ],
  ],
  [
    /^(?:GluN|NR)(\d[A-D])$/,
    [
      'GluN$1',
      'NR$1',
      'GluN-$1',
      'NR-$1',
      'GluN$1 subunit',
      'NR$1 subunit',
      'GluN$1-containing NMDA receptor',
      'GluN$1-containing NMDAR',
      'NR$1-containing NMDA receptor',
      'NR$1-containing NMDAR',
      'GluN$1 receptor',
      'NR$1 receptor',
    ],
  ],
  [
    /^GABA-?\(?A\)? receptor$/,
    [
      'GABAA receptor',
      'GABA-A receptor',
      'GABA(A) receptor',
      'GABAAR',
      'GABA-AR',
      'GABA(A)R',
      'GABA type A receptor',
      'gamma-aminobutyric acid type A receptor',
      'gamma-aminobutyric acid A receptor',
      'gamma-aminobutyric acid (GABA) A receptor',
      'gamma-aminobutyric acid (GABA) type A receptor',
      'gamma-aminobutyric acid (GABA)-A receptor',
      'gamma-aminobutyric acid type A (GABAA) receptor',
      'gamma-aminobutyric acid type A (GABA-A) receptor',
      'gamma-aminobutyric acid A (GABAA) receptor',
      'GABAergic A receptor',
    ],
  ],
  [
    /^dopamine D(\d) receptor$/,
    [
      'D$1 receptor',
      'dopamine D$1 receptor',
      'D$1R',
      'D$1 dopamine receptor',
      'dopamine D($1) receptor',
      'D($1) receptor',
      'dopaminergic D$1 receptor',
      'dopamine receptor D$1',
      'dopamine $1 receptor',
      'dopamine type $1 receptor',
      'DRD$1',
    ],
  ],
  [
    /^(mu|kappa|delta) opioid receptor$/,
    [
      '$1 opioid receptor',
      '$1-opioid receptor',
      '$1 receptor',
      '$1-type opioid receptor',
      'opioid receptor $1',
    ],
  ],
  [/^(CB\d)R?$/, ['$1', '$1R', '$1 receptor', 'cannabinoid $1 receptor', 'cannabinoid receptor $1']],
];

/**
 * Ionotropic receptors of glutamate that are named after an agonist: `NMDA glutamate receptors`. `$1` is the
 * agonist.
 */
const agonists = /^(N-methyl-D-aspartate|NMDA|AMPA|kainate)([ -])receptors?(?= |$)(.*)$/;
const agonistForms = [
  '$1 glutamate receptor$3',
  '$1-type glutamate receptor$3',
  '$1-type receptor$3',
  '$1 type glutamate receptor$3',
  '$1 subtype of glutamate receptor$3',
  '$1 subtype glutamate receptor$3',
  '$1-sensitive glutamate receptor$3',
  '$1 ionotropic glutamate receptor$3',
  'glutamate $1 receptor$3',
  'glutamatergic $1 receptor$3',
] as const;

/** Words made of the last word of a label: its adjective, adverb, participle. */
const derived: readonly (readonly [ending: RegExp, forms: readonly string[]])[] = [
  [/(?<=^|[ -])glutamate$/, ['glutamatergic', 'glutaminergic']],
  [/(?<=^|[ -])dopamine$/, ['dopaminergic', 'dopamine-ergic']],
  [/(?<=^|[ -])serotonin$/, ['serotonergic', 'serotoninergic']],
  [/(?<=^|[ -])noradrenaline$/, ['noradrenergic']],
  [/(?<=^|[ -])acetylcholine$/, ['cholinergic']],
  [/(?<=^|[ -])histamine$/, ['histaminergic']],
  [/(?<=^|[ -])monoamine$/, ['monoaminergic']],
  [/(?<=^|[ -])GABA$/, ['GABAergic', 'GABA-ergic', 'gabaergic']],
  [/regulation$/, ['regulated', 'regulate', 'regulates', 'regulating']],
  [/analysis$/, ['analytic', 'analytical', 'analytically', 'analyse', 'analysed']],
  [/(?<=hippo)campus$/, ['campal']],
  [/(?<=stri)atum$/, ['atal']],
  [/(?<=cerebell)um$/, ['ar']],
  [/(?<=amygdal)a$/, ['ar', 'oid']],
  [/(?<=thalam)us$/, ['ic']],
  [/(?<=insul)a$/, ['ar']],
  [/(?<=habenul)a$/, ['ar']],
  [/(?<=(?:prefrontal|frontal|cingulate|orbitofrontal|entorhinal) )cortex$/, ['cortical', 'cortices']],
  [/(?<=psych)osis$/, ['otic']],
  [/(?<=excitotoxic|neurotoxic)ity$/, ['', 'ally']],
  [/(?<=pharmacokinetic|pharmacodynamic|epigenetic|optogenetic|chemogenetic)s$/, ['', 'ally']],
  [/(?<=synapt|neur)ogenesis$/, ['ogenic']],
  [/(?<=disinhibit)ion$/, ['ed', 'ory']],
  [/(?<=spectroscop|tomograph|encephalograph)y$/, ['ic']],
  [/(?<=anhedon|caton|schizophren|hypoman|man)ia$/, ['ic']],
  [/(?<=inflammat)ion$/, ['ory']],
  [/(?<=ruminat)ion$/, ['ive']],
  [/(?<=comorbid)ity$/, ['']],
  [/(?<=remi)ssion$/, ['tted', 'tter', 'tters']],
  [/(?<=intravenous|intranasal|subcutaneous|intramuscular)$/, ['ly']],
  [/(?<=glutamate.glutamine c)ycle$/, ['ycling']],
  [/(?<=remodel)ing$/, ['ed', 'led']],
];

/** Words inside a label that writers exchange; each row is one meaning. */
const exchanged: readonly (readonly string[])[] = [
  ['rapid-acting', 'rapidly acting', 'fast-acting', 'quick-acting', 'rapid-onset', 'fast-onset'],
  ['slow-acting', 'slowly acting', 'slow-onset'],
  ['treatment-resistant', 'treatment-refractory', 'therapy-resistant', 'therapy-refractory'],
  ['resting-state functional', 'resting functional'],
  ['controlled trial', 'controlled study', 'controlled clinical trial'],
  ['self-report', 'self report'],
  ['glutamate–glutamine', 'glutamate/glutamine', 'glutamate and glutamine', 'Glu–Gln', 'Glu/Gln'],
];

/** Other writings of one label of a term; the label itself comes first. */
export function nameForms(label: string): readonly string[] {
  const forms = new Set([label]);
  for (const make of [withDescriptor, receptorForms, glutamateReceptors, exchange, derivations, joints]) {
    for (const form of [...forms]) for (const other of make(form)) forms.add(other);
    if (forms.size > maxForms) break;
  }
  return [...forms];
}

const maxForms = 60;

function withDescriptor(label: string): readonly string[] {
  for (const row of descriptors) {
    // `D-cycloserine` and `d-cycloserine`; a capital only elsewhere, for “rs-fMRI” is no racemate.
    const found = row.filter((form) => label.startsWith(form)).sort((a, b) => b.length - a.length)[0];
    const name = found === undefined ? '' : label.slice(found.length);
    if (found !== undefined && /^[A-Za-z]{3}/.test(name)) return row.map((form) => form + name);
  }
  return [];
}

const receptorForms = (label: string): readonly string[] =>
  receptors.flatMap(([written, forms]) => {
    const found = written.exec(label);
    return found ? forms.map((form) => form.replaceAll('$1', found[1] ?? '')) : [];
  });

function glutamateReceptors(label: string): readonly string[] {
  const [, agonist, , rest] = agonists.exec(label) ?? [];
  if (agonist === undefined) return [];
  return agonistForms.map((form) => form.replace('$1', agonist).replace('$3', rest ?? ''));
}

const exchange = (label: string): readonly string[] =>
  exchanged.flatMap((row) => {
    const found = row.find((form) => label.includes(form));
    return found === undefined ? [] : row.map((form) => label.replace(found, form));
  });

const derivations = (label: string): readonly string[] =>
  derived.flatMap(([ending, forms]) =>
    ending.test(label) ? forms.map((form) => label.replace(ending, form)) : [],
  );

/** `GLT-1` and `GLT1`, `HAM-D17`, `HAM-D-17` and `HAMD17`: a number behind capitals, joined or not. */
function joints(label: string): readonly string[] {
  if (!/^(?=.*\p{Lu}.*\p{Lu})[\p{L}-]{2,12}\d{1,3}[A-Zα-ω]?$/u.test(label)) return [];
  const joined = label.replace(/-(?=\d)/, '');
  const parted = joined.replace(/(?<=\p{L})(?=\d)/u, '-');
  return [
    joined,
    parted,
    joined.replaceAll('-', ''),
    joined.replaceAll('-', '').replace(/(?<=\p{L})(?=\d)/u, '-'),
  ];
}

/**
 * A long form with its short form in brackets before the head that both share: “N-methyl-D-aspartate (NMDA)
 * receptor”, from the labels “N-methyl-D-aspartate receptor” and “NMDA receptor”, or from the short form
 * “NMDAR”.
 */
export function bracketedForms(labels: readonly string[], shorts: readonly string[]): readonly string[] {
  const out = new Set<string>();
  for (const long of labels) {
    for (const short of [...labels, ...shorts.flatMap(spelledOut)]) {
      const head = commonHead(long, short);
      if (head === '') continue;
      const stem = long.slice(0, -head.length).trimEnd();
      const acronym = short.slice(0, -head.length).trimEnd();
      if (!/^(?!\p{Lu}?\p{Ll}+$)(?=.*\p{Lu})[\p{L}\p{N}-]{2,10}$/u.test(acronym) || !/\p{Ll}{3}/u.test(stem))
        continue;
      if (/^\p{Lu}+s?$/u.test(stem) || stem.includes('(')) continue;
      out.add(`${stem} (${acronym})${head.startsWith('-') ? '' : ' '}${head}`);
      out.add(`${acronym} (${stem})${head.startsWith('-') ? '' : ' '}${head}`);
      if (head === 'receptor') out.add(`${stem} (${acronym}) glutamate receptor`);
    }
  }
  return [...out].slice(0, maxForms);
}

/** `AMPAR` as “AMPA receptor”. */
const spelledOut = (short: string): readonly string[] =>
  /^[\p{L}\p{N}-]{3,9}[^R\s-]R$/u.test(short) ? [`${short.slice(0, -1)} receptor`] : [];

/** The words that two labels end with; "" where there are none, or where one is all of it. */
function commonHead(long: string, short: string): string {
  if (long === short || short.length >= long.length) return '';
  const a = long.split(' ');
  const b = short.split(' ');
  let count = 0;
  while (count < Math.min(a.length, b.length) - 1 && a.at(-1 - count) === b.at(-1 - count)) count++;
  return count === 0 ? '' : a.slice(a.length - count).join(' ');
}
