import {
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentHighlight,
  DocumentHighlightKind,
  type FoldingRange,
  type Location,
  type LocationLink,
  type Diagnostic as LspDiagnostic,
  type DocumentSymbol as LspDocumentSymbol,
  type Hover as LspHover,
  type WorkspaceSymbol as LspWorkspaceSymbol,
  type MarkupContent,
  MarkupKind,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Span } from '../../base/span.ts';
import type {
  Definition,
  Diagnostic,
  DocumentSymbol,
  FileEdits,
  Highlight,
  Hover,
  Place,
  Severity,
  Snapshot,
  WorkspaceSymbol,
} from '../../core/index.ts';
import { Text } from '../../core/index.ts';
import type { ClientSupport } from './clientSupport.ts';
import { positionAt } from './encoding.ts';
import { withoutMarkdown } from './plainText.ts';

export const toRange = (text: Text, span: Span, { encoding }: Pick<ClientSupport, 'encoding'>): Range => ({
  start: positionAt(text, span.start, encoding),
  end: positionAt(text, span.end, encoding),
});

export const toMarkup = (markdown: string, isMarkdown: boolean): MarkupContent =>
  isMarkdown
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: withoutMarkdown(markdown) };

function toLocation(snapshot: Snapshot, place: Place, client: ClientSupport): Location | undefined {
  const text = snapshot.text(place.uri);
  return text && { uri: place.uri, range: toRange(text, place, client) };
}

export const toLocations = (
  snapshot: Snapshot,
  places: readonly Place[],
  client: ClientSupport,
): Location[] => places.flatMap((place) => toLocation(snapshot, place, client) ?? []);

/** Where definitions are, as links where the client takes them. */
export function toDefinitions(
  snapshot: Snapshot,
  definitions: readonly Definition[],
  client: ClientSupport,
): LocationLink[] | Location[] {
  return client.locationLinks
    ? toLocationLinks(snapshot, definitions, client)
    : toLocations(
        snapshot,
        definitions.map(({ targetSelection }) => targetSelection),
        client,
      );
}

function toLocationLinks(
  snapshot: Snapshot,
  definitions: readonly Definition[],
  client: ClientSupport,
): LocationLink[] {
  return definitions.flatMap(({ origin, target, targetSelection }) => {
    const [from, to] = [snapshot.text(origin.uri), snapshot.text(target.uri)];
    if (from === undefined || to === undefined) return [];
    return {
      originSelectionRange: toRange(from, origin, client),
      targetUri: target.uri,
      targetRange: toRange(to, target, client),
      targetSelectionRange: toRange(to, targetSelection, client),
    };
  });
}

export const toHover = (text: Text, hover: Hover, client: ClientSupport): LspHover => ({
  contents: toMarkup(hover.markdown, client.hoverMarkdown),
  range: toRange(text, hover.span, client),
});

const severities: Readonly<Record<Exclude<Severity, 'off'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `documentation` is the folder that holds checks.md, where each check has an anchor of its own name. */
export function toDiagnostic(
  snapshot: Snapshot,
  uri: string,
  text: Text,
  problem: Diagnostic,
  client: ClientSupport,
  documentation: string | undefined,
): LspDiagnostic {
  const { codeDescriptions, relatedInformation } = client;
  const related = (relatedInformation ? (problem.related ?? []) : []).flatMap((place) => {
    const location = toLocation(
      snapshot,
      { uri: place.uri ?? uri, start: place.start, end: place.end },
      client,
    );
    return location ? { location, message: place.message } : [];
  });
  return {
    range: toRange(text, problem, client),
    severity: severities[problem.severity],
    code: problem.code,
    ...(codeDescriptions &&
      documentation !== undefined && {
        codeDescription: { href: `${documentation}checks.md#${problem.code}` },
      }),
    source: 'psycite',
    message: problem.message,
    ...(problem.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
    ...(related.length > 0 && { relatedInformation: related }),
    ...(problem.fix && { data: problem.fix }),
  };
}

export const toHighlight = (text: Text, highlight: Highlight, client: ClientSupport): DocumentHighlight => ({
  range: toRange(text, highlight, client),
  kind: highlight.kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
});

const symbolKinds = { section: SymbolKind.String, entry: SymbolKind.Constant } as const;

export const toDocumentSymbol = (
  text: Text,
  symbol: DocumentSymbol,
  client: ClientSupport,
): LspDocumentSymbol => ({
  name: symbol.name,
  detail: symbol.detail,
  kind: symbolKinds[symbol.kind],
  range: toRange(text, symbol.span, client),
  selectionRange: toRange(text, symbol.selection, client),
  children: symbol.children.map((child) => toDocumentSymbol(text, child, client)),
});

/** As `toDocumentSymbol`, for clients that take no tree: each symbol behind the one that holds it. */
export const toSymbolInformation = (
  uri: string,
  text: Text,
  symbol: DocumentSymbol,
  client: ClientSupport,
  containerName?: string,
): SymbolInformation[] => [
  {
    name: symbol.name,
    kind: symbolKinds[symbol.kind],
    location: { uri, range: toRange(text, symbol.span, client) },
    ...(containerName !== undefined && { containerName }),
  },
  ...symbol.children.flatMap((child) => toSymbolInformation(uri, text, child, client, symbol.name)),
];

export function toWorkspaceSymbols(
  snapshot: Snapshot,
  symbols: readonly WorkspaceSymbol[],
  client: ClientSupport,
): LspWorkspaceSymbol[] {
  return symbols.flatMap(({ name, container, kind, place }) => {
    const location = toLocation(snapshot, place, client);
    if (location === undefined) return [];
    return {
      name,
      containerName: container,
      kind: symbolKinds[kind],
      location,
    };
  });
}

export const toFoldingRange = (text: Text, span: Span): FoldingRange => ({
  startLine: text.positionAt(span.start).line,
  endLine: text.positionAt(span.end).line,
});

/** What is inserted has the line ends of its file, which the first line tells. */
function withLineEnds(inserted: string, text: Text): string {
  if (text.lineCount < 2) return inserted;
  const end = text.offsetAt({ line: 1, character: 0 });
  const lineEnd = /\r\n$|\r$|\n$/.exec(text.slice(end - 2, end))?.[0] ?? '\n';
  return inserted.replace(/\r\n|\r|\n/g, lineEnd);
}

/** Edits of several files as one change, which the editor undoes in one step. */
export function toWorkspaceEdit(
  snapshot: Snapshot,
  files: readonly FileEdits[],
  support: ClientSupport,
): WorkspaceEdit {
  const changes = files.flatMap(({ uri, create, edits }): NonNullable<WorkspaceEdit['documentChanges']> => {
    const text = create ? Text.of('') : snapshot.text(uri);
    if (text === undefined) return [];
    const version = snapshot.manuscriptFile(uri)?.version ?? snapshot.bibliographyFile(uri)?.version ?? null;
    const change = {
      textDocument: { uri, version: create ? null : version },
      edits: edits.map((edit) => ({
        range: toRange(text, edit, support),
        newText: withLineEnds(edit.text, text),
      })),
    };
    return create && support.createFiles
      ? [{ kind: 'create', uri, options: { ignoreIfExists: true } }, change]
      : [change];
  });
  if (support.documentChanges) return { documentChanges: changes };
  const byDocument = changes.flatMap((change) =>
    'edits' in change ? [[change.textDocument.uri, change.edits] as const] : [],
  );
  return { changes: Object.fromEntries(byDocument) } as WorkspaceEdit;
}
