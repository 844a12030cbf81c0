import type { Reference } from '../bibliography/types.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import type { PackTerm, TermMatch } from '../paper/types.ts';
import { type Spelling, spelledTerm } from '../terms/britishSpelling.ts';
import type { AbbreviationDefinition } from '../terms/types.ts';
import { escapeMarkdown, fewOf, safeLink } from './escape.ts';
import { factLine } from './fact.ts';
import { shortCitation } from './reference.ts';

export interface TermCardContext {
  readonly pack: PackIndex;
  /** American where nothing is said. */
  readonly spelling?: Spelling;
  /** The key under which a work stands in the manuscript's bibliography, where it does. */
  readonly inBibliography?: (work: Reference) => string | undefined;
  /** Also identifiers that were written from memory and never checked. */
  readonly showRecalled?: boolean;
  /** The short form under the cursor, where it is one. */
  readonly short?: string | undefined;
  /** The manuscript's own definition of the short form under the cursor. */
  readonly definedHere?: AbbreviationDefinition | undefined;
  /** How often the manuscript uses the term. */
  readonly uses?: number;
  /** The first sentences of the manuscript that use it, each in one line, with its line from 1. */
  readonly sentences?: readonly { readonly text: string; readonly line: number }[];
  /** Works of the bibliography that name it, as short citations with their keys. */
  readonly mentionedBy?: readonly string[];
  /** The work that a key of the manuscript's bibliography stands for, as a short citation. */
  readonly workOf?: (key: string) => string | undefined;
}

const most = { shortForms: 6, sections: 5, works: 6, related: 5, matches: 6, facts: 6 } as const;

/**
 * What a pack knows of a term, as safe Markdown: name, kind and definition first; behind a rule where the
 * paper treats it, what supports it, what belongs to it, and where it comes from. It says what a paper
 * reports, never what to do.
 */
export function termCard(term: PackTerm, context: TermCardContext): string {
  const spelled = spelledTerm(term, context.pack.pack, context.spelling);
  const head = [nameLine(spelled), definition(spelled), status(term, context)];
  const rest = [
    sections(term, context),
    facts(term, context),
    works(term, context),
    here(context),
    related(term, context),
    links(term, context),
    checkedBy(term),
  ];
  // The licence is the pack's: the paper has its own.
  const { source: paper, license } = context.pack.pack;
  const origin = isGlossary(context)
    ? `From the glossary “${escapeMarkdown(paper.title ?? paper.id, { maximum: 120 })}”`
    : `Collected from ${escapeMarkdown(shortCitation(paper))}`;
  if (context.pack.pack.kind === 'own')
    return [
      ...present(head),
      '---',
      ...present([ownSource(term, context), here(context)]),
      '*From your glossary*',
    ].join('\n\n');
  const source = `${origin} \\(${escapeMarkdown(license, { maximum: 60 })}\\)`;
  return [...present(head), '---', ...present(rest), `*${source}*`].join('\n\n');
}

/** What a term of one's own is from: a work of the bibliography by its key, or whatever was written. */
function ownSource({ source }: PackTerm, { workOf }: TermCardContext): string {
  if (source === undefined) return '';
  const work = workOf?.(source.replace(/^@/, ''));
  const named = escapeMarkdown(source, { maximum: 200 });
  return work === undefined
    ? `Source: ${named}`
    : `Source: ${escapeMarkdown(work, { maximum: 200 })} \\(${named}\\)`;
}

/** An abbreviation that the manuscript defines and no pack knows. */
export function abbreviationCard({ short, long }: Pick<AbbreviationDefinition, 'short' | 'long'>): string {
  return `**${escapeMarkdown(short, { maximum: 60 })}**: ${escapeMarkdown(long, { maximum: 300 })}\n\nAs this manuscript defines it.`;
}

function nameLine(term: PackTerm): string {
  const shorts = (term.shortForms ?? []).filter(
    (short, _, all) => !(short.endsWith('s') && all.includes(short.slice(0, -1))),
  );
  const forms = listOf(shorts, most.shortForms, ', ');
  return `**${escapeMarkdown(term.prefLabel, { maximum: 200 })}**${forms === '' ? '' : ` (${forms})`} · ${escapeMarkdown(term.category, { maximum: 80 })}`;
}

function definition({ definition: text, candidate, scopeNote }: PackTerm): string {
  if (text !== undefined && text.trim() !== '') return escapeMarkdown(text, { maximum: 800 });
  if (scopeNote !== undefined && scopeNote.trim() !== '') return escapeMarkdown(scopeNote, { maximum: 800 });
  return candidate ? 'Found by an import; not defined yet.' : '';
}

/** How the abbreviation stands: in this manuscript, else in the paper. */
function status(term: PackTerm, { pack, short, definedHere }: TermCardContext): string {
  if (definedHere)
    return `Here **${escapeMarkdown(definedHere.short, { maximum: 60 })}** stands for “${escapeMarkdown(definedHere.long, { maximum: 200 })}”.`;
  const asked = short === undefined ? (term.shortForms ?? []) : [short, short.replace(/s$/, ''), `${short}s`];
  const entry = asked
    .flatMap((form) => pack.abbreviations(form))
    .find((one) => one.term === undefined || one.term === term.id);
  if (!entry) return '';
  const name = escapeMarkdown(entry.short, { maximum: 60 });
  const where = entry.definedIn === undefined ? undefined : pack.section(entry.definedIn)?.title;
  const place = where === undefined ? '' : ` in *${escapeMarkdown(where, { maximum: 160 })}*`;
  if (entry.status === 'defined') return `The paper spells out **${name}**${place}.`;
  const used = pack.sectionsOf(term)[0]?.title;
  const inUse = used === undefined ? '' : ` in *${escapeMarkdown(used, { maximum: 160 })}*`;
  return `The paper uses **${name}**${inUse} and does not spell it out.`;
}

