import type { Network, ServiceFailure } from '../network.ts';
import { isObject } from '../record.ts';
import { text } from './items.ts';
import { jsonFrom } from './requests.ts';

/**
 * The key of an item's PDF; undefined where it has none. `path` is that of the item:
 * `users/0/items/ABCD2345`.
 */
export async function pdfOf(
  network: Network,
  path: string,
): Promise<{ readonly key: string | undefined } | { readonly failure: ServiceFailure }> {
  const got = await jsonFrom(network, `/api/${path}/children`);
  if (got.kind === 'failed') return got;
  const children = got.kind === 'json' && Array.isArray(got.value) ? got.value.slice(0, 500) : [];
  const keys = children.filter(isObject).flatMap(({ key, data }) => {
    const isPdf = isObject(data) && text(data['contentType']) === 'application/pdf';
    return isPdf && /^[A-Z\d]{8}$/.test(text(key)) ? [text(key)] : [];
  });
  return { key: keys[0] };
}
