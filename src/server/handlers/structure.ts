import { type CancellationToken, SemanticTokensBuilder } from 'vscode-languageserver';
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
import type { TextDocumentParams } from '../../protocol/schema.ts';
import { lengthOf, positionAt } from '../convert/encoding.ts';
import { toSpan } from '../convert/fromLsp.ts';
import {
  toDocumentSymbol,
  toFoldingRange,
  toRange,
  toSymbolInformation,
  toWorkspaceSymbols,
} from '../convert/toLsp.ts';
import { type HandlerContext, type Target, targetOnce, throwIfCancelled } from './context.ts';

export function handleStructure(context: HandlerContext): void {
  const { connection, workspace } = context;

  // What stands in the text itself: no library is waited for.
  const asWritten = (params: TextDocumentParams, token: CancellationToken): Promise<Target | undefined> =>
    targetOnce(context, params, token, workspace.whenParsed(normaliseUri(params.textDocument.uri)));
  const settled = (params: TextDocumentParams, token: CancellationToken): Promise<Target | undefined> =>
    targetOnce(context, params, token, workspace.settle(normaliseUri(params.textDocument.uri)));

  connection.onDocumentSymbol(async (params, token) => {
    const target = await asWritten(params, token);
    if (target === undefined) return null;
    const symbols = documentSymbols(target.snapshot, target.uri);
    return context.client().symbolTree
      ? symbols.map((symbol) => toDocumentSymbol(target.text, symbol, context.client()))
      : symbols.flatMap((symbol) => toSymbolInformation(target.uri, target.text, symbol, context.client()));
  });

  connection.onWorkspaceSymbol(async (params, token) => {
    await workspace.settleWorkspace();
    throwIfCancelled(token);
    const snapshot = workspace.snapshot();
    return toWorkspaceSymbols(snapshot, workspaceSymbols(snapshot, params.query), context.client());
  });

  connection.onFoldingRanges(async (params, token) => {
    const target = await asWritten(params, token);
    if (target === undefined) return null;
    return foldingRanges(target.snapshot, target.uri).map((span) => toFoldingRange(target.text, span));
  });

  connection.onCodeLens(async (params, token) => {
    if (!context.client().commands.has(showReferencesCommand)) return null;
    const target = await targetOnce(
      context,
      params,
      token,
      workspace.settleCiting(normaliseUri(params.textDocument.uri)),
    );
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    return codeLenses(snapshot, uri).map(({ title, ...span }) => {
      const range = toRange(text, span, context.client());
      return { range, command: { title, command: showReferencesCommand, arguments: [uri, range.start] } };
    });
  });

  connection.languages.inlayHint.on(async (params, token) => {
    const target = await settled(params, token);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    return inlayHints(snapshot, uri, toSpan(text, params.range, context.client())).map(
      ({ offset, label }) => ({
        position: positionAt(text, offset, context.client().encoding),
        label,
        paddingLeft: true,
      }),
    );
  });

  connection.languages.semanticTokens.on(async (params, token) => {
    const builder = new SemanticTokensBuilder();
    const { encoding } = context.client();
    const target = await settled(params, token);
    if (target === undefined) return { data: [] };
    for (const { kind, ...span } of semanticTokens(target.snapshot, target.uri)) {
      const { line, character } = positionAt(target.text, span.start, encoding);
      const length = lengthOf(target.text.slice(span.start, span.end), encoding);
      builder.push(line, character, length, 0, kind === 'unresolved-citation' ? 1 : 0);
    }
    // Without an id of the result: no later one is told by its difference from it.
    return { data: builder.build().data };
  });
}
