import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver';
import { Text } from '../base/text.ts';
import { downloadStyle } from '../core/asking.ts';
import { chooseStyle, failureText, fileName, joinUri, normaliseUri, parentOf } from '../core/index.ts';
import { toRange, toWorkspaceEdit } from './convert/toLsp.ts';
import { dependenceOf, faultOfStyle } from './formatting/checkStyle.ts';
import { type HandlerContext, throwIfCancelled } from './handlers/context.ts';
import { networkOf } from './network/ofCommand.ts';
import { shippedStyle } from './styles.ts';

interface StyleParams {
  readonly textDocument: { readonly uri: string };
  readonly style: string;
}

/** `setting` is the style that the setting has to name, where no file does. */
interface ChosenStyle {
  readonly edit: WorkspaceEdit | null;
  readonly message: string;
  readonly setting: string | null;
}

const nothing = (message: string): ChosenStyle => ({ edit: null, message, setting: null });

/** No style is larger. Bytes. */
const maxStyleSize = 2_000_000;
/** No project file is. Bytes. */
const maxProjectSize = 1_000_000;

/** Answers `psycite/chooseStyle`: a shipped style, written where the manuscript declares it. */
export async function answerChooseStyle(context: HandlerContext, params: StyleParams): Promise<ChosenStyle> {
  const style = shippedStyle(params.style);
  if (style === undefined) return nothing(`There is no style “${params.style}”.`);
  const text = await context.styles.textOf(style);
  if (text === undefined) return nothing(`The style “${style.name}” cannot be read here.`);
  return declared(context, normaliseUri(params.textDocument.uri), style.source, text);
}

/**
 * Answers `psycite/downloadStyle`: a style of the CSL repository, saved beside the manuscript and declared.
 */
export async function answerDownloadStyle(
  context: HandlerContext,
  params: StyleParams,
  token: CancellationToken,
): Promise<ChosenStyle> {
  await context.workspace.settleAll(normaliseUri(params.textDocument.uri));
  const network = await networkOf(context, token);
  if (network === undefined)
    return nothing('There is no way to the network here; put the .csl file beside the manuscript.');
  const found = await downloadStyle(network, params.style);
  throwIfCancelled(token);
  if (found.kind === 'failed') return nothing(failureText(found.failure));
  if (found.kind === 'none') return nothing(found.message);
  const parent = dependenceOf(found.text)?.parent;
  if (parent !== undefined) {
    const shipped = shippedStyle(parent);
    const rules = shipped === undefined ? await downloadStyle(network, parent) : undefined;
    throwIfCancelled(token);
    if (rules?.kind === 'failed') return nothing(failureText(rules.failure));
    if (rules?.kind === 'none') return nothing(rules.message);
    const text = rules?.text ?? (shipped && (await context.styles.textOf(shipped)));
    return text === undefined
      ? nothing(`“${parent}” cannot be read here.`)
      : save(context, params, parent, text);
  }
  return save(context, params, found.name, found.text);
}

function save(
  context: HandlerContext,
  params: StyleParams,
  name: string,
  text: string,
): Promise<ChosenStyle> {
  const fault = faultOfStyle(text);
  const reason = `The style “${name}” cannot be used: line ${fault?.line ?? 0}: ${fault?.message ?? ''}. Choose another.`;
  return fault
    ? Promise.resolve(nothing(reason))
    : declared(context, normaliseUri(params.textDocument.uri), name, text);
}

/** The style's file and its declaration, in one step to undo. */
async function declared(
  context: HandlerContext,
  uri: string,
  name: string,
  text: string,
): Promise<ChosenStyle> {
  const { workspace } = context;
  await workspace.settleAll(uri);
  const snapshot = workspace.snapshot();
  if (snapshot.manuscript(uri) === undefined) return nothing('This is not a manuscript.');
  const file = `${name}.csl`;
  const choice = chooseStyle(snapshot, uri, { name, file });
  if (choice.declared === undefined) {
    const isShipped = shippedStyle(name) !== undefined;
    const folder = isShipped ? undefined : parentOf(uri);
    const files = folder === undefined ? [] : await fileOf(context, uri, joinUri(folder, file), text);
    return {
      edit: files.length > 0 ? toWorkspaceEdit(snapshot, files, context.client()) : null,
      setting: isShipped ? name : file,
      message: 'The manuscript has no place for this style; the setting psycite.csl.style names it.',
    };
  }
  const { uri: place, edit } = choice.declared;
  const created =
    choice.folder === undefined ? [] : await fileOf(context, uri, joinUri(choice.folder, file), text);
  const inManuscript = place === uri ? [{ uri, create: false, edits: [edit] }] : [];
  const change = toWorkspaceEdit(snapshot, [...created, ...inManuscript], context.client());
  if (place !== uri && !(await addProjectEdit(context, change, place, edit)))
    return nothing(`${fileName(place)} has changed; choose the style again.`);
  return {
    edit: change,
    setting: null,
    message: `${fileName(place)} names ${choice.folder === undefined ? edit.text : file}.`,
  };
}

/** The file to make; nothing where there is one of the name, which is the person's own. */
async function fileOf({ workspace }: HandlerContext, manuscript: string, uri: string, text: string) {
  const known = await workspace.readText(uri, maxStyleSize, workspace.roots.of(manuscript));
  return known === undefined ? [{ uri, create: true, edits: [{ start: 0, end: 0, text }] }] : [];
}

/** A project's file is no manuscript: its text is read for the place of the edit. */
async function addProjectEdit(
  { workspace, client }: HandlerContext,
  change: WorkspaceEdit,
  uri: string,
  edit: { readonly start: number; readonly end: number; readonly text: string },
): Promise<boolean> {
  const text = await workspace.readText(uri, maxProjectSize, workspace.roots.of(uri));
  if (text === undefined || edit.end > text.length) return false;
  const edits = [{ range: toRange(Text.of(text), edit, client()), newText: edit.text }];
  if (change.documentChanges) change.documentChanges.push({ textDocument: { uri, version: null }, edits });
  else change.changes = { ...change.changes, [uri]: edits };
  return true;
}
