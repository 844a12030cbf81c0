import { env, ProgressLocation, type QuickPickItem, type TextEditor, Uri, window, workspace } from 'vscode';
import { type FoundReference, searchReferencesRequest } from '../../protocol/requests.ts';
import { searchServiceRequest } from '../../protocol/services.ts';
import { type CitingPlace, citeAdded, insertCitations } from '../citing.ts';
import { follow } from '../followedPlace.ts';
import type { LanguageServer } from '../languageClient.ts';
import { foundWorks } from './addWorks.ts';
import { activeManuscript, identifier } from './editor.ts';
import { pickLive } from './referencePicker.ts';

const searched = [
  { service: 'pubmed', title: 'PubMed' },
  { service: 'crossref', title: 'Crossref' },
] as const;

type Searched = (typeof searched)[number];

/**
 * What the list offers: what is on the clipboard, a work that is at hand, a look-up of what was typed, or a
 * search of one service.
 */
type Offer =
  | { readonly kind: 'clipboard' }
  | { readonly kind: 'work'; readonly work: FoundReference }
  | { readonly kind: 'identifier'; readonly text: string }
  | { readonly kind: 'search'; readonly words: string; readonly at: Searched };

const limit = 50;
/** Works at hand that are listed before the searches elsewhere, so that both are seen at once. */
const ahead = 5;

/**
 * Takes an identifier, what is on the clipboard, or words: these are looked for in the bibliography, the
 * papers and a connected Zotero while they are typed, and in PubMed or Crossref where that is chosen. What is
 * taken is added where it is missing, and cited at the cursor.
 */
export async function addReference(server: LanguageServer): Promise<void> {
  const editor = activeManuscript();
  await addFound(server, editor, { document: editor.document, position: editor.selection.active });
}

/**
 * The fix of an author-year citation that nothing resolves: `[manuscript URI, names and year, offset]`. The
 * same, with the work cited in its place.
 */
export async function searchForWork(server: LanguageServer, ...parameters: unknown[]): Promise<void> {
  const [uri, words, offset] = parameters;
  const editor = activeManuscript();
  const { document } = editor;
  if (document.uri.toString() !== Uri.parse(String(uri)).toString()) return;
  if (typeof words !== 'string' || typeof offset !== 'number') return;
  await addFound(server, editor, { document, position: document.positionAt(offset), instead: true }, words);
}

async function addFound(
  server: LanguageServer,
  editor: TextEditor,
  place: CitingPlace,
  words = '',
): Promise<void> {
  const { document } = editor;
  const [offer] = await pickLive<Offer>({
    title: 'Add Reference',
    query: words,
    placeholder:
      'A DOI, PMID, PMCID, arXiv identifier, ISBN or address of a paper; or author, year and words',
    many: false,
    async search(query, token) {
      const typed = query.trim();
      if (holdsReferences.test(typed)) return { found: [{ kind: 'clipboard' }] };
      if (namesWork.test(typed) || isList(typed)) return { found: [{ kind: 'identifier', text: typed }] };
      const parameters = { ...identifier(document), query, limit };
      const { items } = await server.request(searchReferencesRequest, parameters, token);
      const works = items.map((work): Offer => ({ kind: 'work', work }));
      if (typed === '') return { found: [{ kind: 'clipboard' }, ...works] };
      if (typed.length < 3 || !workspace.isTrusted) return { found: works };
      const searches = searched.map((at): Offer => ({ kind: 'search', words: typed, at }));
      return { found: [...works.slice(0, ahead), ...searches, ...works.slice(ahead)] };
    },
    show: rowOf,
    isSame: (one, other) => one === other,
  });
  if (offer?.kind === 'work') {
    const { key, pack } = offer.work;
    const cited = pack === null ? { keys: [key] } : { works: [{ pack, work: key }] };
    await insertCitations(server, editor, cited, place);
    return;
  }
  const text = offer && (await textOf(server, offer));
  if (text === undefined) return;
  const followed = follow(place);
  try {
    const answer = await foundWorks(server, document.uri, text, null);
    if (answer !== undefined) await citeAdded(server, followed.now(), answer);
  } finally {
    followed.dispose();
  }
}

/**
 * The text that names or holds a work. The clipboard is read where it is chosen, and not before: a browser
 * asks the person for leave.
 */
async function textOf(server: LanguageServer, offer: Exclude<Offer, { kind: 'work' }>) {
  if (offer.kind === 'search') return await pickOf(server, offer);
  if (offer.kind === 'identifier') return offer.text;
  const copied = (await env.clipboard.readText()).trim();
  if (copied === '') throw new Error('the clipboard holds no text.');
  return copied;
}

/** References that were pasted here lost their line breaks; the clipboard has them still. */
const holdsReferences = /^(?:@\w{1,40}\s?[{(]|TY {2}-|PMID-\s|%[0A] |[[{]|references:|- id:)/;

/** With its name in front, in an address, or a DOI: a number alone is a year as well. */
const namesWork =
  /^(?:(?:doi|pmid|pmcid|arxiv|isbn)[:\s]\s{0,3}\S.{0,300}|10\.\d{4,9}\/\S{1,300}|PMC\d{1,9}|\d{7,9}|97[89][\d\s-]{10,16}|\d{4}\.\d{4,5}|https?:\/\/\S{1,600})$/i;

/** Several of them in one line. */
function isList(typed: string): boolean {
  const words = typed
    .slice(0, longestList)
    .split(/[\s,;]{1,10}/)
    .filter((word) => word !== '');
  return words.length > 1 && words.every((word) => namesWork.test(word));
}
const longestList = 2_000;

const sentTo = (what: string): string =>
  `${what} sent to doi.org, Crossref, DataCite, PubMed, PMC, arXiv or Open Library.`;

function rowOf(offer: Offer): QuickPickItem {
  switch (offer.kind) {
    case 'clipboard':
      return {
        label: '$(clippy) Add what is on the clipboard',
        detail: `References, or identifiers. ${sentTo('Identifiers are')}`,
      };
    case 'work': {
      const { label, where, title, container } = offer.work;
      const detail = [title, container].filter((part) => part !== '').join(' · ');
      return { label, description: where, detail };
    }
    case 'identifier':
      return {
        label: `$(search) Look up ${offer.text}`,
        detail: sentTo('It is'),
      };
    case 'search':
      return {
        label: `$(search) Search ${offer.at.title} for “${offer.words}”`,
        detail: `These words are sent to ${offer.at.title}.`,
      };
  }
}

/** The identifier of what was chosen among the works that a service found. */
async function pickOf(
  server: LanguageServer,
  { words, at: { service, title } }: Offer & { readonly kind: 'search' },
): Promise<string | undefined> {
  const { items, message } = await window.withProgress(
    { location: ProgressLocation.Notification, title: `PsyCite: searching ${title}`, cancellable: true },
    (_, token) => server.request(searchServiceRequest, { service, words }, token),
  );
  if (items.length === 0) throw new Error(message);
  const rows = items.map(({ label, title: own, container, identifier: description }) => ({
    label,
    description,
    detail: [own, container].filter((part) => part !== '').join(' · '),
  }));
  const options = { title: `Add Reference from ${title}`, matchOnDescription: true, matchOnDetail: true };
  return (await window.showQuickPick(rows, options))?.description;
}
