import type { CancellationToken } from 'vscode-languageserver';
import {
  type Identifier,
  identifierText,
  isTakenBack,
  lookedUpTexts,
  lookUp,
  type Notice,
  noticeText,
  othersText,
  parseIdentifier,
  readWorks,
  unansweredText,
  type WorkRecord,
} from '../core/asking.ts';
import { addReferences, type Network, normaliseUri, type Reference, type Snapshot } from '../core/index.ts';
import { answerAdded } from './handlers/added.ts';
import { type HandlerContext, throwIfCancelled } from './handlers/context.ts';
import { timeFor } from './network/network.ts';
import { networkOf } from './network/ofCommand.ts';

interface AddWorksParams {
  readonly textDocument: { readonly uri: string };
  readonly text: string;
  readonly citedAs: string | null;
  readonly allowRetracted: string | null;
}

/** Answers `psycite/addWorks`. */
export async function addWorks(context: HandlerContext, params: AddWorksParams, token: CancellationToken) {
  const { workspace } = context;
  const uri = normaliseUri(params.textDocument.uri);
  // The settings say which addresses are the services'.
  await workspace.settleAll(uri);
  const { works, retracted, messages } = await findWorks(
    context,
    uri,
    params.text.slice(0, maxTextLength),
    token,
  );
  throwIfCancelled(token);
  const nothing = { edit: null, keys: [], retracted: [] };
  if (works.length === 0) return { ...nothing, message: messages.join(' ') };
  if (retracted.length > 0 && params.allowRetracted === null)
    return { ...nothing, message: messages.join(' '), retracted };
  const wanted = works.map((work) => ({ work }));
  const add = (snapshot: Snapshot) => addReferences(snapshot, uri, wanted, params.citedAs ?? undefined);
  return { ...(await answerAdded(context, uri, add, messages)), retracted: [] };
}

/** References of a whole chapter, and no more. UTF-16 units. */
const maxTextLength = 2_000_000;

/** The works that a text names or holds, and what is said of those that it does not give. */
interface FoundWorks {
  readonly works: readonly Reference[];
  /** Why a work should not be added without asking: it was retracted. */
  readonly retracted: readonly string[];
  readonly messages: readonly string[];
}

/**
 * Reads pasted references, or asks the services of identifiers; nobody else is asked, and only by a command
 * of the user.
 */
async function findWorks(
  context: HandlerContext,
  uri: string,
  text: string,
  token: CancellationToken,
): Promise<FoundWorks> {
  const identifier = parseIdentifier(text);
  const read =
    identifier === undefined
      ? readWorks('', text)
      : { kind: 'identifiers' as const, identifiers: [identifier], others: [] };
  let network: Network | undefined;
  const found = { works: [] as Reference[], retracted: [] as string[], messages: [] as string[] };
  if (read === undefined) {
    found.messages.push(
      'This is neither an identifier (DOI, PMID, PMCID, arXiv, ISBN) nor a reference that PsyCite reads.',
    );
    return found;
  }
  if (read.kind === 'works') {
    for (const { key, reference, notices } of read.works) {
      if ((reference.title ?? '') === '') found.messages.push(`“${key}” has no title, and is not added.`);
      else found.works.push(reference);
      tell(`“${key}”`, notices, found);
    }
    return found;
  }
  if (read.others.length > 0) found.messages.push(othersText(read.others));
  const library = context.workspace.snapshot().library(uri);
  const { length } = read.identifiers;
  const told = new Set<string>();
  const unanswered: Identifier[] = [];
  for (const one of read.identifiers) {
    // Of a work that is there already nobody is asked.
    const known = one.kind === 'doi' ? library.findWork({ doi: one.id }) : undefined;
    if (known !== undefined) {
      found.works.push(library.reference(known));
      continue;
    }
    network ??= await networkOf(context, token, timeFor(length));
    if (network === undefined) {
      found.messages.push('There is no way to the network here; paste the reference itself.');
      return found;
    }
    const lookedUp = await lookUp(network, one);
    found.messages.push(...lookedUpTexts(lookedUp, one, told));
    if (lookedUp.found.kind === 'unknown') unanswered.push(one);
    if (lookedUp.found.kind === 'record') add(lookedUp.found.record, identifierText(one), found);
  }
  if (length > 1 && unanswered.length > 0) found.messages.push(unansweredText(unanswered));
  return found;
}

function add(
  { reference, notices }: WorkRecord,
  name: string,
  into: { works: Reference[]; retracted: string[]; messages: string[] },
): void {
  into.works.push(reference);
  tell(name, notices, into);
}

/** The worst that was published about a work: one that was taken back is asked about first. */
function tell(
  name: string,
  [worst]: readonly Notice[],
  { retracted, messages }: { readonly retracted: string[]; readonly messages: string[] },
): void {
  if (worst === undefined) return;
  (isTakenBack(worst) ? retracted : messages).push(`${name} ${noticeText(worst)}.`);
}
