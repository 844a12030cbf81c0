import { env, type QuickPickItem, QuickPickItemKind, type TextEditor, window } from 'vscode';
import { checkDraftRequest, type DraftFinding } from '../../protocol/assistants.ts';
import type { LanguageServer } from '../languageClient.ts';
import { isManuscript } from '../languages.ts';

interface Item extends QuickPickItem {
  /** The text with this change, checked anew; absent for what only tells. */
  readonly change?: DraftFinding['fixes'][number]['edits'];
  readonly insert?: boolean;
}

/**
 * Checks a copied text before it enters the manuscript: everything in it that is known, unknown or wrong,
 * with fixes that change the text, and at the end its insertion.
 */
export async function checkClipboard(server: LanguageServer): Promise<void> {
  let text = await env.clipboard.readText();
  if (text.trim() === '') {
    void window.showInformationMessage('The clipboard holds no text.');
    return;
  }
  const active = window.activeTextEditor;
  const editor = active !== undefined && isManuscript(active.document) ? active : undefined;
  const textDocument = { uri: editor?.document.uri.toString() ?? '' };
  for (;;) {
    const { note, findings } = await server.request(checkDraftRequest, { textDocument, text });
    const picked = await window.showQuickPick([...actions(editor), ...findings.flatMap(items)], {
      title: 'Check Text from Clipboard',
      placeHolder: note,
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (picked === undefined) return;
    if (picked.insert === true) {
      await insert(editor, text);
      return;
    }
    if (picked.change !== undefined) text = changed(text, picked.change);
  }
}

const actions = (editor: TextEditor | undefined): readonly Item[] => [
  editor === undefined
    ? { label: '$(copy) Copy the Text', insert: true }
    : { label: '$(insert) Insert the Text at the Cursor', insert: true },
  { label: 'Findings', kind: QuickPickItemKind.Separator },
];

const icons: Readonly<Record<DraftFinding['status'], string>> = {
  known: '$(pass)',
  ambiguous: '$(question)',
  unknown: '$(warning)',
};
const kinds: Readonly<Record<DraftFinding['kind'], string>> = {
  problem: 'problem',
  key: 'key',
  citation: 'citation',
  doi: 'DOI',
  dose: 'dose',
  abbreviation: 'abbreviation',
};

function items({ kind, status, text, detail, line, fixes }: DraftFinding): readonly Item[] {
  const told: Item = {
    label: `${icons[status]} ${plain(text)}`,
    description: `${kinds[kind]}, ${kind === 'problem' ? 'to fix' : status}, line ${line}`,
    detail,
  };
  const fixing = fixes.map(
    ({ title, edits }): Item => ({ label: `    $(lightbulb) ${plain(title)}`, change: edits }),
  );
  return [told, ...fixing];
}

/** VS Code reads `$(name)` in a label as an icon. */
const plain = (text: string): string => text.replaceAll('$(', '$\u200B(');

async function insert(editor: TextEditor | undefined, text: string): Promise<void> {
  if (editor === undefined) {
    await env.clipboard.writeText(text);
    return;
  }
  const shown = await window.showTextDocument(editor.document, editor.viewColumn);
  await shown.edit((change) => {
    change.replace(shown.selection, text);
  });
}

function changed(text: string, edits: DraftFinding['fixes'][number]['edits']): string {
  let out = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start))
    out = out.slice(0, edit.start) + edit.text + out.slice(edit.end);
  return out;
}
