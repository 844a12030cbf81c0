import { jsonOf, unexpected } from '../failure.ts';
import type { Identifier } from '../identifiers.ts';
import type { Network } from '../network.ts';
import { isObject, text } from '../record.ts';
import { type Asked, refused } from './asked.ts';

/** What else a work in PubMed Central is called: its PMID, else its DOI. */
export async function askIdConverter(
  network: Network,
  pmcid: string,
): Promise<{ readonly kind: 'known'; readonly as: Identifier } | Exclude<Asked, { kind: 'record' }>> {
  const path = `/tools/idconv/api/v1/articles/?ids=${pmcid}&format=json&tool=psycite`;
  const got = jsonOf('idconv', await network.ask({ service: 'idconv', path }));
  if (got.kind !== 'json') return got;
  const records = isObject(got.value) ? got.value['records'] : undefined;
  if (!Array.isArray(records)) return unexpected('idconv', 'a list of identifiers', got.value);
  const known = records
    .filter(isObject)
    .filter((one) => text(one['status']) !== 'error' && one['errmsg'] === undefined);
  const record = known.find((one) => text(one['pmcid']).toUpperCase().split('.')[0] === pmcid);
  if (record === undefined) {
    const [other] = known.map((one) => text(one['pmcid'])).filter((id) => id !== '');
    return other === undefined
      ? { kind: 'none' }
      : refused('idconv', pmcid, `the answer is about ${other}, another work`);
  }
  const [pmid, doi] = [text(record['pmid']), text(record['doi'])];
  if (/^\d{1,9}$/.test(pmid)) return { kind: 'known', as: { kind: 'pmid', id: pmid } };
  if (/^10\.\d{4,9}\/\S+$/.test(doi)) return { kind: 'known', as: { kind: 'doi', id: doi } };
  return refused('idconv', pmcid, 'it has neither a PMID nor a DOI');
}
