import { normaliseDoi } from '../../bibliography/identity.ts';
import { jsonOf, unexpected } from '../failure.ts';
import type { Identifier } from '../identifiers.ts';
import type { Network } from '../network.ts';
import { noticeKind, noticeWords, sortedNotices } from '../notices.ts';
import { isObject, type JsonObject, recordFromCsl, text } from '../record.ts';
import { type Asked, refused } from './asked.ts';

/** Europe PMC, which knows what PubMed and PubMed Central know: asked where those do not answer. */
export async function askEuropePmc(network: Network, { kind, id }: Identifier): Promise<Asked> {
  const query =
    kind === 'doi' ? `DOI:"${id}"` : kind === 'pmcid' ? `PMCID:${id}` : `EXT_ID:${id} AND SRC:MED`;
  const path = `/europepmc/webservices/rest/search?query=${encodeURIComponent(query)}&resultType=core&format=json&pageSize=1`;
  const got = jsonOf('europepmc', await network.ask({ service: 'europepmc', path }));
  if (got.kind !== 'json') return got;
  const list = isObject(got.value) ? got.value['resultList'] : undefined;
  if (!isObject(list)) return unexpected('europepmc', 'a list of works', got.value);
  const result: unknown = Array.isArray(list['result']) ? list['result'][0] : undefined;
  if (!isObject(result)) return { kind: 'none' };
  const read = recordFromCsl(cslOf(result), 'europepmc');
  const what = kind === 'pmcid' ? id : `${kind === 'doi' ? 'DOI' : 'PMID'} ${id}`;
  if (read.kind === 'refused') return refused('europepmc', what, read.reason);
  const { record } = read;
  const { DOI, PMID, PMCID } = record.reference;
  const isSame = kind === 'doi' ? DOI === normaliseDoi(id) : kind === 'pmcid' ? PMCID === id : PMID === id;
  if (!isSame) return refused('europepmc', what, 'the answer is about another work');
  return {
    kind: 'record',
    record: { ...record, notices: sortedNotices([...record.notices, ...noticesOf(result)]) },
  };
}

function cslOf(result: JsonObject): JsonObject {
  const info = isObject(result['journalInfo']) ? result['journalInfo'] : {};
  const journal = isObject(info['journal']) ? info['journal'] : {};
  const [year, month, day] = text(result['firstPublicationDate']).split('-').map(Number);
  const printed = Number(info['yearOfPublication'] ?? result['pubYear']);
  const authors = isObject(result['authorList']) ? result['authorList']['author'] : undefined;
  return {
    type: result['source'] === 'PPR' ? 'preprint' : 'article-journal',
    title: result['title'],
    author: Array.isArray(authors) ? authors.filter(isObject).map(nameOf) : [],
    issued: { 'date-parts': [printed === year ? [year, month, day] : [printed]] },
    'published-online': { 'date-parts': [[year, month, day]] },
    'container-title': journal['title'],
    'container-title-short': journal['isoabbreviation'],
    ISSN: journal['issn'] ?? journal['essn'],
    volume: info['volume'],
    issue: info['issue'],
    page: result['pageInfo'],
    DOI: result['doi'],
    PMID: result['pmid'],
    PMCID: result['pmcid'],
  };
}

const nameOf = ({ lastName, firstName, initials, collectiveName, fullName }: JsonObject): JsonObject =>
  text(lastName) === ''
    ? { literal: collectiveName ?? fullName }
    : { family: lastName, given: text(firstName) === '' ? initials : firstName };

function noticesOf(result: JsonObject) {
  const types = isObject(result['pubTypeList']) ? result['pubTypeList']['pubType'] : undefined;
  const isRetracted =
    Array.isArray(types) && types.some((type) => text(type).toLowerCase() === 'retracted publication');
  const list = isObject(result['commentCorrectionList'])
    ? result['commentCorrectionList']['commentCorrection']
    : [];
  const linked = (Array.isArray(list) ? list : []).filter(isObject).flatMap((one) => {
    const type = text(one['type']);
    const kind = / in$/.test(noticeWords(type)) ? noticeKind(type) : undefined;
    return kind === undefined ? [] : [{ kind }];
  });
  return [...linked, ...(isRetracted ? [{ kind: 'retraction' as const }] : [])];
}
