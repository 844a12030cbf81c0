import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import {
  definition,
  documentLinks,
  highlights,
  normaliseUri,
  prepareRename,
  references,
  rename,
} from '../../core/index.ts';
import { toOffset, toPlace } from '../convert/fromLsp.ts';
import { toDefinitions, toHighlight, toLocations, toRange, toWorkspaceEdit } from '../convert/toLsp.ts';
import { type HandlerContext, sameTarget, targetOnce, upToDate } from './context.ts';

export function handleNavigation(context: HandlerContext): void {
  const { connection, workspace } = context;

  connection.onDefinition(async (params, token) => {
    const settled = workspace.settleAuthorYears(normaliseUri(params.textDocument.uri), (text) =>
      toPlace(text, params.position, context.client()),
    );
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    const found = definition(snapshot, uri, toOffset(text, params.position, context.client()));
    return toDefinitions(snapshot, found, context.client());
  });

  // References and renames reach every manuscript: they wait until all are read.
  connection.onReferences(async (params, token) => {
    const target = await targetOnce(context, params, token, workspace.settleWorkspace());
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    const offset = toOffset(text, params.position, context.client());
    return toLocations(
      snapshot,
      references(snapshot, uri, offset, params.context.includeDeclaration),
      context.client(),
    );
  });

  connection.onDocumentHighlight(async (params, token) => {
    const settled = workspace.settle(normaliseUri(params.textDocument.uri));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    return highlights(snapshot, uri, toOffset(text, params.position, context.client())).map((one) =>
      toHighlight(text, one, context.client()),
    );
  });

  connection.onPrepareRename(async (params, token) => {
    const settled = workspace.settle(normaliseUri(params.textDocument.uri));
    const target = await targetOnce(context, params, token, settled);
    const found =
      target &&
      prepareRename(target.snapshot, target.uri, toOffset(target.text, params.position, context.client()));
    return found
      ? { range: toRange(target.text, found, context.client()), placeholder: found.placeholder }
      : null;
  });

  connection.onRenameRequest(async (params, token) => {
    const target = await targetOnce(context, params, token, workspace.settleWorkspace());
    if (target === undefined) return null;
    // The new key may be taken in a file that the rename would not touch.
    await workspace.readAgain([...target.snapshot.bibliographyFiles()].map(({ uri }) => uri));
    const answer = await upToDate(context, () => {
      const { snapshot, uri, text } = sameTarget(context, target);
      const renamed = rename(
        snapshot,
        uri,
        toOffset(text, params.position, context.client()),
        params.newName,
      );
      if (renamed.kind === 'refused') throw new ResponseError(ErrorCodes.InvalidParams, renamed.reason);
      return { snapshot, files: renamed.files };
    });
    if (typeof answer === 'string') throw new ResponseError(ErrorCodes.InvalidParams, answer);
    return toWorkspaceEdit(answer.snapshot, answer.files, context.client());
  });

  connection.onDocumentLinks(async (params, token) => {
    const settled = workspace.settle(normaliseUri(params.textDocument.uri));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return null;
    const { snapshot, uri, text } = target;
    return documentLinks(snapshot, uri).map(({ target: link, tooltip, ...span }) => ({
      range: toRange(text, span, context.client()),
      target: link,
      tooltip,
    }));
  });
}
