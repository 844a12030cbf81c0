import type { CancellationToken } from 'vscode-languageserver';
import { isSearched, type SearchedWork, searchService } from '../core/asking.ts';
import { failureText } from '../core/index.ts';
import type { HandlerContext } from './handlers/context.ts';
import { networkOf } from './network/ofCommand.ts';

/** Answers `psycite/searchService`: the words go to the one service that the user chose. */
export async function searchedService(
  context: HandlerContext,
  { service, words }: { readonly service: string; readonly words: string },
  token: CancellationToken,
): Promise<{ items: readonly SearchedWork[]; message: string }> {
  if (!isSearched(service)) return { items: [], message: 'This service is not searched by words.' };
  const network = await networkOf(context, token);
  if (network === undefined) return { items: [], message: 'There is no way to the network here.' };
  const found = await searchService(network, service, words);
  if ('fault' in found) return { items: [], message: failureText(found) };
  return { items: found, message: found.length === 0 ? 'No such work is known there.' : '' };
}
