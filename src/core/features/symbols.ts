import type { Span } from '../../base/span.ts';
import { oneLine } from '../render/escape.ts';
import { shortCitation } from '../render/reference.ts';
import { headingsOf, type SectionHeading } from '../workspace/headings.ts';
import type { Place } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'section' | 'entry';
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

export interface WorkspaceSymbol {
  readonly name: string;
  readonly container: string;
  readonly kind: 'section' | 'entry';
  readonly place: Place;
}

/** More symbols than this and an editor's own list stalls. */
const maxSymbols = 10_000;
const maxFound = 500;

/** The sections of a manuscript as a tree, or the entries of a bibliography, each named by its key. */
export function documentSymbols(snapshot: Snapshot, uri: string): readonly DocumentSymbol[] {
  if (snapshot.manuscript(uri) !== undefined)
    return sectionTree(headingsOf(snapshot, uri).slice(0, maxSymbols));
  const bibliography = snapshot.bibliographyShown(uri)?.bibliography;
  if (bibliography === undefined) return [];
  const out: DocumentSymbol[] = [];
  for (let index = 0; index < Math.min(bibliography.size, maxSymbols); index += 1) {
    const { key, keySpan, span } = bibliography.entry(index);
    const { title } = bibliography.searchFields(index);
    const selection = within(keySpan, span);
    out.push({
      name: oneLine(key, 200),
      detail: oneLine(title, 300),
      kind: 'entry',
      span,
      selection,
      children: [],
    });
  }
  return out;
}

/** An editor drops a list of symbols whose selection leaves its symbol. */
const within = ({ start, end }: Span, outer: Span): Span => ({
  start: Math.min(Math.max(start, outer.start), outer.end),
  end: Math.min(Math.max(end, outer.start), outer.end),
});

/** Deeper than this a section stands beside its parent: editors walk the tree by recursion. */
const maxSymbolDepth = 64;

function sectionTree(headings: readonly SectionHeading[]): DocumentSymbol[] {
  type Open = DocumentSymbol & { readonly level: number; readonly children: DocumentSymbol[] };
  const roots: DocumentSymbol[] = [];
  const stack: Open[] = [];
  for (const { level, title, section, titleSpan } of headings) {
    while (stack.length > 0 && (stack.at(-1)!.level >= level || stack.length >= maxSymbolDepth)) stack.pop();
    const symbol: Open = {
      name: oneLine(title, 200) || '(no title)',
      detail: '',
      kind: 'section',
      span: section,
      selection: titleSpan,
      children: [],
      level,
    };
    (stack.at(-1)?.children ?? roots).push(symbol);
    stack.push(symbol);
  }
  return roots;
}

/** Entries of all bibliographies in use, and sections of all manuscripts, that match a query. */
export function workspaceSymbols(snapshot: Snapshot, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase();
  const out: WorkspaceSymbol[] = [];
  for (const file of snapshot.manuscriptFiles()) {
    for (const { title, titleSpan } of file.manuscript.headings) {
      if (out.length >= maxFound) return out;
      if (!title.toLowerCase().includes(wanted)) continue;
      out.push({
        name: oneLine(title, 200),
        container: '',
        kind: 'section',
        place: { uri: file.uri, ...titleSpan },
      });
    }
  }
  for (const file of snapshot.bibliographyFiles()) {
    for (let index = 0; index < file.bibliography.size; index += 1) {
      if (out.length >= maxFound) return out;
      const { key, keySpan } = file.bibliography.entry(index);
      if (!key.toLowerCase().includes(wanted)) continue;
      const container = shortCitation(file.bibliography.reference(index));
      out.push({ name: oneLine(key, 200), container, kind: 'entry', place: { uri: file.uri, ...keySpan } });
    }
  }
  return out;
}
