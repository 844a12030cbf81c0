import { distance } from 'fastest-levenshtein';
import journals from './styles/journals.json' with { type: 'json' };

/** A style that is shipped: a file of `styles/`. */
export interface ShippedStyle {
  /** Its file's name without the ending, which is its name in the CSL repository. */
  readonly name: string;
  /** For the person. */
  readonly title: string;
  /** Other names that people write. */
  readonly aliases: readonly string[];
}

/** A style as somebody asks for it. */
export interface KnownStyle {
  /** Of the shipped style that prints it. */
  readonly name: string;
  /** For the person: the title of the style, or of the journal that prints in it. */
  readonly title: string;
  /** The language of the journal where it differs from the style's; else empty. */
  readonly locale: string;
}

export const shippedStyles: readonly ShippedStyle[] = [
  {
    name: 'apa',
    title: 'APA',
    aliases: ['apa7', 'apa-7', 'apa-7th-edition', 'american-psychological-association'],
  },
  { name: 'apa-6th-edition', title: 'APA, 6th edition', aliases: ['apa6', 'apa-6'] },
  {
    name: 'american-medical-association',
    title: 'AMA',
    aliases: ['ama11', 'ama-11', 'ama-11th-edition', 'wiley-ama', 'jama-network'],
  },
  {
    name: 'american-medical-association-brackets',
    title: 'AMA, numbers in brackets',
    aliases: ['ama-brackets'],
  },
  { name: 'vancouver', title: 'Vancouver', aliases: ['nlm', 'icmje', 'uniform-requirements'] },
  { name: 'vancouver-brackets', title: 'Vancouver, numbers in brackets', aliases: [] },
  { name: 'vancouver-superscript', title: 'Vancouver, raised numbers', aliases: [] },
  { name: 'elsevier-harvard', title: 'Elsevier Harvard', aliases: ['elsevier-name-date'] },
  { name: 'elsevier-with-titles', title: 'Elsevier numeric', aliases: ['elsevier-numbered', 'elsevier'] },
  { name: 'elsevier-vancouver', title: 'Elsevier Vancouver', aliases: [] },
  { name: 'nature', title: 'Nature', aliases: [] },
  { name: 'nature-publishing-group-vancouver', title: 'Nature Portfolio Vancouver', aliases: [] },
  { name: 'cell', title: 'Cell', aliases: ['cell-press'] },
  {
    name: 'springer-basic-author-date',
    title: 'Springer Basic (author-date)',
    aliases: ['springer-basic', 'springer'],
  },
  { name: 'springer-basic-brackets', title: 'Springer Basic (numbers)', aliases: ['springer-basic-numeric'] },
  {
    name: 'springer-vancouver-brackets',
    title: 'Springer Vancouver (numbers)',
    aliases: ['springer-vancouver'],
  },
  { name: 'springer-vancouver-author-date', title: 'Springer Vancouver (author-date)', aliases: [] },
  {
    name: 'springer-socpsych-author-date',
    title: 'Springer SocPsych (author-date)',
    aliases: ['springer-socpsych'],
  },
  { name: 'springer-socpsych-brackets', title: 'Springer SocPsych (numbers)', aliases: [] },
  { name: 'frontiers', title: 'Frontiers', aliases: ['frontiers-harvard', 'frontiers-science'] },
  {
    name: 'frontiers-medical-journals',
    title: 'Frontiers, medical journals',
    aliases: ['frontiers-vancouver'],
  },
  { name: 'multidisciplinary-digital-publishing-institute', title: 'MDPI', aliases: [] },
  { name: 'taylor-and-francis-ama', title: 'Taylor & Francis AMA', aliases: [] },
  {
    name: 'taylor-and-francis-national-library-of-medicine',
    title: 'Taylor & Francis NLM',
    aliases: ['taylor-and-francis', 'taylor-and-francis-nlm'],
  },
  {
    name: 'taylor-and-francis-chicago-author-date',
    title: 'Taylor & Francis Chicago (author-date)',
    aliases: ['taylor-and-francis-chicago'],
  },
  { name: 'bmj', title: 'BMJ', aliases: ['the-bmj', 'british-medical-journal'] },
  { name: 'the-lancet', title: 'The Lancet', aliases: ['lancet'] },
  { name: 'plos', title: 'PLOS', aliases: ['public-library-of-science'] },
  { name: 'elife', title: 'eLife', aliases: [] },
  { name: 'pnas', title: 'PNAS', aliases: ['proceedings-of-the-national-academy-of-sciences'] },
  { name: 'science', title: 'Science', aliases: ['aaas'] },
  { name: 'chicago-author-date', title: 'Chicago (author-date)', aliases: ['chicago'] },
  {
    name: 'chicago-note-bibliography',
    title: 'Chicago (short notes)',
    aliases: ['chicago-note', 'chicago-notes'],
  },
  { name: 'chicago-fullnote-bibliography', title: 'Chicago (full notes)', aliases: ['chicago-fullnote'] },
  { name: 'modern-language-association', title: 'MLA', aliases: ['mla9', 'mla-9', 'mla-9th-edition'] },
  {
    name: 'harvard-cite-them-right',
    title: 'Harvard (Cite Them Right)',
    aliases: ['harvard', 'cite-them-right'],
  },
  { name: 'biological-psychiatry', title: 'Biological Psychiatry', aliases: [] },
  { name: 'neuropsychopharmacology', title: 'Neuropsychopharmacology', aliases: [] },
  {
    name: 'the-american-journal-of-psychiatry',
    title: 'The American Journal of Psychiatry',
    aliases: ['american-journal-of-psychiatry', 'ajp'],
  },
  { name: 'molecular-psychiatry', title: 'Molecular Psychiatry', aliases: [] },
  {
    name: 'the-journal-of-neuroscience',
    title: 'The Journal of Neuroscience',
    aliases: ['journal-of-neuroscience', 'jneurosci'],
  },
  { name: 'psychological-medicine', title: 'Psychological Medicine', aliases: [] },
  {
    name: 'the-british-journal-of-psychiatry',
    title: 'The British Journal of Psychiatry',
    aliases: ['british-journal-of-psychiatry', 'bjpsych'],
  },
  {
    name: 'the-new-england-journal-of-medicine',
    title: 'The New England Journal of Medicine',
    aliases: ['new-england-journal-of-medicine', 'nejm'],
  },
  { name: 'psychiatric-services', title: 'Psychiatric Services', aliases: [] },
  {
    name: 'psychiatry-and-clinical-neurosciences',
    title: 'Psychiatry and Clinical Neurosciences',
    aliases: [],
  },
  {
    name: 'the-world-journal-of-biological-psychiatry',
    title: 'The World Journal of Biological Psychiatry',
    aliases: ['world-journal-of-biological-psychiatry'],
  },
  {
    name: 'journal-of-psychiatry-and-neuroscience',
    title: 'Journal of Psychiatry and Neuroscience',
    aliases: ['jpn'],
  },
  {
    name: 'the-canadian-journal-of-psychiatry',
    title: 'The Canadian Journal of Psychiatry',
    aliases: ['canadian-journal-of-psychiatry'],
  },
  { name: 'human-brain-mapping', title: 'Human Brain Mapping', aliases: [] },
  { name: 'european-journal-of-neuroscience', title: 'European Journal of Neuroscience', aliases: [] },
  { name: 'eneuro', title: 'eNeuro', aliases: [] },
  { name: 'annals-of-neurology', title: 'Annals of Neurology', aliases: [] },
  { name: 'neurology', title: 'Neurology', aliases: [] },
  {
    name: 'trends-journals',
    title: 'Trends',
    aliases: ['trends-in-neurosciences', 'trends-in-cognitive-sciences'],
  },
  { name: 'current-opinion', title: 'Current Opinion', aliases: [] },
  { name: 'annual-reviews-author-date', title: 'Annual Reviews (author-date)', aliases: ['annual-reviews'] },
  { name: 'karger-journals', title: 'Karger', aliases: [] },
  { name: 'biomed-central', title: 'BioMed Central', aliases: ['bmc'] },
  { name: 'sage-vancouver', title: 'SAGE Vancouver', aliases: [] },
  { name: 'sage-harvard', title: 'SAGE Harvard', aliases: ['sage'] },
  { name: 'ieee', title: 'IEEE', aliases: [] },
  { name: 'council-of-science-editors-author-date', title: 'CSE (author-date)', aliases: ['cse'] },
  {
    name: 'deutsche-gesellschaft-fur-psychologie',
    title: 'Deutsche Gesellschaft für Psychologie',
    aliases: ['dgps'],
  },
];

