import { commands, env, Position, Range, Uri, ViewColumn, window } from 'vscode';
import type { FromOutline, OutlineData, PaperOutline } from '../protocol/outline.ts';
import type { ActiveManuscript } from './activeManuscript.ts';
import { addToBibliography, behindBlank, insertCitations } from './citing.ts';
import type { LanguageServer } from './languageClient.ts';
import { showPack } from './packDocuments.ts';

type Action = Exclude<FromOutline, { type: 'ready' | 'retry' | 'find' | 'references' | 'next-citation' }>;

interface ActionContext {
  readonly server: LanguageServer;
  readonly manuscript: ActiveManuscript;
  /** The data that the view shows: its numbers and ids are looked up here. */
  readonly outline: OutlineData | undefined;
}

/** Does what the person asked for in the outline. An item that is gone by now is passed over. */
export async function act(action: Action, { server, manuscript, outline }: ActionContext): Promise<void> {
  switch (action.type) {
    case 'reveal': {
      const line = lineOf(outline, action);
      if (line !== undefined) await reveal(manuscript, line, action.beside);
      return;
    }
    case 'insert-citation': {
      const work = paperOf(outline, action.pack)?.works.find(({ id }) => id === action.work);
      const editor = await manuscript.show();
      if (work === undefined || editor === undefined) return;
      const { key, id } = work;
      const { pack } = action;
      await insertCitations(server, editor, key === null ? { works: [{ pack, work: id }] } : { keys: [key] });
      return;
    }
    case 'insert-term': {
      const term = paperOf(outline, action.pack)?.terms.find(({ id }) => id === action.term);
      if (term !== undefined) await insert(manuscript, wording(term.label, term.short, term.uses));
      return;
    }
    case 'add-to-bibliography':
      if (manuscript.document === undefined) return;
      await addToBibliography(server, manuscript.document.uri, action.pack, [action.work]);
      return;
    case 'open-doi': {
      const paper = paperOf(outline, action.pack);
      const doi = action.work === null ? paper?.doi : paper?.works.find(({ id }) => id === action.work)?.doi;
      if (doi && /^10\.\d{4,9}\/\S+$/.test(doi)) await env.openExternal(doiAddress(doi));
      return;
    }
    case 'open-pack':
      await showPack(server, action.pack, action.id);
      return;
    case 'open-sample':
      await commands.executeCommand('psycite.openSample');
      return;
    case 'first-steps':
      await commands.executeCommand('psycite.firstSteps');
      return;
    case 'import-paper':
      await commands.executeCommand('psycite.importPaper');
      return;
  }
}

const paperOf = (outline: OutlineData | undefined, pack: string): PaperOutline | undefined =>
  outline?.papers.find((paper) => paper.pack === pack);

const doiAddress = (doi: string): Uri => Uri.from({ scheme: 'https', authority: 'doi.org', path: `/${doi}` });

/** At its first use a term is written out, with the short form that stands for it afterwards. */
function wording(label: string, short: string | null, uses: number): string {
  if (short === null) return label;
  return uses === 0 ? `${label} (${short})` : short;
}

/**
 * The line of a section that the view showed, though sections may have come and gone since; undefined where
 * it went.
 */
function lineOf(
  outline: OutlineData | undefined,
  { section, title }: { readonly section: number; readonly title: string },
): number | undefined {
  if (section < 0) return 0;
  const same = (outline?.manuscript?.sections ?? []).filter((one) => one.title === title);
  const distance = ({ index }: { readonly index: number }): number => Math.abs(index - section);
  return same.toSorted((one, other) => distance(one) - distance(other))[0]?.line;
}

async function reveal({ document }: ActiveManuscript, line: number, beside: boolean): Promise<void> {
  if (document === undefined) return;
  const start = new Position(line, 0);
  await window.showTextDocument(document, {
    selection: new Range(start, start),
    ...(beside && { viewColumn: ViewColumn.Beside }),
  });
}

async function insert(manuscript: ActiveManuscript, text: string): Promise<void> {
  const editor = await manuscript.show();
  await editor?.edit((edit) => {
    for (const selection of editor.selections)
      edit.replace(selection, behindBlank(editor.document, selection.start, text));
  });
}
