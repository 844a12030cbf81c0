import { failed, jsonOf, saidBy } from '../failure.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { isObject } from '../record.ts';
import { askZotero } from './requests.ts';

export type Page =
  | {
      readonly kind: 'page';
      readonly values: readonly unknown[];
      /** That of the library when the page was made; undefined where Zotero does not say. */
      readonly version: number | undefined;
    }
  | { readonly kind: 'failed'; readonly failure: ServiceFailure };

/**
 * Items of one request: Zotero itself sends all at once unless told, which takes long with tens of thousands.
 */
const pageLength = 100;
/** No library is read beyond this many items. */
const maxItems = 200_000;

/**
 * The pages of a list of the local API until `wanted` values have come, or all. `path` has a query already.
 */
export async function* pagesOf(
  network: Network,
  path: string,
  wanted: number,
  length = pageLength,
): AsyncGenerator<Page> {
  let start = 0;
  while (start < Math.min(wanted, maxItems)) {
    const limit = Math.min(length, wanted - start);
    const answer = await askZotero(network, `${path}&start=${start}&limit=${limit}`);
    const got = jsonOf('zotero', answer);
    if (got.kind === 'failed') {
      yield got;
      return;
    }
    const values = got.kind === 'json' ? listOf(got.value) : [];
    if (values === undefined) {
      const said = answer.kind === 'answer' ? saidBy(answer.text) : '';
      yield failed('zotero', { kind: 'unreadable', wanted: 'a list of works', said });
      return;
    }
    if (values.length === 0) return;
    const said = got.kind === 'json' ? got.headers.get('last-modified-version') : undefined;
    yield { kind: 'page', values, version: said === undefined ? undefined : Number(said) };
    start += values.length;
    const total = Number(got.kind === 'json' ? got.headers.get('total-results') : undefined);
    // A server that takes no notice of the limit has sent all.
    if (Number.isNaN(total) ? values.length !== limit : start >= total) return;
  }
}

function listOf(value: unknown): readonly unknown[] | undefined {
  const list = isObject(value) ? value['items'] : value;
  return Array.isArray(list) ? (list as readonly unknown[]) : undefined;
}
