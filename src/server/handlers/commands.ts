import {
  type CancellationToken,
  ErrorCodes,
  MessageType,
  type Position,
  ResponseError,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  addTerm,
  addToBibliography,
  annotations,
  choosePapers,
  citationText,
  citedByKey,
  convertCitations,
  copyAsText,
  createEntry,
  declareFile,
  explainBibliography,
  explanationPage,
  explanationText,
  exportCited,
  exportFormats,
  findInOutline,
  normaliseUri,
  outline,
  packBibliography,
  packDocument,
  paperChoices,
  pasteReferences,
  recognise,
  renamedCitations,
  searchReferences,
  senses,
} from '../../core/index.ts';
import { addToBibliographyCommand } from '../../protocol/commands.ts';
import {
  decideImportRequest,
  importPaperRequest,
  packBibliographyRequest,
  reviewImportRequest,
} from '../../protocol/importing.ts';
import { contentsOf, joinOutline } from '../../protocol/joinOutline.ts';
import {
  abbreviateJournalsRequest,
  addTermRequest,
  addToBibliographyRequest,
  addWorksRequest,
  annotationsRequest,
  choosePapersRequest,
  chooseStyleRequest,
  citationTextRequest,
  convertCitationsRequest,
  copyAsTextRequest,
  createEntryRequest,
  declareFileRequest,
  defineRequest,
  downloadStyleRequest,
  explainBibliographyRequest,
  exportCitedRequest,
  findInOutlineRequest,
  formatReferencesRequest,
  formattedRequest,
  manuscriptPapersRequest,
  outlineRequest,
  outlineUpdateRequest,
  packDocumentRequest,
  pasteReferencesRequest,
  replaceKeyRequest,
  searchReferencesRequest,
  styleSampleRequest,
  stylesRequest,
  tidyBibliographyRequest,
} from '../../protocol/requests.ts';
import type { RequestName, TextDocumentParams } from '../../protocol/schema.ts';
import {
  addFromZoteroRequest,
  checkOnlineRequest,
  connectZoteroRequest,
  searchServiceRequest,
  searchZoteroRequest,
  updateFromZoteroRequest,
  zoteroPlaceRequest,
} from '../../protocol/services.ts';
import { positionAt } from '../convert/encoding.ts';
import { toOffset, toSpan } from '../convert/fromLsp.ts';
import { toRange, toWorkspaceEdit } from '../convert/toLsp.ts';
import { formattedManuscript } from '../formatted.ts';
import { importPaperFile } from '../importPaper.ts';
import { decideImport, reviewImport } from '../reviewImport.ts';
import { namedStyles, shippedStyle } from '../styles.ts';
import { answerAdded } from './added.ts';
import {
  type HandlerContext,
  sameTarget,
  targetOf,
  targetOnce,
  throwIfCancelled,
  upToDate,
} from './context.ts';
import { checked } from './parameters.ts';

/** Works that one search gives at most. */
const maxFound = 200;
/** Senses that one look-up gives at most, and how long what is looked up may be. */
const maxSenses = 50;
const maxQueryLength = 400;
/** What a term of one's own may have in one field. */
const maxFieldLength = 4_000;
/** A larger file would hold every other request up while it is tidied. UTF-16 units. */
const maxTidiedSize = 2_000_000;

/** What answers a request of PsyCite's own. */
type Handler<T> =
  T extends RequestName<infer _, infer P, infer R>
    ? (params: P, token: CancellationToken) => Promise<R>
    : never;

