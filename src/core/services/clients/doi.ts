import { failed, jsonOf, saidBy } from '../failure.ts';
import type { Network } from '../network.ts';
import { isObject, text } from '../record.ts';
import { type Asked, pathOf, recordOfDoi } from './asked.ts';

const csl = 'application/vnd.citationstyles.csl+json';

/** doi.org, which sends on to the agency that registered the DOI. */
export async function askDoi(network: Network, doi: string): Promise<Asked> {
  const answer = await network.ask({ service: 'doi', path: `/${pathOf(doi)}`, accept: csl });
  // The agency has no record in this form (204, 406, 415), or the DOI leads to a page alone.
  if (answer.kind === 'answer' && [204, 406, 415].includes(answer.status)) {
    const { status, text: body } = answer;
    return failed('doi', { kind: 'status', status, said: saidBy(body) });
  }
  const got = jsonOf('doi', answer);
  return got.kind === 'json' ? recordOfDoi('doi', doi, got.value) : got;
}

/** Who registered a DOI: “Crossref”, “DataCite” …; `none` where nobody did. */
export async function askAgency(network: Network, doi: string): Promise<string | undefined> {
  const got = jsonOf('doi', await network.ask({ service: 'doi', path: `/ra/${pathOf(doi)}` }));
  const first: unknown = got.kind === 'json' && Array.isArray(got.value) ? got.value[0] : undefined;
  return isObject(first) && typeof first['RA'] === 'string' ? text(first['RA']) : undefined;
}
