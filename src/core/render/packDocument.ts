import type { Span } from '../../base/span.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import { oneLine } from './escape.ts';
import { factLine } from './fact.ts';
import { referenceLine, shortCitation } from './reference.ts';

/** A pack as a document to read: Markdown with one heading for each section, term and work. */
export interface PackDocument {
  readonly text: string;
  /** Where each section, term and work stands, by its id: the heading's text. */
  readonly places: ReadonlyMap<string, Span>;
}

const documents = new WeakMap<PackIndex, PackDocument>();

/** The read-only document that "Go to definition" on a term opens. Made once for a pack. */
export function packDocument(index: PackIndex): PackDocument {
  let document = documents.get(index);
  if (document === undefined) {
    document = write(index);
    documents.set(index, document);
  }
  return document;
}

function write(index: PackIndex): PackDocument {
  const { pack } = index;
  const out = new Writer();
  out.heading(1, line(pack.source.title));
  out.paragraph(referenceLine(pack.source));
  out.paragraph(
    `What PsyCite holds of this paper: ${pack.id}, ${pack.license}, ${pack.provenance.method} ${pack.provenance.date}. ${line(pack.disclaimer)}`,
  );
  out.heading(2, 'Sections');
  for (const section of index.sections) {
    out.heading(3, line(section.title), section.id);
    const terms = index.termsIn(section.id).map((term) => line(term.prefLabel));
    const works = index.worksIn(section.id).map(shortCitation);
    if (section.extent !== 'full') out.paragraph('Seen in part only.');
    if (terms.length > 0) out.paragraph(`Terms: ${terms.join(', ')}.`);
    if (works.length > 0) out.paragraph(`Cites: ${works.join('; ')}.`);
    for (const fact of index.factsIn(section.id)) {
      const reported = factLine(fact);
      if (reported !== undefined) out.paragraph(`Reported: ${reported}.`);
    }
  }
  out.heading(2, 'Terms');
  for (const term of pack.terms) {
    out.heading(3, line(term.prefLabel), term.id);
    const short = (term.shortForms ?? []).map((form) => line(form)).join(', ');
    out.paragraph([short, line(term.category)].filter((part) => part !== '').join(' · '));
    if (term.definition !== undefined) out.paragraph(line(term.definition));
    else out.paragraph('Found by an import; it has no definition yet.');
    const works = index.worksSupporting(term).map(shortCitation);
    if (works.length > 0) out.paragraph(`The paper cites for it: ${works.join('; ')}.`);
    const related = index.relatedTo(term).map((other) => line(other.prefLabel));
    if (related.length > 0) out.paragraph(`Related: ${related.join(', ')}.`);
  }
  out.heading(2, 'Works');
  for (const work of pack.references) {
    out.heading(3, shortCitation(work), work.id);
    out.paragraph(referenceLine(work));
  }
  return out.document();
}

const line = (text: unknown): string => (typeof text === 'string' ? oneLine(text) : '');

class Writer {
  #text = '';
  readonly #places = new Map<string, Span>();

  heading(level: number, title: string, id?: string): void {
    this.#text += `${'#'.repeat(level)} `;
    if (id !== undefined && !this.#places.has(id)) {
      this.#places.set(id, { start: this.#text.length, end: this.#text.length + title.length });
    }
    this.#text += `${title}\n\n`;
  }

  paragraph(text: string): void {
    if (text.trim() !== '') this.#text += `${text.trim()}\n\n`;
  }

  document(): PackDocument {
    return { text: this.#text, places: this.#places };
  }
}

/** The scheme of the virtual documents that show packs. */
const scheme = 'psycite-pack';

export const packUri = (pack: string): string => `${scheme}:/${pack}.md`;

/** The pack that a virtual document shows; undefined for any other URI. */
export const packOfUri = (uri: string): string | undefined =>
  /^psycite-pack:\/([a-z0-9][a-z0-9-]*)\.md$/.exec(uri)?.[1];
