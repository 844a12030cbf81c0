import { jsonOf, unexpected } from '../failure.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { isObject, recordFromCsl, type WorkRecord } from '../record.ts';
import { type Asked, pathOf, recordOfDoi } from './asked.ts';

/** Crossref's own record, which says what was retracted and which article a preprint became. */
export async function askCrossref(network: Network, doi: string): Promise<Asked> {
  const got = jsonOf('crossref', await network.ask({ service: 'crossref', path: `/works/${pathOf(doi)}` }));
  if (got.kind !== 'json') return got;
  const message = isObject(got.value) && isObject(got.value['message']) ? got.value['message'] : got.value;
  return recordOfDoi('crossref', doi, message);
}

/** The works whose description is most like the words. */
export async function searchCrossref(
  network: Network,
  words: string,
  rows: number,
): Promise<readonly WorkRecord[] | ServiceFailure> {
  const path = `/works?query.bibliographic=${encodeURIComponent(words)}&rows=${rows}`;
  const got = jsonOf('crossref', await network.ask({ service: 'crossref', path }));
  if (got.kind === 'failed') return got.failure;
  const message = got.kind === 'json' && isObject(got.value) ? got.value['message'] : undefined;
  const items = isObject(message) ? message['items'] : undefined;
  if (!Array.isArray(items))
    return unexpected('crossref', 'a list of works', got.kind === 'json' ? got.value : undefined).failure;
  return items.slice(0, rows).flatMap((item: unknown) => {
    const read = recordFromCsl(item, 'crossref');
    return read.kind === 'record' ? [read.record] : [];
  });
}