/** The requests that are PsyCite's own. */
export function handleCommands(context: HandlerContext): void {
  const { connection, workspace, host, styles } = context;
  const on = <S, P, R>(
    { method, params }: RequestName<S, P, R>,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): void => {
    connection.onRequest(method, (sent: unknown, token: CancellationToken): unknown =>
      handler(checked(method, params, sent), token),
    );
  };

  const add = async (params: Parameters<Handler<typeof addToBibliographyRequest>>[0]) => {
    const { textDocument, keys, citedAs, ...works } = params;
    const uri = normaliseUri(textDocument.uri);
    await workspace.settleAll(uri);
    return await answerAdded(context, uri, (snapshot) =>
      addToBibliography(snapshot, uri, works, keys ?? [], citedAs ?? undefined),
    );
  };

  // For clients that do not run it themselves: `[manuscript URI, pack, work, key]`, as completions name it.
  connection.onExecuteCommand(async ({ command, arguments: sent = [] }) => {
    if (
      command !== addToBibliographyCommand ||
      !sent.every((one) => typeof one === 'string') ||
      sent.length < 3
    )
      throw new ResponseError(
        ErrorCodes.InvalidParams,
        `There is no command “${command}” with these arguments.`,
      );
    const [uri, pack, work, ...keys] = sent as [string, string, string, ...string[]];
    const { edit, message } = await add({
      textDocument: { uri },
      pack,
      works: [work],
      packs: null,
      keys,
      citedAs: null,
    });
    const change = edit as WorkspaceEdit | null;
    const isDone = change === null || (await connection.workspace.applyEdit(change)).applied;
    await connection.sendNotification(
      ShowMessageNotification.type,
      isDone
        ? { type: MessageType.Info, message }
        : { type: MessageType.Warning, message: 'The editor refused the change to the bibliography.' },
    );
    return null;
  });

  const outlineOf = async ({ textDocument }: TextDocumentParams, token: CancellationToken) => {
    const uri = normaliseUri(textDocument.uri);
    await workspace.settleAuthorYears(uri);
    throwIfCancelled(token);
    return outline(workspace.snapshot().of(uri), uri);
  };

  on(outlineRequest, async (params, token) => {
    const update = await outlineOf(params, token);
    return joinOutline(update, contentsOf(update));
  });

  on(outlineUpdateRequest, async (params, token) => {
    const { contents, ...update } = await outlineOf(params, token);
    return { ...update, contents: contents.filter(({ version }) => !params.known.includes(version)) };
  });

  on(findInOutlineRequest, async (params, token) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settle(uri);
    throwIfCancelled(token);
    return { items: findInOutline(workspace.snapshot().of(uri), uri, params.query) };
  });

  on(searchReferencesRequest, async (params, token) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settle(uri);
    throwIfCancelled(token);
    return searchReferences(
      workspace.snapshot().of(uri),
      uri,
      params.query,
      Math.min(params.limit ?? maxFound, maxFound),
    );
  });

  on(explainBibliographyRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settle(uri);
    const snapshot = workspace.snapshot();
    const explanations = explainBibliography(snapshot, uri);
    const files = await Promise.all(
      explanations.map(async ({ declaredAt, isNeighbour: _isNeighbour, ...rest }) => {
        const text = declaredAt && (await workspace.textOf(declaredAt.uri));
        return {
          ...rest,
          declaredIn: text
            ? { uri: declaredAt.uri, range: toRange(text, declaredAt, context.client()) }
            : null,
        };
      }),
    );
    const text = explanationText(explanations, workspace.roots.displayPath(uri));
    return { files, text, page: explanationPage(snapshot, uri, explanations) };
  });

  on(declareFileRequest, async ({ textDocument, file, create }) => {
    const uri = normaliseUri(textDocument.uri);
    await workspace.settle(uri);
    const snapshot = workspace.snapshot();
    const { files, message } = declareFile(snapshot, uri, normaliseUri(file), create === 'yes');
    return { edit: files.length > 0 ? toWorkspaceEdit(snapshot, files, context.client()) : null, message };
  });

  on(defineRequest, async (params, token) => {
    const uri = params.textDocument === null ? undefined : normaliseUri(params.textDocument.uri);
    await workspace.packs.whenShipped;
    if (uri !== undefined) await workspace.settle(uri);
    throwIfCancelled(token);
    const limit = Math.max(0, Math.min(params.limit ?? maxSenses, maxSenses));
    const about = uri === undefined ? {} : { uri };
    const snapshot = workspace.snapshot();
    const seen = uri === undefined ? snapshot : snapshot.of(uri);
    return { senses: senses(seen, params.query.slice(0, maxQueryLength), { ...about, limit }) };
  });

  on(addTermRequest, async ({ textDocument, ...sent }) => {
    await workspace.settleWorkspace();
    const [long, short, definition, source] = (['long', 'short', 'definition', 'source'] as const).map(
      (name) => sent[name]?.trim().slice(0, maxFieldLength) || undefined,
    );
    const name = long ?? short;
    if (name === undefined) return { edit: null, message: 'A term needs a name or a short form.' };
    const term = {
      long: name,
      ...(long !== undefined && short !== undefined && { short }),
      ...(definition !== undefined && { definition }),
      ...(source !== undefined && { source }),
    };
    const snapshot = workspace.snapshot();
    const { files, message } = addTerm(snapshot, normaliseUri(textDocument.uri), term);
    return { edit: files.length > 0 ? toWorkspaceEdit(snapshot, files, context.client()) : null, message };
  });

  on(packDocumentRequest, async ({ pack }) => {
    await workspace.settleWorkspace();
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
    return annotations(workspace.snapshot().of(uri), uri) ?? null;
  });

  on(addToBibliographyRequest, add);

  on(replaceKeyRequest, async ({ textDocument, key, to }) => {
    const uri = normaliseUri(textDocument.uri);
    await workspace.settle(uri);
    const snapshot = workspace.snapshot();
    const files = renamedCitations(snapshot, uri, key, to);
    return files.length > 0
      ? { edit: toWorkspaceEdit(snapshot, files, context.client()), message: '' }
      : { edit: null, message: 'The key is not cited any more.' };
  });

  on(createEntryRequest, async ({ textDocument, key }) => {
    const uri = normaliseUri(textDocument.uri);
    await workspace.settleAll(uri);
    let place: { readonly uri: string; readonly position: Position } | null = null;
    const { edit, message } = await answerAdded(context, uri, (snapshot) => {
      const { cursor, ...created } = createEntry(snapshot, uri, key);
      place = cursor
        ? { uri: cursor.uri, position: positionAt(cursor.text, cursor.offset, context.client().encoding) }
        : null;
      return created;
    });
    return { edit, message, place };
  });

  on(addWorksRequest, async (params, token) =>
    (await import('../addWorks.ts')).addWorks(context, params, token),
  );

  on(searchServiceRequest, async (params, token) =>
    (await import('../searchService.ts')).searchedService(context, params, token),
  );

  on(connectZoteroRequest, async ({ key }) => (await context.zotero()).connect(key ?? undefined));

  on(searchZoteroRequest, async (params, token) =>
    (await import('../zotero.ts')).searchedZotero(context, params, token),
  );

  on(addFromZoteroRequest, async (params, token) =>
    (await import('../zotero.ts')).addedFromZotero(context, params, token),
  );

  on(updateFromZoteroRequest, async (params, token) =>
    (await import('../zotero.ts')).updatedFromZotero(context, params, token),
  );

  on(zoteroPlaceRequest, async (params, token) =>
    (await import('../zotero.ts')).zoteroPlaceOf(context, params, token),
  );

  on(checkOnlineRequest, async (params, token) =>
    (await import('../checkOnline.ts')).checkedOnline(context, params, token),
  );

  on(citationTextRequest, async (params, token) => {
    const settled = workspace.settle(normaliseUri(params.textDocument.uri));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return { text: '' };
    const { snapshot, uri, text } = target;
    const offset = toOffset(text, params.position, context.client());
    if (params.instead === null) return { text: citationText(snapshot, uri, offset, params.keys) };
    const [key] = params.keys;
    const edit = key === undefined ? undefined : citedByKey(snapshot, uri, offset, key);
    return edit === undefined
      ? { text: '' }
      : { text: edit.text, range: toRange(text, edit, context.client()) };
  });

  on(convertCitationsRequest, async (params, token) => {
    const settled = workspace.settleAuthorYears(normaliseUri(params.textDocument.uri));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return { edit: null, message: 'This is not a manuscript.' };
    const answer = await upToDate(context, () => {
      const { snapshot, uri, text } = sameTarget(context, target);
      const range = params.range === null ? undefined : toSpan(text, params.range, context.client());
      return { snapshot, ...convertCitations(snapshot, uri, range) };
    });
    if (typeof answer === 'string') return { edit: null, message: answer };
    const { snapshot, files, message } = answer;
    return { edit: files.length > 0 ? toWorkspaceEdit(snapshot, files, context.client()) : null, message };
  });

  on(copyAsTextRequest, async (params, token) => {
    const settled = workspace.settleLibrary(normaliseUri(params.textDocument.uri));
    const target = await targetOnce(context, params, token, settled);
    if (target === undefined) return { text: '' };
    return {
      text: copyAsText(target.snapshot, target.uri, toSpan(target.text, params.range, context.client())),
    };
  });

  on(formatReferencesRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settleAll(uri);
    return styles.formatAll(workspace.snapshot(), uri, params.keys, params.style);
  });

  on(formattedRequest, async (params, token) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settle(uri);
    styles.makeReady(workspace.snapshot(), uri);
    await workspace.settleEntries(uri);
    throwIfCancelled(token);
    return (await formattedManuscript(workspace.snapshot(), uri, styles)) ?? null;
  });

  on(exportCitedRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settleAll(uri);
    const format = exportFormats.find((one) => one === params.format);
    return format === undefined
      ? null
      : (exportCited(workspace.snapshot(), uri, format, params.journals) ?? null);
  });

  on(pasteReferencesRequest, async ({ textDocument, text }) => {
    const uri = normaliseUri(textDocument.uri);
    const { reason } = await workspace.readAgain([uri]);
    const nothing = { edit: null, keys: [], isConverted: false };
    if (reason !== undefined) return { ...nothing, message: reason };
    const items = recognise(text) === undefined ? await host.readForeign?.(text) : undefined;
    const foreign = items && JSON.stringify(items);
    const answer = await upToDate(context, () => {
      const snapshot = workspace.snapshot();
      return { snapshot, ...pasteReferences(snapshot, uri, text, foreign) };
    });
    if (typeof answer === 'string') return { ...nothing, message: answer };
    const { snapshot, files, message, keys, isConverted } = answer;
    const edit = files.length > 0 ? toWorkspaceEdit(snapshot, files, context.client()) : null;
    return { edit, message, keys, isConverted };
  });

  on(importPaperRequest, ({ uri, folder, ...more }, token) =>
    importPaperFile(context, { ...more, uri: normaliseUri(uri), folder: normaliseUri(folder) }, token),
  );

  on(reviewImportRequest, ({ uri }) => reviewImport(context, normaliseUri(uri)));
  on(decideImportRequest, (parameters) =>
    decideImport(context, { ...parameters, uri: normaliseUri(parameters.uri) }),
  );

  on(packBibliographyRequest, async ({ pack, format }) => {
    await workspace.settleWorkspace();
    const text = packBibliography(workspace.snapshot(), pack, format);
    return text === undefined ? null : { text };
  });

  on(manuscriptPapersRequest, async ({ textDocument }) => {
    await workspace.settleWorkspace();
    const uri = normaliseUri(textDocument.uri);
    await workspace.settle(uri);
    const choices = paperChoices(workspace.snapshot(), uri);
    if (choices === undefined) return { papers: null };
    const papers = choices.map(({ index, ...shown }) => ({
      pack: index.pack.id,
      ...shown,
    }));
    return { papers };
  });

  on(choosePapersRequest, async ({ textDocument, papers }) => {
    const uri = normaliseUri(textDocument.uri);
    await workspace.settle(uri);
    const snapshot = workspace.snapshot();
    const change = choosePapers(snapshot, uri, new Set(papers));
    if (change === undefined) return { edit: null, message: '' };
    const edit = toWorkspaceEdit(snapshot, [{ uri, create: false, edits: [change] }], context.client());
    return { edit, message: '' };
  });

  on(stylesRequest, () => ({ styles: [...namedStyles()] }));

  on(styleSampleRequest, async (params) => {
    const uri = normaliseUri(params.textDocument.uri);
    await workspace.settle(uri);
    const style = shippedStyle(params.style);
    return style === undefined
      ? { citation: '', reference: '' }
      : styles.sample(workspace.snapshot(), uri, style);
  });

  on(chooseStyleRequest, async (params) =>
    (await import('../chooseStyle.ts')).answerChooseStyle(context, params),
  );

  on(downloadStyleRequest, async (params, token) =>
    (await import('../chooseStyle.ts')).answerDownloadStyle(context, params, token),
  );

  on(abbreviateJournalsRequest, async (params, token) =>
    (await import('../abbreviateJournals.ts')).abbreviatedJournals(context, params, token),
  );

  on(tidyBibliographyRequest, async (params) => {
    const { reason } = await workspace.readAgain([normaliseUri(params.textDocument.uri)]);
    if (reason !== undefined) return { edit: null, message: reason };
    const target = targetOf(context, params);
    const format = target?.snapshot.bibliographyFile(target.uri)?.format;
    if (target === undefined || format !== 'bibtex' || host.tidy === undefined)
      return { edit: null, message: 'This is not a BibTeX file.' };
    if (target.text.length > maxTidiedSize)
      return { edit: null, message: 'This bibliography is too large to be tidied here.' };
    const before = target.text.toString();
    const tidied = await host.tidy(before).catch(() => undefined);
    if (tidied === undefined)
      return { edit: null, message: 'The bibliography cannot be tidied until its problems are fixed.' };
    const text = tidied.trimEnd() + (/[\r\n]$/.test(before) ? '\n' : '');
    if (text === before.replace(/\r\n?/g, '\n'))
      return { edit: null, message: 'The bibliography is in order already.' };
    const edits = [{ uri: target.uri, edits: [{ start: 0, end: before.length, text }] }];
    return {
      edit: toWorkspaceEdit(target.snapshot, edits, context.client()),
      message: 'Sorted and formatted the bibliography.',
    };
  });
}
