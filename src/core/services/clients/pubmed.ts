import { normaliseDoi } from '../../bibliography/identity.ts';
import { parseNbib } from '../../bibliography/tagged/nbib.ts';
import type { Bibliography, Reference } from '../../bibliography/types.ts';
import { failed, jsonOf, saidBy, statusFailure, unexpected } from '../failure.ts';
import { nbibNotices } from '../listedNotices.ts';
import type { Network, ServiceAnswer, ServiceFailure } from '../network.ts';
import { isObject, recordFromCsl, text, type WorkRecord } from '../record.ts';
import { type Asked, holdsRecord, refused } from './asked.ts';

/**
 * PubMed's own record in its tagged format, which says what was retracted; where it has none, the citation
 * exporter's.
 */
export async function askPubMed(network: Network, pmid: string): Promise<Asked> {
  const { whole, isCut } = await askMedline(network, pmid);
  if (whole.kind === 'record' && isCut) {
    const brief = await askExporter(network, pmid);
    if (brief.kind === 'failed') return brief;
    return brief.kind === 'record'
      ? { ...brief, record: { ...brief.record, notices: whole.record.notices } }
      : whole;
  }
  if (whole.kind === 'record' || whole.kind === 'refused') return whole;
  // Who says nothing is not asked for the same once more: the command ends sooner, and others stand in.
  if (whole.kind === 'failed' && whole.failure.fault.kind === 'timeout') return whole;
  const brief = await askExporter(network, pmid);
  if (brief.kind === 'none' && whole.kind === 'failed') return whole;
  if (brief.kind !== 'record') return brief;
  // What was retracted stands in the record that did not come.
  const { failure } = whole.kind === 'failed' ? whole : unexpected('pubmed', 'MEDLINE text', '');
  return { ...brief, lacksNotices: failure };
}

/** A record that breaks off in a line, before its source, may lack half of what it has. */
const breaksOff = (text: string): boolean => !text.endsWith('\n') && !/^SO {2}- /m.test(text);

async function askMedline(
  network: Network,
  pmid: string,
): Promise<{ readonly whole: Asked; readonly isCut: boolean }> {
  const path = `/entrez/eutils/efetch.fcgi?db=pubmed&id=${pmid}&rettype=medline&retmode=text&tool=psycite`;
  const answer = await network.ask({ service: 'pubmed', host: 'search', path, accept: 'text/plain' });
  return { whole: readMedline(answer, pmid), isCut: answer.kind === 'answer' && breaksOff(answer.text) };
}

function readMedline(answer: ServiceAnswer, pmid: string): Asked {
  if (answer.kind === 'failed') return answer;
  if (answer.status === 404 || answer.status === 410) return { kind: 'none' };
  if (answer.status < 200 || answer.status > 299) return statusFailure('pubmed', answer);
  const bibliography = parseNbib(answer.text);
  // “id: 99999999 Error occurred: The following PMID is not available”
  if (bibliography.size === 0)
    return /^\s{0,20}(?:id: |Error|$)/.test(answer.text)
      ? { kind: 'none' }
      : failed('pubmed', { kind: 'unreadable', wanted: 'MEDLINE text', said: saidBy(answer.text) });
  return recordOfPmid(bibliography, pmid);
}

function recordOfPmid(bibliography: Bibliography, pmid: string, index = 0): Asked {
  const {
    custom: _custom,
    files: _files,
    abstract: _abstract,
    keyword: _keyword,
    ...reference
  } = bibliography.reference(index);
  if (reference.PMID !== pmid)
    return refused('pubmed', `PMID ${pmid}`, `the answer is about ${named(reference.PMID)}, another work`);
  if (reference.title === undefined) return refused('pubmed', `PMID ${pmid}`, 'the record has no title');
  const preprintOf = bibliography.fields(index).find(({ name }) => name === 'UIN')?.value;
  const article =
    preprintOf === undefined ? undefined : normaliseDoi(/doi: (10\.\S+)/i.exec(preprintOf)?.[1]);
  const year = reference.issued?.['date-parts']?.[0]?.[0];
  const online = /^\d{4}/.exec(
    bibliography.fields(index).find(({ name }) => name === 'DEP')?.value ?? '',
  )?.[0];
  return {
    kind: 'record',
    record: {
      from: 'pubmed',
      reference: { ...(reference as Reference), id: '' },
      otherTitles: bibliography.fields(index).flatMap(({ name, value }) => (name === 'TT' ? [value] : [])),
      years: [...(year === undefined ? [] : [year]), ...(online === undefined ? [] : [Number(online)])],
      notices: nbibNotices(bibliography.fields(index)),
      ...(article === undefined ? {} : { article }),
    },
  };
}

const named = (pmid: string | undefined): string => (pmid === undefined ? 'no PMID' : `PMID ${pmid}`);

/** The works of PubMed that are most like the words. */
export async function searchPubMed(
  network: Network,
  words: string,
  rows: number,
): Promise<readonly WorkRecord[] | ServiceFailure> {
  const query = `db=pubmed&retmode=json&sort=relevance&retmax=${rows}&term=${encodeURIComponent(words)}`;
  const path = `/entrez/eutils/esearch.fcgi?${query}&tool=psycite`;
  const got = jsonOf('pubmed', await network.ask({ service: 'pubmed', host: 'search', path }));
  if (got.kind === 'failed') return got.failure;
  const result = got.kind === 'json' && isObject(got.value) ? got.value['esearchresult'] : undefined;
  const error = isObject(result) ? text(result['ERROR']) : '';
  if (error !== '') return failed('pubmed', { kind: 'error', said: saidBy(error) }).failure;
  const list = isObject(result) ? result['idlist'] : undefined;
  if (!Array.isArray(list))
    return unexpected('pubmed', 'a list of PMIDs', got.kind === 'json' ? got.value : undefined).failure;
  const ids = list
    .slice(0, rows)
    .map(String)
    .filter((id) => /^\d{1,9}$/.test(id));
  if (ids.length === 0) return [];
  const fetched = `/entrez/eutils/efetch.fcgi?db=pubmed&id=${ids.join(',')}&rettype=medline&retmode=text&tool=psycite`;
  const request = { service: 'pubmed', host: 'search', path: fetched, accept: 'text/plain' } as const;
  const answer = await network.ask(request);
  if (answer.kind === 'failed') return answer.failure;
  if (answer.status < 200 || answer.status > 299) return statusFailure('pubmed', answer).failure;
  const bibliography = parseNbib(answer.text);
  return Array.from({ length: bibliography.size }, (_, index) => index).flatMap((index) => {
    const { PMID = '' } = bibliography.reference(index);
    const read = ids.includes(PMID) ? recordOfPmid(bibliography, PMID, index) : undefined;
    return read?.kind === 'record' ? [read.record] : [];
  });
}

async function askExporter(network: Network, pmid: string): Promise<Asked> {
  const path = `/lit/ctxp/v1/pubmed/?format=csl&id=${pmid}`;
  const answer = await network.ask({ service: 'pubmed', path });
  const got = jsonOf('pubmed', answer);
  if (got.kind !== 'json') return got;
  if (!holdsRecord(got.value)) return unexpected('pubmed', 'the record of a work', got.value);
  const read = recordFromCsl(got.value, 'pubmed');
  if (read.kind === 'refused') return refused('pubmed', `PMID ${pmid}`, read.reason);
  const { PMID = pmid } = read.record.reference;
  if (PMID !== pmid)
    return refused('pubmed', `PMID ${pmid}`, `the answer is about ${named(PMID)}, another work`);
  return { kind: 'record', record: { ...read.record, reference: { ...read.record.reference, PMID } } };
}
