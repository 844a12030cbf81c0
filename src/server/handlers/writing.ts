import {
  CodeActionKind,
  CompletionTriggerKind,
  InlineCompletionTriggerKind,
  type CodeAction as LspCodeAction,
  type Range,
} from 'vscode-languageserver';
import { languages } from '../../base/fileKinds.ts';
import type { Syntax } from '../../base/fileNames.ts';
import type { Span } from '../../base/span.ts';
import {
  codeActions,
  complete,
  hover,
  inlineTerms,
  normaliseUri,
  resolveCompletion,
  type Text,
  workFixes,
} from '../../core/index.ts';
import { searchForWorkCommand } from '../../protocol/commands.ts';
import type { TextDocumentParams } from '../../protocol/schema.ts';
import { dataOf, toCompletionList } from '../convert/completion.ts';
import { toOffset, toPlace, toSpan } from '../convert/fromLsp.ts';
import { toHover, toMarkup, toRange, toWorkspaceEdit } from '../convert/toLsp.ts';
import {
  type HandlerContext,
  sameTarget,
  targetOf,
  targetOnce,
  throwIfCancelled,
  upToDate,
} from './context.ts';

const isQuiet = (syntax: Syntax | undefined): boolean =>
  languages.some(([name, names]) => name === syntax && names.isQuiet === true);

export function handleWriting(context: HandlerContext): void {
  const { connection, workspace, styles } = context;

  connection.onCompletion(async (params, token) => {
    await workspace.settle(normaliseUri(params.textDocument.uri));
    throwIfCancelled(token);
    // Typed on meanwhile or not: the list is asked for anew on the next key, and an error would close it.
    const target = targetOf(context, params);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    const list = complete(snapshot, uri, toOffset(text, params.position, context.client()), {
      loading: workspace.isLoading(uri),
      // Elsewhere editors open a list at each word, and call that invoked too.
      asked:
        params.context?.triggerKind === CompletionTriggerKind.Invoked &&
        isQuiet(snapshot.manuscript(uri)?.syntax),
    });
    return toCompletionList(text, uri, list, context.client());
  });

  connection.languages.inlineCompletion.on(async (params, token) => {
    // A list is open, and its chosen item is shown: it knows better.
    if (params.context.selectedCompletionInfo !== undefined) return null;
    const settled = workspace.settle(normaliseUri(params.textDocument.uri));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    const client = context.client();
    const asked = params.context.triggerKind === InlineCompletionTriggerKind.Invoked;
    return inlineTerms(snapshot, uri, toOffset(text, params.position, client), { asked }).map(
      ({ text: insertText, ...span }) => ({ insertText, range: toRange(text, span, client) }),
    );
  });

  // The item may be of a server that is gone: what it says is all that is known of it.
  connection.onCompletionResolve(async (item, token) => {
    const asked = dataOf(item);
    if (asked === undefined) return item;
    await workspace.settle(asked.uri);
    throwIfCancelled(token);
    const markdown = resolveCompletion(workspace.snapshot().of(asked.uri), asked.uri, asked.data);
    return markdown === undefined
      ? item
      : { ...item, documentation: toMarkup(markdown, context.client().detailsMarkdown) };
  });

  connection.onHover(async (params, token) => {
    const settled = settledFor(params, (text) => toPlace(text, params.position, context.client()));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    const card = hover(snapshot, uri, toOffset(text, params.position, context.client()), {
      formatted: (reference) => styles.formatted(snapshot, uri, reference),
      searches: context.client().commands.has(searchForWorkCommand),
    });
    return card ? toHover(text, card, context.client()) : null;
  });

  /** An entry's card says in which manuscripts it is cited, and one that none cites can be taken out. */
  async function settledFor(
    { textDocument }: TextDocumentParams,
    within: (text: Text) => Span,
  ): Promise<void> {
    const uri = normaliseUri(textDocument.uri);
    await workspace.settleCiting(uri);
    await workspace.settleAuthorYears(uri, within);
  }

  connection.onCodeAction(async (params, token) => {
    const settled = settledFor(params, (text) => toSpan(text, params.range, context.client()));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return null;
    const answer = await upToDate(context, () => {
      const same = sameTarget(context, target);
      // What a check online found, only the editor knows.
      const found = params.context.diagnostics.flatMap(({ code, data, range }) =>
        workFixes(same.snapshot, same.uri, code, data).map((fix) => ({
          ...fix,
          at: toSpan(same.text, range, context.client()),
        })),
      );
      const span = toSpan(same.text, params.range, context.client());
      const actions = [...codeActions(same.snapshot, same.uri, span), ...found];
      return { ...same, actions, files: actions.flatMap(({ edits }) => edits ?? []) };
    });
    if (typeof answer === 'string') return null;
    const { snapshot, uri, text, actions } = answer;
    const { commands } = context.client();
    const possible = actions.filter(({ command }) => command === undefined || commands.has(command.name));
    return possible.map((action): LspCodeAction => {
      const at = action.at && toRange(text, action.at, context.client());
      const diagnostics = params.context.diagnostics.filter(
        (one) => one.code === action.fixes && at !== undefined && isSameRange(one.range, at),
      );
      return {
        title: action.title,
        kind: action.fixes === undefined ? CodeActionKind.RefactorRewrite : CodeActionKind.QuickFix,
        ...(diagnostics.length > 0 && { diagnostics }),
        ...(action.preferred && { isPreferred: true }),
        ...(action.edits && { edit: toWorkspaceEdit(snapshot, action.edits, context.client()) }),
        ...(action.command && {
          command: {
            title: action.title,
            command: action.command.name,
            arguments: [uri, ...action.command.arguments],
          },
        }),
      };
    });
  });
}

const isSameRange = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;
