import { jsonOf } from '../failure.ts';
import type { Identifier } from '../identifiers.ts';
import type { Network, ServiceFailure } from '../network.ts';
import { isObject, text } from '../record.ts';

/** What else a work in PubMed Central is called: its PMID, else its DOI. Undefined where it has neither. */
export async function askIdConverter(
  network: Network,
  pmcid: string,
): Promise<Identifier | ServiceFailure | undefined> {
  const path = `/tools/idconv/api/v1/articles/?ids=${pmcid}&format=json&tool=psycite`;
  const got = jsonOf('idconv', await network.ask({ service: 'idconv', path }));
  if (got.kind === 'failed') return got.failure;
  const records = got.kind === 'json' && isObject(got.value) ? got.value['records'] : undefined;
  if (!Array.isArray(records)) return undefined;
  const record = records
    .filter(isObject)
    .find((one) => text(one['pmcid']).toUpperCase().split('.')[0] === pmcid);
  if (record === undefined) return undefined;
  const [pmid, doi] = [text(record['pmid']), text(record['doi'])];
  if (/^\d{1,9}$/.test(pmid)) return { kind: 'pmid', id: pmid };
  return /^10\.\d{4,9}\/\S+$/.test(doi) ? { kind: 'doi', id: doi } : undefined;
}
