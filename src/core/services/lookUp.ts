import { askArxiv } from './clients/arxiv.ts';
import { type Asked, refused } from './clients/asked.ts';
import { askCrossref } from './clients/crossref.ts';
import { askDataCite } from './clients/datacite.ts';
import { askAgency, askDoi } from './clients/doi.ts';
import { askEuropePmc } from './clients/europepmc.ts';
import { askIdConverter } from './clients/idconv.ts';
import { askOpenLibrary } from './clients/openlibrary.ts';
import { askPubMed } from './clients/pubmed.ts';
import { type Identifier, identifierText } from './identifiers.ts';
import type { Network, ServiceFailure } from './network.ts';
import { sortedNotices } from './notices.ts';
import type { WorkRecord } from './record.ts';
import type { ServiceName } from './services.ts';

/** What the services say of an identifier, and which of those that were asked did not answer. */
export interface LookedUp {
  readonly found:
    | { readonly kind: 'record'; readonly record: WorkRecord }
    /** It leads nowhere. */
    | { readonly kind: 'none' }
    | { readonly kind: 'refused'; readonly reason: string }
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
    if (asked.kind !== 'failed') return asked;
    this.failures.push(asked.failure);
    return { kind: 'unknown' };
  }

  async #doi(doi: string): Promise<LookedUp['found']> {
    const found = await this.#registered(doi);
    // DataCite registers no retractions; Crossref's own record was looked at already where it stood in.
    if (found.kind !== 'record' || found.record.from !== 'doi' || !this.#mayAsk('crossref', 'doi'))
      return found;
    const own = this.#heard(await askCrossref(this.network, doi));
    if (own.kind !== 'record') return found;
    const { record } = found;
    const article = record.article ?? own.record.article;
    return {
      kind: 'record',
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
    if (asked.kind === 'record' || asked.kind === 'refused') return asked;
    // That a reference leads nowhere is said only where its registration is not known either.
    const fault = asked.kind === 'failed' ? asked.failure.fault.kind : 'none';
    const agency = ['none', 'status', 'unreadable'].includes(fault)
      ? await askAgency(this.network, doi)
      : undefined;
    if (asked.kind === 'none' && agency === undefined) return asked;
    const standIns = ([askCrossref, askDataCite] as const).filter((_, at) => {
      const service = agencies[at]!;
      return this.#mayAsk(service, 'doi') && (agency === undefined || agency.toLowerCase() === service);
    });
    // Both at once: a command does not wait for one silent service after the other.
    for (const own of await Promise.all(standIns.map((ask) => ask(this.network, doi)))) {
      if (own.kind === 'record' || own.kind === 'refused') {
        if (asked.kind === 'failed' && agency === undefined) this.failures.push(asked.failure);
        return own;
      }
      if (own.kind === 'failed') this.failures.push(own.failure);
    }
    const isRead = agency === undefined || /^(?:crossref|datacite)$/i.test(agency);
    if (asked.kind === 'failed' && isRead) return this.#heard(asked);
    const reason = `${agency} registered it, and has no record that PsyCite reads; add the entry by hand`;
    return refused('doi', `DOI ${doi}`, reason);
  }

  async #pmcid(identifier: Identifier): Promise<LookedUp['found']> {
    const other = await askIdConverter(this.network, identifier.id);
    if (other !== undefined && 'fault' in other)
      return this.#orEuropePmc(identifier, { kind: 'failed', failure: other }, 'idconv');
    if (other === undefined) return { kind: 'none' };
    const found = await this.about(other);
    if (found.kind !== 'record') return found;
    const { record } = found;
    const { PMCID = identifier.id } = record.reference;
    if (PMCID !== identifier.id)
      return refused(record.from, identifier.id, `the answer is about ${PMCID}, another work`);
    return { kind: 'record', record: { ...record, reference: { ...record.reference, PMCID } } };
  }

  async #orEuropePmc(identifier: Identifier, asked: Asked, service: ServiceName): Promise<LookedUp['found']> {
    const found = this.#heard(asked);
    if (found.kind !== 'unknown' || !this.#mayAsk('europepmc', service)) return found;
    return this.#heard(await askEuropePmc(this.network, identifier));
  }
}

/** Those that register most DOIs of papers and data. */
const agencies = ['crossref', 'datacite'] as const;

/** Where an identifier leads nowhere. */
export const notFoundText = (identifier: Identifier): string =>
  `There is no work with ${identifierText(identifier)}. Check it against the page or the paper.`;
