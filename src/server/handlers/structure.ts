import { SemanticTokensBuilder } from 'vscode-languageserver';
import {
  codeLenses,
  documentSymbols,
  foldingRanges,
  inlayHints,
  normaliseUri,
  semanticTokens,
  workspaceSymbols,
} from '../../core/index.ts';
import { showReferencesCommand } from '../../protocol/commands.ts';
import { toSpan } from '../convert/fromLsp.ts';
import {
  toDocumentSymbol,
  toFoldingRange,
  toRange,
  toSymbolInformation,
  toWorkspaceSymbols,
} from '../convert/toLsp.ts';
import { type HandlerContext, targetOf, throwIfCancelled } from './context.ts';

export const semanticTokenTypes = ['citation'];
export const semanticTokenModifiers = ['unresolved'];

export function handleStructure(context: HandlerContext): void {
  const { connection, workspace } = context;

  connection.onDocumentSymbol(async (params, token) => {
    await workspace.whenParsed(normaliseUri(params.textDocument.uri));
    throwIfCancelled(token);
    const target = targetOf(context, params);
    if (target === undefined) return null;
    const symbols = documentSymbols(target.snapshot, target.uri);
    return context.client().symbolTree
      ? symbols.map((symbol) => toDocumentSymbol(target.text, symbol))
      : symbols.flatMap((symbol) => toSymbolInformation(target.uri, target.text, symbol));
  });

  connection.onWorkspaceSymbol((params) => {
    const snapshot = workspace.snapshot();
    return toWorkspaceSymbols(snapshot, workspaceSymbols(snapshot, params.query));
  });

  connection.onFoldingRanges((params) => {
    const target = targetOf(context, params);
    if (target === undefined) return null;
    return foldingRanges(target.snapshot, target.uri).map((span) => toFoldingRange(target.text, span));
  });

  connection.onCodeLens((params) => {
    const target = targetOf(context, params);
    if (target === undefined || !context.client().commands.has(showReferencesCommand)) return null;
    const { snapshot, uri, text } = target;
    return codeLenses(snapshot, uri).map(({ title, ...span }) => {
      const range = toRange(text, span);
      return { range, command: { title, command: showReferencesCommand, arguments: [uri, range.start] } };
    });
  });

  connection.languages.inlayHint.on((params) => {
    const target = targetOf(context, params);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    return inlayHints(snapshot, uri, toSpan(text, params.range)).map(({ offset, label }) => ({
      position: text.positionAt(offset),
      label,
      paddingLeft: true,
    }));
  });

  connection.languages.semanticTokens.on((params) => {
    const builder = new SemanticTokensBuilder();
    const target = targetOf(context, params);
    if (target === undefined) return builder.build();
    for (const { kind, ...span } of semanticTokens(target.snapshot, target.uri)) {
      const { line, character } = target.text.positionAt(span.start);
      builder.push(line, character, span.end - span.start, 0, kind === 'unresolved-citation' ? 1 : 0);
    }
    return builder.build();
  });
}
