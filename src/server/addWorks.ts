import type { CancellationToken } from 'vscode-languageserver';
import {
  identifierText,
  type LookedUp,
  lookUp,
  noticeText,
  parseIdentifier,
  readWorks,
} from '../core/asking.ts';
import {
  addReferences,
  failureText,
  type Network,
  normaliseUri,
  type Reference,
  type Snapshot,
} from '../core/index.ts';
import { answerAdded } from './handlers/added.ts';
import { type HandlerContext, throwIfCancelled } from './handlers/context.ts';
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
    params.text.slice(0, longestText),
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
const longestText = 2_000_000;

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
      : { kind: 'identifiers' as const, identifiers: [identifier] };
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
      if (notices[0]?.kind === 'retraction') found.retracted.push(`“${key}” ${noticeText(notices[0])}.`);
    }
    return found;
  }
  const library = context.workspace.snapshot().library(uri);
  for (const one of read.identifiers) {
    // Of a work that is there already nobody is asked.
    const known = one.kind === 'doi' ? library.findWork({ doi: one.id }) : undefined;
    if (known !== undefined) {
      found.works.push(library.reference(known));
      continue;
    }
    network ??= await networkOf(context, token);
    if (network === undefined) {
      found.messages.push('There is no way to the network here; paste the reference itself.');
      return found;
    }
    add(await lookUp(network, one), identifierText(one), found);
  }
  return found;
}

function add(
  { found, failures }: LookedUp,
  name: string,
  into: { works: Reference[]; retracted: string[]; messages: string[] },
): void {
  for (const failure of failures) into.messages.push(failureText(failure));
  if (found.kind === 'none')
    into.messages.push(`There is no work with ${name}. Check it against the page or the paper.`);
  if (found.kind === 'refused') into.messages.push(found.reason);
  if (found.kind !== 'record') return;
  const { reference, notices } = found.record;
  into.works.push(reference);
  const [worst] = notices;
  if (worst?.kind === 'retraction') into.retracted.push(`${name} ${noticeText(worst)}.`);
  else if (worst !== undefined) into.messages.push(`${name} ${noticeText(worst)}.`);
}
