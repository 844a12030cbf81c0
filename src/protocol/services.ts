/** Requests that lead to Zotero and to services of the world. */
import type { LspRange, RequestName, TextDocumentParams, WorkspaceEditAnswer } from './requests.ts';

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
export const searchServiceRequest: RequestName<
  { readonly service: 'pubmed' | 'crossref'; readonly words: string },
  { readonly items: readonly FoundByService[]; readonly message: string }
> = { method: 'psycite/searchService' };

/**
 * Looks what runs, or opens zotero.org with a key of the user's, and keeps what is in it at hand for
 * completion; answers once that is so, or says what is missing.
 */
export const connectZoteroRequest: RequestName<
  { readonly key: string | null },
  { readonly isConnected: boolean; readonly message: string }
> = { method: 'psycite/connectZotero' };

/** An entry that is not as Zotero has its work. */
export interface ChangedEntry {
  /** What the request takes to change it. */
  readonly id: string;
  readonly key: string;
  readonly file: string;
  /** What differs, in words. */
  readonly differences: readonly string[];
  /** False where the entry has to be changed by hand. */
  readonly canChange: boolean;
}

/**
 * The entries of a manuscript's bibliographies, or of a bibliography, that differ from what Zotero has now;
 * with `chosen`, ids of an answer before, the edit that gives these what Zotero has.
 */
export const updateFromZoteroRequest: RequestName<
  TextDocumentParams & { readonly chosen: readonly string[] },
  WorkspaceEditAnswer & { readonly changes: readonly ChangedEntry[] }
> = { method: 'psycite/updateFromZotero' };

/**
 * Where Zotero has the work at a position: an address that opens it there, or with `pdf` its PDF. `address`
 * is null where it does not have it, and `message` says why.
 */
export const zoteroPlaceRequest: RequestName<
  TextDocumentParams & { readonly position: LspRange['start']; readonly what: 'item' | 'pdf' },
  { readonly address: string | null; readonly message: string }
> = { method: 'psycite/zoteroPlace' };

/** Searches all libraries of the Zotero that runs on this machine. */
export const searchZoteroRequest: RequestName<{ readonly words: string }, FoundInZotero> = {
  method: 'psycite/searchZotero',
};

export interface AddedFromZotero extends WorkspaceEditAnswer {
  /** The keys to cite the works by. */
  readonly keys: readonly string[];
}

/** Adds works of Zotero to the manuscript's bibliography. */
export const addFromZoteroRequest: RequestName<
  TextDocumentParams & { readonly keys: readonly string[] },
  AddedFromZotero
> = { method: 'psycite/addFromZotero' };

/** What the services' records say of works; a problem stands at each citation and at the entry. */
export interface CheckOnlineAnswer {
  /** Diagnostics as LSP has them. */
  readonly files: readonly { readonly uri: string; readonly diagnostics: readonly object[] }[];
  /** The number of works that were looked up. */
  readonly checked: number;
  /** What each service that did not answer said. */
  readonly failures: readonly string[];
  readonly notes: readonly string[];
  /** Keys of works that have nothing to look them up by. */
  readonly notLookedUp: readonly string[];
}

/**
 * Compares the works that a manuscript cites, or those of a bibliography, with the records of the services:
 * their identifiers are sent, and with `search` the titles of works that have none.
 */
export const checkOnlineRequest: RequestName<
  TextDocumentParams & { readonly search: 'titles' | null },
  CheckOnlineAnswer
> = { method: 'psycite/checkOnline' };
