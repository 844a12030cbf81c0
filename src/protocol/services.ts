/** Requests that lead to Zotero and to services of the world. */
import { array, literal, object, picklist, string } from 'valibot';
import type { AddedWorks, WorkspaceEditAnswer } from './requests.ts';
import { answer, orNull, position, request, textDocument } from './schema.ts';

export interface FoundInZotero {
  readonly items: readonly {
    /** What `psycite/addFromZotero` takes. */
    readonly key: string;
    readonly title: string;
    readonly authors: readonly string[];
    readonly year: string;
    readonly library: string;
  }[];
  /** Why nothing could be asked, and what to do; empty where Zotero answered. */
  readonly message: string;
}

/** A work that a service knows. */
export interface FoundByService {
  /** What `psycite/addWorks` takes. */
  readonly identifier: string;
  readonly label: string;
  readonly title: string;
  readonly container: string;
}

/** Sends words to one service, and gives the works that are most like them. */
export const searchServiceRequest = request(
  'psycite/searchService',
  object({ service: picklist(['pubmed', 'crossref']), words: string() }),
  answer<{ readonly items: readonly FoundByService[]; readonly message: string }>(),
);

/**
 * Looks what runs, or opens zotero.org with a key of the user's, and keeps what is in it at hand for
 * completion; answers once that is so, or says what is missing.
 */
export const connectZoteroRequest = request(
  'psycite/connectZotero',
  object({ key: orNull(string()) }),
  answer<{ readonly isConnected: boolean; readonly message: string }>(),
);

/** An entry that is not as Zotero has its work. */
export interface ChangedEntry {
  /** What the request takes to change it. */
  readonly id: string;
  readonly key: string;
  readonly file: string;
  /** What differs, in words. */
  readonly differences: readonly string[];
  /** LSP's edit that gives the entry what Zotero has; null where it has to be changed by hand. */
  readonly edit: object | null;
}

/**
 * The entries of a manuscript's bibliographies, or of a bibliography, that differ from what Zotero has now;
 * with `chosen`, ids of an answer before, the edit that gives these what Zotero has.
 */
export const updateFromZoteroRequest = request(
  'psycite/updateFromZotero',
  object({ textDocument, chosen: array(string()) }),
  answer<WorkspaceEditAnswer & { readonly changes: readonly ChangedEntry[] }>(),
);

/**
 * Where Zotero has the work at a position: an address that opens it there, or with `pdf` its PDF. `address`
 * is null where it does not have it, and `message` says why.
 */
export const zoteroPlaceRequest = request(
  'psycite/zoteroPlace',
  object({ textDocument, position, what: picklist(['item', 'pdf']) }),
  answer<{ readonly address: string | null; readonly message: string }>(),
);

/** Searches all libraries of the Zotero that runs on this machine. */
export const searchZoteroRequest = request(
  'psycite/searchZotero',
  object({ words: string() }),
  answer<FoundInZotero>(),
);

/** Adds works of Zotero to the manuscript's bibliography. */
export const addFromZoteroRequest = request(
  'psycite/addFromZotero',
  object({ textDocument, keys: array(string()) }),
  answer<AddedWorks>(),
);

/** What the services' records say of works; a problem stands at each citation and at the entry. */
export interface CheckOnlineAnswer {
  /** Diagnostics as LSP has them. */
  readonly files: readonly { readonly uri: string; readonly diagnostics: readonly object[] }[];
  /** The number of works that were held against a record, or that lead nowhere. */
  readonly checked: number;
  /** The number of works that were looked up, and of which nothing is known all the same. */
  readonly unknown: number;
  /** What each service that did not answer said, and of which works something is not known for that. */
  readonly failures: readonly string[];
  readonly notes: readonly string[];
  /** Keys of works that have nothing to look them up by. */
  readonly notLookedUp: readonly string[];
}

/**
 * Compares the works that a manuscript cites, or those of a bibliography, with the records of the services:
 * their identifiers are sent, and with `search` the titles of works that have none.
 */
export const checkOnlineRequest = request(
  'psycite/checkOnline',
  object({ textDocument, search: orNull(literal('titles')) }),
  answer<CheckOnlineAnswer>(),
);
