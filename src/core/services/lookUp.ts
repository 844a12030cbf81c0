import { fewOf } from '../render/escape.ts';
import { askArxiv } from './clients/arxiv.ts';
import { type Asked, refused } from './clients/asked.ts';
import { askCrossref } from './clients/crossref.ts';
import { askDataCite } from './clients/datacite.ts';
import { askAgency, askDoi } from './clients/doi.ts';
import { askEuropePmc } from './clients/europepmc.ts';
import { askIdConverter } from './clients/idconv.ts';
import { askOpenLibrary } from './clients/openlibrary.ts';
import { askPubMed } from './clients/pubmed.ts';
import { failureText, unexpected } from './failure.ts';
import { type Identifier, identifierText } from './identifiers.ts';
import type { Network, ServiceFailure } from './network.ts';
import { sortedNotices } from './notices.ts';
import type { WorkRecord } from './record.ts';
import type { ServiceName } from './services.ts';

/** What the services say of an identifier, and which of those that were asked did not answer. */
export interface LookedUp {
  readonly found:
    | {
        readonly kind: 'record';
        readonly record: WorkRecord;
        /** Whoever knows what was published about the work later did not say it. */
        readonly areNoticesUnknown: boolean;
      }
    /** It leads nowhere. */
    | { readonly kind: 'none' }
    | {
        readonly kind: 'refused';
        readonly reason: string;
        /** It is registered with an agency whose records PsyCite does not read. */
        readonly isUnread?: boolean;
      }
    | { readonly kind: 'unknown' };
  readonly failures: readonly ServiceFailure[];
}

/**
 * Asks the service of an identifier, those that stand in for it, and for an article what was published about
 * it later.
 */
export async function lookUp(network: Network, identifier: Identifier): Promise<LookedUp> {
  const asking = new Asking(network);
  const found = await asking.about(identifier);
  return { found, failures: asking.failures };
}

class Asking {
  readonly failures: ServiceFailure[] = [];

  constructor(readonly network: Network) {}

  async about(identifier: Identifier): Promise<LookedUp['found']> {
    switch (identifier.kind) {
      case 'doi':
        return this.#doi(identifier.id);
      case 'pmid':
        return this.#orEuropePmc(identifier, await askPubMed(this.network, identifier.id), 'pubmed');
      case 'pmcid':
        return this.#pmcid(identifier);
      case 'arxiv':
        return this.#heard(await askArxiv(this.network, identifier.id));
      case 'isbn':
        return this.#heard(await askOpenLibrary(this.network, identifier.id));
    }
  }