/**
 * The journals that print in a shipped style: in `styles/journals.json` by its name and, where it differs,
 * its language.
 */
export function* journalStyles(): Iterable<KnownStyle> {
  for (const [key, titles] of Object.entries(journals)) {
    const [name = '', locale = ''] = key.split(' ');
    for (const title of titles) yield { name, title, locale };
  }
}

/**
 * A title as the CSL repository makes a name of it: `Brain, Behavior & Immunity` is
 * `brain-behavior-and-immunity`.
 */
const nameOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll('&', ' and ')
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

let byName: ReadonlyMap<string, KnownStyle> | undefined;

function names(): ReadonlyMap<string, KnownStyle> {
  if (byName !== undefined) return byName;
  const known = new Map<string, KnownStyle>();
  const add = (name: string, style: KnownStyle) => void (known.has(name) || known.set(name, style));
  for (const { name, title, aliases } of shippedStyles)
    for (const one of [name, nameOf(title), ...aliases]) add(one, { name, title, locale: '' });
  for (const journal of journalStyles()) add(nameOf(journal.title), journal);
  byName = known;
  return known;
}

/** The style by a name, title or alias, a file's name (`apa.csl`) or an address of the CSL repository. */
export function knownStyle(wanted: string): KnownStyle | undefined {
  if (wanted.length > maxNameLength || /[\n<]/.test(wanted)) return undefined;
  const address = /^https?:\/\/(?:www\.)?zotero\.org\/styles\/([^/?#]+)$/i.exec(wanted.trim());
  return names().get(nameOf((address?.[1] ?? wanted.trim()).replace(/\.csl$/i, '')));
}

/** The known name that a mistyped one is nearest to; undefined where none is near. */
export function nearestName(wanted: string): string | undefined {
  const name = nameOf(wanted.slice(0, maxNameLength));
  const limit = Math.max(1, Math.floor(name.length / 3));
  let best: { readonly name: string; readonly away: number } | undefined;
  for (const other of names().keys()) {
    if (Math.abs(other.length - name.length) > limit) continue;
    const away = distance(name, other);
    if (away <= limit && away < (best?.away ?? Number.POSITIVE_INFINITY)) best = { name: other, away };
  }
  return best?.name;
}

const maxNameLength = 300;
