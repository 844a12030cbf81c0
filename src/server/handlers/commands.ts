import {
  addToBibliography,
  annotations,
  citationText,
  convertCitations,
  copyAsText,
  explainBibliography,
  explanationText,
  findInOutline,
  normaliseUri,
  outline,
  packBibliography,
  packDocument,
  searchReferences,
} from '../../core/index.ts';
import {
  addToBibliographyRequest,
  annotationsRequest,
  citationTextRequest,
  convertCitationsRequest,
  copyAsTextRequest,
  explainBibliographyRequest,
  findInOutlineRequest,
  formatReferencesRequest,
  importPaperRequest,
  outlineRequest,
  packBibliographyRequest,
  packDocumentRequest,
  type RequestName,
  searchReferencesRequest,
  tidyBibliographyRequest,
} from '../../protocol/requests.ts';
import { toOffset, toSpan } from '../convert/fromLsp.ts';
import { toRange, toWorkspaceEdit } from '../convert/toLsp.ts';
import { importPaperFile } from '../importPaper.ts';
import { type HandlerContext, targetOf } from './context.ts';

/** The requests that are PsyCite's own. */
export function handleCommands(context: HandlerContext): void {
  const { connection, workspace, host, styles } = context;
  const on = <P, R>(request: RequestName<P, R>, handler: (params: P) => R | Promise<R>): void => {
    connection.onRequest(request.method, handler as (params: unknown) => unknown);
  };

  on(outlineRequest, (params) => outline(workspace.snapshot(), normaliseUri(params.textDocument.uri)));

  on(findInOutlineRequest, (params) => ({
    items: findInOutline(workspace.snapshot(), normaliseUri(params.textDocument.uri), params.query),
  }));

  on(searchReferencesRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settle(uri);
    return searchReferences(workspace.snapshot(), uri, params.query, Math.min(params.limit, 200));
  });

  on(explainBibliographyRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settle(uri);
    const snapshot = workspace.snapshot();
    const explanations = explainBibliography(snapshot, uri);
    const files = await Promise.all(
      explanations.map(async ({ declaredAt, ...rest }) => {
        const text = declaredAt && (await workspace.textOf(declaredAt.uri));
        return {
          ...rest,
          declaredIn: text ? { uri: declaredAt.uri, range: toRange(text, declaredAt) } : null,
        };
      }),
    );
    return { files, text: explanationText(explanations, workspace.displayPath(uri)) };
  });

  on(packDocumentRequest, ({ pack }) => {
    const snapshot = workspace.snapshot();
    const index = snapshot.pack(pack);
    if (index === undefined) return null;
    const { text, places } = packDocument(index);
    const lines = new Map(
      [...places].map(([id, span]) => [id, text.slice(0, span.start).split('\n').length - 1]),
    );
    return { text, places: [...lines].map(([id, line]) => ({ id, line })) };
  });

  on(annotationsRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settleAll(uri);
    return annotations(workspace.snapshot(), uri) ?? null;
  });

  on(addToBibliographyRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settleAll(uri);
    const snapshot = workspace.snapshot();
    const answer = addToBibliography(snapshot, uri, params.pack, params.works, params.keys ?? []);
    const edit = answer.files.length > 0 ? toWorkspaceEdit(snapshot, answer.files) : null;
    return { edit, message: answer.message, keys: answer.keys };
  });

  on(citationTextRequest, (params) => {
    const target = targetOf(context, params);
    if (target === undefined) return { text: '' };
    return {
      text: citationText(target.snapshot, target.uri, toOffset(target.text, params.position), params.keys),
    };
  });

  on(convertCitationsRequest, async (params) => {
    await workspace.settleAuthorYears(normaliseUri(params.textDocument.uri));
    const target = targetOf(context, params);
    if (target === undefined) return { edit: null, message: 'This is not a manuscript.' };
    const range = params.range === null ? undefined : toSpan(target.text, params.range);
    const answer = convertCitations(target.snapshot, target.uri, range);
    const edit = answer.files.length > 0 ? toWorkspaceEdit(target.snapshot, answer.files) : null;
    return { edit, message: answer.message };
  });

  on(copyAsTextRequest, (params) => {
    const target = targetOf(context, params);
    if (target === undefined) return { text: '' };
    return { text: copyAsText(target.snapshot, target.uri, toSpan(target.text, params.range)) };
  });

  on(formatReferencesRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settleAll(uri);
    return styles.formatAll(workspace.snapshot(), uri, params.keys, params.style);
  });

  on(importPaperRequest, (params) => importPaperFile(context, normaliseUri(params.uri), params.existing));

  on(packBibliographyRequest, ({ pack, format }) => {
    const text = packBibliography(workspace.snapshot(), pack, format);
    return text === undefined ? null : { text };
  });

  on(tidyBibliographyRequest, async (params) => {
    const target = targetOf(context, params);
    if (target === undefined || host.tidy === undefined)
      return { edit: null, message: 'This is not a BibTeX file.' };
    const before = target.text.toString();
    const text = await host.tidy(before);
    if (text === before) return { edit: null, message: 'The bibliography is in order already.' };
    const edits = [{ uri: target.uri, edits: [{ start: 0, end: before.length, text }] }];
    return {
      edit: toWorkspaceEdit(target.snapshot, edits),
      message: 'Sorted and formatted the bibliography.',
    };
  });
}