function sections(term: PackTerm, { pack }: TermCardContext): string {
  const titles = pack.sectionsOf(term).map(({ title }) => title);
  if (titles.length > 0) return `In the paper: ${listOf(titles, most.sections, ' · ')}`;
  return term.presupposed ? 'The paper takes it as known.' : '';
}

function facts(term: PackTerm, { pack }: TermCardContext): string {
  const lines = pack
    .factsAbout(term)
    .slice(0, most.facts)
    .flatMap((fact) => {
      const line = factLine(fact);
      const where = pack.section(fact.section)?.title;
      const place = where === undefined ? '' : ` (*${escapeMarkdown(where, { maximum: 160 })}*)`;
      return line === undefined ? [] : [`- ${escapeMarkdown(line, { maximum: 200 })}${place}`];
    });
  return lines.length === 0 ? '' : `The paper reports:\n\n${lines.join('\n')}`;
}

function works(term: PackTerm, { pack, inBibliography }: TermCardContext): string {
  const all = pack.worksSupporting(term);
  if (all.length === 0) return '';
  if (isGlossary({ pack })) {
    const titles = all.map(({ title, id }) => title ?? id);
    return `To read on: ${listOf(titles, most.works, ' · ')}`;
  }
  const lines = all.slice(0, most.works).map((work) => {
    const key = inBibliography?.(work);
    const place =
      inBibliography === undefined
        ? ''
        : key === undefined
          ? ', not in your bibliography'
          : `, in your bibliography as ${escapeMarkdown(key, { maximum: 80 })}`;
    return `- ${escapeMarkdown(shortCitation(work), { maximum: 120 })}${place}`;
  });
  if (all.length > most.works) lines.push(`- and ${all.length - most.works} more`);
  return `The paper cites for it:\n\n${lines.join('\n')}`;
}

/** Where the writer meets the term: in sentences of the manuscript, and in works of the bibliography. */
function here({ uses = 0, sentences = [], mentionedBy = [] }: TermCardContext): string {
  const inText = uses > 0 ? `In this manuscript: ${uses === 1 ? 'once' : `${uses} times`}` : '';
  const lines = sentences.map(
    ({ text, line }) => `- ${escapeMarkdown(text, { maximum: 200 })} \\(line ${line}\\)`,
  );
  const inLibrary =
    mentionedBy.length > 0 ? `In your bibliography: ${listOf(mentionedBy, most.works, ' · ')}` : '';
  return present([inText, lines.join('\n'), inLibrary]).join('\n\n');
}

function related(term: PackTerm, { pack, spelling }: TermCardContext): string {
  const labels = pack.relatedTo(term).map((other) => spelledTerm(other, pack.pack, spelling).prefLabel);
  return labels.length === 0 ? '' : `Related: ${listOf(labels, most.related, ', ')}`;
}

const isGlossary = ({ pack: { pack } }: TermCardContext): boolean => pack.kind === 'glossary';

/** Whether anybody but its writer has held a definition against a source, where the pack says so. */
function checkedBy({ checked }: PackTerm): string {
  if (checked === undefined) return '';
  return checked.length === 0
    ? 'Nobody but its writer has checked this definition yet.'
    : `Checked against: ${listOf(checked, most.works, ', ')}`;
}

function links(term: PackTerm, { showRecalled }: TermCardContext): string {
  const shown = (term.match ?? []).filter(
    ({ verification }) => verification !== 'recalled' || showRecalled === true,
  );
  return shown.slice(0, most.matches).map(matchLink).join(' · ');
}

/** Where the vocabularies show one of their items. Keys are Bioregistry prefixes. */
const vocabularies: ReadonlyMap<string, readonly [name: string, address: string]> = new Map([
  ['mesh', ['MeSH', 'https://meshb.nlm.nih.gov/record/ui?ui=']],
  ['chebi', ['ChEBI', 'https://www.ebi.ac.uk/chebi/CHEBI:']],
  ['drugbank', ['DrugBank', 'https://go.drugbank.com/drugs/']],
  ['hgnc', ['HGNC', 'https://identifiers.org/hgnc:']],
  ['pubchem.compound', ['PubChem', 'https://pubchem.ncbi.nlm.nih.gov/compound/']],
]);

const relations: Readonly<Record<TermMatch['relation'], string>> = {
  exactMatch: '',
  closeMatch: ' (close)',
  broadMatch: ' (broader)',
  narrowMatch: ' (narrower)',
  relatedMatch: ' (related)',
};

function matchLink({ id, relation, verification }: TermMatch): string {
  const [, prefix, local] = /^([a-z][a-z0-9.]{0,40}):([\w.-]{1,60})$/i.exec(id) ?? [];
  const known = vocabularies.get(prefix?.toLowerCase() ?? '');
  const link =
    known && local !== undefined
      ? safeLink(`${known[0]} ${local}`, known[1] + local)
      : escapeMarkdown(id, { maximum: 80 });
  return `${link}${relations[relation] ?? ''}${verification === 'recalled' ? ', not checked' : ''}`;
}

const listOf = (items: readonly string[], maximum: number, separator: string): string =>
  fewOf(items, maximum, (item) => escapeMarkdown(item, { maximum: 160 }), separator);

const present = (parts: readonly string[]): readonly string[] => parts.filter((part) => part !== '');
