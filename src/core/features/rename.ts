import type { Span } from '../../base/span.ts';
import type { BibtexBibliography } from '../bibliography/bibtex/index.ts';
import { languages } from '../manuscript/languages.ts';
import { oneLine, quoted } from '../render/escape.ts';
import { declaredLabels, labelAt, placesOfLabel } from '../workspace/acronyms.ts';
import { citationsOf } from '../workspace/citations.ts';
import { type KeyTarget, keyAt, type PlacedEntry } from '../workspace/keyAt.ts';
import type { FileEdits } from '../workspace/place.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { fileName } from '../workspace/uri.ts';

export type RenameAnswer =
  | { readonly kind: 'edits'; readonly files: readonly FileEdits[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** The key that a rename at this place would change; undefined where there is none. */
export function prepareRename(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): (Span & { readonly placeholder: string }) | undefined {
  const target = keyAt(snapshot, uri, offset);
  const label = target === undefined ? labelAt(snapshot, uri, offset) : undefined;
  if (label !== undefined)
    return { start: label.place.start, end: label.place.end, placeholder: label.label };
  return target && { start: target.place.start, end: target.place.end, placeholder: target.key };
}

/**
 * Renames a key in its entry and in every manuscript that cites it. Refused where the new key cannot be
 * written or is taken.
 */
export function rename(snapshot: Snapshot, uri: string, offset: number, newKey: string): RenameAnswer {
  const target = keyAt(snapshot, uri, offset);
  if (target === undefined) return renameLabel(snapshot, uri, offset, newKey);
  if (newKey === target.key) return { kind: 'edits', files: [] };
  if (!/^[^\s{}(),"#%'=\\~]+$/u.test(newKey)) {
    return refused(
      `${quoted(newKey)} cannot be a key: no spaces, commas, braces, quotes, #, %, =, ~ or backslashes.`,
    );
  }
  const named = target.cited.filter(({ entry }) => entry.key === target.key);
  const [alias] = target.entries;
  if (named.length === 0 && alias !== undefined) {
    return refused(
      `${quoted(target.key)} is another name of ${quoted(alias.entry.key)} (field ids): change it there.`,
    );
  }
  for (const file of target.manuscripts) {
    const reason = languages[file.syntax].writing.objectionTo(newKey);
    if (reason !== undefined)
      return refused(`${shownName(file.uri)} cannot cite ${quoted(newKey)}: ${reason}.`);
    const taken = snapshot.library(file.uri).find(newKey);
    if (taken !== undefined) {
      return refused(
        `${quoted(newKey)} is already the key of another entry in ${shownName(taken.source.uri)}.`,
      );
    }
  }
  const files: FileEdits[] = [];
  const byFile = new Map<string, Span[]>();
  for (const { uri: file, entry } of named) {
    const { text } = snapshot.bibliographyFile(file) ?? {};
    if (text !== undefined && text.slice(entry.keySpan.start, entry.keySpan.end) !== entry.key) {
      return refused(
        `${quoted(entry.key)} stands nowhere in ${shownName(file)}: it is made from other fields of the entry.`,
      );
    }
    append(byFile, file, entry.keySpan);
  }
  for (const file of bibliographiesOf(snapshot, target, named)) {
    for (const span of inheritingValues(snapshot, file, target.key)) append(byFile, file, span);
  }
  for (const file of target.manuscripts) {
    for (const mention of citationsOf(file.manuscript).byKey.get(target.key) ?? [])
      append(byFile, file.uri, mention);
  }
  for (const [file, spans] of byFile) {
    files.push({ uri: file, edits: spans.map(({ start, end }) => ({ start, end, text: newKey })) });
  }
  return { kind: 'edits', files };
}

/**
 * Renames the label of an abbreviation where it is declared and in every command of the document that uses
 * it.
 */
function renameLabel(snapshot: Snapshot, uri: string, offset: number, label: string): RenameAnswer {
  const target = labelAt(snapshot, uri, offset);
  if (target === undefined) return refused('There is no citation key here.');
  if (target.declared.length === 0)
    return refused(`${quoted(target.label)} is declared nowhere in this document.`);
  if (label === target.label) return { kind: 'edits', files: [] };
  if (!/^[^\s{}[\](),#%&$^~_\\]+$/u.test(label))
    return refused(
      `${quoted(label)} cannot be a label: no spaces, commas, brackets or characters that LaTeX gives a meaning.`,
    );
  if (declaredLabels(snapshot, uri).some((one) => one.label === label))
    return refused(`${quoted(label)} is the label of another abbreviation.`);
  // The package acronym prints the label where no short form is given: it is more than a name then.
  if (target.declared.some((one) => one.start === one.labelSpan.start))
    return refused(
      `${quoted(target.label)} is what is printed, too. Give the abbreviation a short form of its own first.`,
    );
  const { declarations, uses } = placesOfLabel(snapshot, uri, target);
  const byFile = new Map<string, Span[]>();
  for (const { uri: file, ...span } of [...declarations, ...uses]) append(byFile, file, span);
  const files = [...byFile].map(([file, spans]) => ({
    uri: file,
    edits: spans.map(({ start, end }) => ({ start, end, text: label })),
  }));
  return { kind: 'edits', files };
}

/** The files whose entries may inherit from the entry: BibTeX reads those of a document as one. */
function bibliographiesOf(
  snapshot: Snapshot,
  { manuscripts }: KeyTarget,
  named: readonly PlacedEntry[],
): ReadonlySet<string> {
  const beside = manuscripts.flatMap((file) => snapshot.library(file.uri).sources.map(({ uri }) => uri));
  return new Set(named.length === 0 ? [] : [...named.map(({ uri }) => uri), ...beside]);
}

/** Where `crossref`, `xdata` and the like of other entries name the key. */
function* inheritingValues(snapshot: Snapshot, uri: string, key: string): Generator<Span> {
  const source = snapshot.text(uri)?.toString() ?? '';
  for (const { bibliography } of [snapshot.bibliographyFile(uri) ?? [], ...snapshot.embedded(uri)].flat()) {
    if (bibliography.format !== 'bibtex') continue;
    for (let at = source.indexOf(key); at >= 0; at = source.indexOf(key, at + key.length)) {
      const context = (bibliography as BibtexBibliography).contextAt(at);
      const isWhole =
        context.kind === 'entry-reference' &&
        context.replace.start === at &&
        context.replace.end === at + key.length;
      if (isWhole) yield context.replace;
    }
  }
}

function append(map: Map<string, Span[]>, key: string, span: Span): void {
  const spans = map.get(key);
  if (spans === undefined) map.set(key, [span]);
  else spans.push(span);
}

const shownName = (uri: string): string => oneLine(fileName(uri), 100);

const refused = (reason: string): RenameAnswer => ({ kind: 'refused', reason });