  /**
   * Who puts an address in the place of one service does not want PsyCite to go past it: such a service has
   * only others with an address of the user's own to stand in for it.
   */
  #mayAsk(service: ServiceName, asked: ServiceName): boolean {
    return !this.network.isReplaced(asked) || this.network.isReplaced(service);
  }

  #heard(asked: Asked): LookedUp['found'] {
    if (asked.kind === 'record') {
      const { record, lacksNotices } = asked;
      if (lacksNotices !== undefined) this.failures.push(lacksNotices);
      return { kind: 'record', record, areNoticesUnknown: lacksNotices !== undefined };
    }
    if (asked.kind !== 'failed') return asked;
    this.failures.push(asked.failure);
    return { kind: 'unknown' };
  }

  async #doi(doi: string): Promise<LookedUp['found']> {
    const found = await this.#registered(doi);
    // DataCite registers no retractions; Crossref's own record was looked at already where it stood in.
    if (found.kind !== 'record' || found.record.from !== 'doi') return found;
    const unvouched = { ...found, areNoticesUnknown: true };
    if (!this.#mayAsk('crossref', 'doi')) return found.record.isCrossrefs ? unvouched : found;
    const own = this.#heard(await askCrossref(this.network, doi));
    // Of what is another work, nothing is known of this one: that it was not retracted neither.
    if (own.kind === 'refused')
      this.failures.push(unexpected('crossref', `the record of DOI ${doi}`, undefined).failure);
    // Crossref has no record of what DataCite registered; its own works it has to know.
    if (own.kind === 'none' && !found.record.isCrossrefs) return found;
    if (own.kind !== 'record') return unvouched;
    const { record } = found;
    const article = record.article ?? own.record.article;
    return {
      kind: 'record',
      areNoticesUnknown: false,
      record: {
        ...record,
        years: [...new Set([...record.years, ...own.record.years])],
        otherTitles: [...record.otherTitles, ...own.record.otherTitles],
        notices: sortedNotices([...own.record.notices, ...record.notices]),
        ...(article === undefined ? {} : { article }),
      },
    };
  }

  /** The record of whoever registered the DOI. */
  async #registered(doi: string): Promise<LookedUp['found']> {
    const asked = await askDoi(this.network, doi);
    if (asked.kind === 'record' || asked.kind === 'refused') return this.#heard(asked);
    // That a reference leads nowhere is said only where its registration is not known either.
    const fault = asked.kind === 'failed' ? asked.failure.fault.kind : 'none';
    const agency = ['none', 'status', 'unreadable', 'error'].includes(fault)
      ? await askAgency(this.network, doi)
      : undefined;
    if (asked.kind === 'none' && agency === undefined) return asked;
    const standIns = ([askCrossref, askDataCite] as const).filter((_, at) => {
      const service = agencies[at]!;
      return this.#mayAsk(service, 'doi') && (agency === undefined || agency.toLowerCase() === service);
    });
    // Both at once: a command does not wait for one silent service after the other.
    const silent = this.failures.length;
    for (const own of await Promise.all(standIns.map((ask) => ask(this.network, doi)))) {
      if (own.kind === 'record' || own.kind === 'refused') {
        if (asked.kind === 'failed' && agency === undefined) this.failures.push(asked.failure);
        return this.#heard(own);
      }
      if (own.kind === 'failed') this.failures.push(own.failure);
    }
    const isRead = agency === undefined || /^(?:crossref|datacite)$/i.test(agency);
    if (asked.kind === 'failed' && isRead) return this.#heard(asked);
    if (this.failures.length > silent) return { kind: 'unknown' };
    const reason = `${agency} registered it, and has no record that PsyCite reads`;
    return { ...refused('doi', `DOI ${doi}`, reason), isUnread: true };
  }

  async #pmcid(identifier: Identifier): Promise<LookedUp['found']> {
    const other = await askIdConverter(this.network, identifier.id);
    if (other.kind === 'failed') return this.#orEuropePmc(identifier, other, 'idconv');
    if (other.kind !== 'known') return other;
    const found = await this.about(other.as);
    if (found.kind !== 'record') return found;
    const { record } = found;
    const { PMCID = identifier.id } = record.reference;
    if (PMCID !== identifier.id)
      return refused(record.from, identifier.id, `the answer is about ${PMCID}, another work`);
    return { ...found, record: { ...record, reference: { ...record.reference, PMCID } } };
  }

  async #orEuropePmc(identifier: Identifier, asked: Asked, service: ServiceName): Promise<LookedUp['found']> {
    const found = this.#heard(asked);
    if (found.kind !== 'unknown' || !this.#mayAsk('europepmc', service)) return found;
    const own = this.#heard(await askEuropePmc(this.network, identifier));
    // What Europe PMC does not have may be in PubMed all the same.
    return own.kind === 'none' ? found : own;
  }
}

/** Those that register most DOIs of papers and data. */
const agencies = ['crossref', 'datacite'] as const;

/** What is to be done where a record is not taken. */
const nextStep = 'Check the identifier against the page or the paper, or write the entry by hand.';

/** Where an identifier leads nowhere. */
const notFoundText = (identifier: Identifier): string =>
  `There is no work with ${identifierText(identifier)}. Check it against the page or the paper.`;

/**
 * What is to be told of an identifier that was looked up, a sentence each: of a service that did not answer
 * once a command.
 */
export function lookedUpTexts({ found, failures }: LookedUp, identifier: Identifier, told: Set<string>) {
  const name = identifierText(identifier);
  const texts = failures.map(failureText).filter((text) => !told.has(text));
  for (const text of texts) told.add(text);
  if (found.kind === 'none') texts.push(notFoundText(identifier));
  if (found.kind === 'refused') texts.push(`${found.reason} ${nextStep}`);
  if (found.kind !== 'record') return texts;
  const { article, reference } = found.record;
  if (found.areNoticesUnknown) texts.push(`Whether ${name} was retracted is not known.`);
  if (article !== undefined && article !== reference.DOI)
    texts.push(`${name} is a preprint; its article is DOI ${article}.`);
  return texts;
}

const maxNamed = 20;

/** Of several identifiers those that nobody answered for. */
export const unansweredText = (identifiers: readonly Identifier[]): string =>
  `Not looked up: ${fewOf(identifiers, maxNamed, identifierText)}. Ask for them again later.`;
