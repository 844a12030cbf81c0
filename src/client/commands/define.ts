import {
  type CancellationToken,
  env,
  QuickInputButtons,
  type QuickPickItem,
  QuickPickItemKind,
  window,
} from 'vscode';
import { type DefinedSense, defineRequest } from '../../protocol/requests.ts';
import { insertCitations } from '../citing.ts';
import type { LanguageServer } from '../languageClient.ts';
import { isManuscript } from '../languages.ts';
import { showPack } from '../packDocuments.ts';
import { identifier } from './editor.ts';
import { pickLive } from './referencePicker.ts';

/**
 * A line of a card: what accepting it does, and the card that it leads to. Lines without a deed are there to
 * be read.
 */
interface CardItem extends QuickPickItem {
  readonly deed?: () => Promise<DefinedSense | undefined>;
}

const limit = 50;

/**
 * Looks any words up in all packs and glossaries, and shows what is known of the term that is picked. Needs
 * no editor.
 */
export async function define(server: LanguageServer): Promise<void> {
  let query = selectedText();
  for (;;) {
    const picked = await pickSense(server, query);
    if (picked === undefined) return;
    query = picked.query;
    if (!(await walk(server, picked.sense))) return;
  }
}

function selectedText(): string {
  const editor = window.activeTextEditor;
  if (editor === undefined) return '';
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection;
  const text = range && isManuscript(document) ? document.getText(range) : '';
  return text.includes('\n') || text.length > 100 ? '' : text.trim();
}

interface Picked {
  readonly sense: DefinedSense;
  readonly query: string;
}

async function pickSense(server: LanguageServer, initial: string): Promise<Picked | undefined> {
  let query = initial;
  const [sense] = await pickLive<DefinedSense>({
    title: 'Define',
    placeholder: 'A term, a short form or part of one',
    many: false,
    none: 'Neither a paper nor a glossary knows this',
    query: initial,
    async search(typed, token) {
      query = typed;
      return { found: await find(server, typed, token) };
    },
    show: toItem,
    isSame: (one, other) => one.label === other.label && one.source === other.source,
  });
  return sense && { sense, query };
}

async function find(
  server: LanguageServer,
  query: string,
  token?: CancellationToken,
): Promise<readonly DefinedSense[]> {
  const document = window.activeTextEditor?.document;
  const about = document !== undefined && isManuscript(document) ? identifier(document) : {};
  const { senses } = await server.request(defineRequest, { ...about, query, limit }, token);
  return senses;
}

const toItem = (sense: DefinedSense): QuickPickItem => ({
  label: sense.label,
  description: [sense.short, sense.category, sense.source].filter((part) => part).join(' · '),
  detail: sense.note === '' ? sense.definition : `${sense.note} ${sense.definition}`,
});

/**
 * Shows a card, and those of related terms that are picked in it; true where the person goes back to the
 * search.
 */
async function walk(server: LanguageServer, first: DefinedSense): Promise<boolean> {
  const trail = [first];
  for (;;) {
    const sense = trail.at(-1);
    if (sense === undefined) return true;
    const answer = await showCard(server, sense);
    if (answer === 'back') trail.pop();
    else if (answer === undefined) return false;
    else trail.push(answer);
  }
}

type Outcome = DefinedSense | 'back' | undefined;

function showCard(server: LanguageServer, sense: DefinedSense): Promise<Outcome> {
  const picker = window.createQuickPick<CardItem>();
  const { label, short, category } = sense;
  picker.title = `${label}${short === null ? '' : ` (${short})`} · ${category}`;
  picker.placeholder = 'Insert, cite, or go on to a related term';
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.buttons = [QuickInputButtons.Back];
  picker.items = cardItems(server, sense);
  let outcome: Promise<Outcome> | undefined;
  return new Promise((resolve) => {
    picker.onDidTriggerButton(() => {
      outcome = Promise.resolve('back');
      picker.hide();
    });
    picker.onDidAccept(() => {
      outcome = picker.activeItems[0]?.deed?.();
      if (outcome !== undefined) picker.hide();
    });
    picker.onDidHide(() => {
      resolve(outcome);
      picker.dispose();
    });
    picker.show();
  });
}

function cardItems(server: LanguageServer, sense: DefinedSense): CardItem[] {
  const { label, short, works, related, sections, facts } = sense;
  const group = (title: string, items: readonly CardItem[]): CardItem[] =>
    items.length === 0 ? [] : [{ label: title, kind: QuickPickItemKind.Separator }, ...items];
  const lines = (text: string): CardItem[] => inLines(text).map((label) => ({ label }));
  const insert = (text: string): CardItem => ({
    label: `$(edit) Insert “${text}”`,
    deed: () => done(insertText(text)),
  });
  return [
    ...lines(sense.note),
    ...group('', lines(sense.definition)),
    ...group('Write', [
      insert(label),
      ...(short === null ? [] : [insert(short), insert(`${label} (${short})`)]),
      {
        label: '$(copy) Copy the definition',
        deed: () => done(env.clipboard.writeText(`${label}: ${sense.definition}`)),
      },
    ]),
    ...group('The paper reports', facts.flatMap(lines)),
    ...group('Sections', sections.flatMap(lines)),
    ...group(
      'Works',
      works.map((work) => ({
        label: `$(quote) Cite ${work.citation}`,
        detail: work.title,
        deed: () => done(cite(server, sense.pack, work.id)),
      })),
    ),
    ...group(
      'Related',
      related.map(({ id, label: name }) => ({
        label: name,
        deed: async () => {
          const found = await find(server, name);
          return found.find((one) => one.pack === sense.pack && one.id === id);
        },
      })),
    ),
    ...group(sense.source, [
      ...(sense.pack === ''
        ? []
        : [
            {
              label: '$(book) Show where it stands',
              deed: () => done(showPack(server, sense.pack, sense.id)),
            },
          ]),
    ]),
  ];
}

/** A row shows this much of a line and cuts the rest. UTF-16 units. */
const width = 84;

/** A text to be read whole, in rows. */
function inLines(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A deed that leads to no other card. */
async function done(deed: Thenable<void>): Promise<undefined> {
  await deed;
  return undefined;
}

async function insertText(text: string): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    await env.clipboard.writeText(text);
    void window.showInformationMessage('PsyCite: no editor is open, so the words are on the clipboard.');
    return;
  }
  await editor.edit((edit) => {
    for (const selection of editor.selections) edit.replace(selection, text);
  });
}

async function cite(server: LanguageServer, pack: string, work: string): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined || !isManuscript(editor.document)) throw new Error('open a manuscript first.');
  await insertCitations(server, editor, { works: [{ pack, work }] });
}
