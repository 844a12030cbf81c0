/** The requests that are PsyCite's own. Parameters are LSP style; methods are part of the public contract. */
import type { OutlineData } from './outline.ts';
import type { DecisionKind, ReviewField } from './review.ts';

export interface TextDocumentParams {
  readonly textDocument: { readonly uri: string };
}

export interface LspRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** A request's method with the types of its parameters and answer. */
export interface RequestName<P, R> {
  readonly method: string;
  readonly _types?: (params: P) => R;
}

export const outlineRequest: RequestName<TextDocumentParams, OutlineData> = { method: 'psycite/outline' };

export interface SearchReferencesParams extends TextDocumentParams {
  readonly query: string;
  readonly limit: number;
}

export interface FoundReference {
  readonly key: string;
  readonly label: string;
  readonly title: string;
  readonly container: string;
  /** The id of the pack where the work is not in the bibliography yet, or what stands for Zotero. */
  readonly pack: string | null;
  /** The key, or where else the work is. */
  readonly where: string;
}

export const searchReferencesRequest: RequestName<
  SearchReferencesParams,
  { readonly items: readonly FoundReference[]; readonly incomplete: boolean }
> = { method: 'psycite/searchReferences' };

/** One line of "explain bibliography": a file that was used or refused, and why. */
export interface ExplainedBibliography {
  readonly uri: string;
  readonly status: 'used' | 'missing' | 'refused' | 'unreadable' | 'loading';
  /** Why it applies and what became of it, in one sentence. */
  readonly reason: string;
  readonly entries: number;
  readonly problems: number;
  /** Where it was declared, for a link. */
  readonly declaredIn: { readonly uri: string; readonly range: LspRange } | null;
}

export const explainBibliographyRequest: RequestName<
  TextDocumentParams,
  {
    readonly files: readonly ExplainedBibliography[];
    /** For a terminal. */
    readonly text: string;
    readonly page: ExplanationPage;
  }
> = { method: 'psycite/explainBibliography' };

/** As `core/features/explanationPage.ts` makes it. */
export interface ExplanationPage {
  /** Markdown. */
  readonly text: string;
  /** What can be done about a line, and about which of the files; null for all. */
  readonly advice: readonly {
    readonly line: number;
    readonly title: string;
    readonly action: 'open' | 'problems' | 'declaration' | 'declare' | 'create' | 'choose' | 'settings';
    readonly file: number | null;
  }[];
}

/** Makes a manuscript declare a bibliography, and with `create` that file, empty. */
export const declareFileRequest: RequestName<
  TextDocumentParams & { readonly file: string; readonly create: 'yes' | null },
  WorkspaceEditAnswer
> = { method: 'psycite/declareFile' };

/** One thing that a word can mean, as `core/features/define.ts` gives it; a test holds the two equal. */
export interface DefinedSense {
  readonly pack: string;
  readonly id: string;
  readonly label: string;
  readonly short: string | null;
  readonly category: string;
  readonly definition: string;
  readonly likelihood: 'certain' | 'likely' | 'possible';
  readonly reason: string;
  readonly elsewhere: readonly string[];
  readonly note: string;
  readonly source: string;
  readonly card: string;
  readonly sections: readonly string[];
  readonly facts: readonly string[];
  readonly related: readonly { readonly pack: string; readonly id: string; readonly label: string }[];
  readonly works: readonly { readonly id: string; readonly citation: string; readonly title: string }[];
}

/** Every sense of a word that the packs in use know, likeliest first; a manuscript, where one is named, is the cards' own. */
export const defineRequest: RequestName<
  Partial<TextDocumentParams> & { readonly query: string; readonly limit?: number },
  { readonly senses: readonly DefinedSense[] }
> = { method: 'psycite/define' };

/** Adds a term of one's own to `.psycite/glossary.yaml` of the manuscript's folder; what is "" is absent. */
export const addTermRequest: RequestName<
  TextDocumentParams & {
    readonly long: string;
    readonly short?: string;
    readonly definition?: string;
    readonly source?: string;
  },
  WorkspaceEditAnswer
> = { method: 'psycite/addTerm' };

export const packDocumentRequest: RequestName<
  { readonly pack: string },
  { readonly text: string; readonly places: readonly { readonly id: string; readonly line: number }[] } | null
> = { method: 'psycite/packDocument' };

export const annotationsRequest: RequestName<TextDocumentParams, unknown> = { method: 'psycite/annotations' };

/** A change to the workspace that a command makes in one undoable step, as an LSP `WorkspaceEdit`; null where there is nothing to do. */
export interface WorkspaceEditAnswer {
  readonly edit: unknown;
  /** What was done or why nothing was, for the person. */
  readonly message: string;
}

/** The citation styles that are shipped, and the journals that print in one: `like` is that style's title, else empty. */
export const stylesRequest: RequestName<
  Record<string, never>,
  { readonly styles: readonly { readonly name: string; readonly title: string; readonly like: string }[] }
> = { method: 'psycite/styles' };

/** A citation and a reference as a style prints them, of the manuscript's own works; empty where it prints none. */
export const styleSampleRequest: RequestName<
  TextDocumentParams & { readonly style: string },
  { readonly citation: string; readonly reference: string }
> = { method: 'psycite/styleSample' };

/** An edit that makes the manuscript name a style; `setting` is what `psycite.csl.style` has to hold where no file can. */
export interface StyleAnswer extends WorkspaceEditAnswer {
  readonly setting: string | null;
}

export const chooseStyleRequest: RequestName<TextDocumentParams & { readonly style: string }, StyleAnswer> = {
  method: 'psycite/chooseStyle',
};

/** As `chooseStyle`, of a style that the CSL repository is asked for. */
export const downloadStyleRequest: RequestName<TextDocumentParams & { readonly style: string }, StyleAnswer> =
  {
    method: 'psycite/downloadStyle',
  };

/** Adds a pack's work to the manuscript's bibliography, in that file's format and key style. */
export const addToBibliographyRequest: RequestName<
  TextDocumentParams & {
    readonly pack: string;
    readonly works: readonly string[];
    /** The keys that the works are to get, where they are cited already; made where absent. */
    readonly keys?: readonly string[];
    /** Citations of this key, which is defined nowhere, are given the first work's in the same step. */
    readonly citedAs?: string;
  },
  WorkspaceEditAnswer & { readonly keys: readonly string[] }
> = { method: 'psycite/addToBibliography' };

/** Gives all citations of a key in a manuscript another, in its own syntax. */
export const replaceKeyRequest: RequestName<
  TextDocumentParams & { readonly key: string; readonly to: string },
  WorkspaceEditAnswer
> = { method: 'psycite/replaceKey' };

/** Writes an entry of this key with fields to fill, where works of the manuscript are added; `place` is the first of them. */
export const createEntryRequest: RequestName<
  TextDocumentParams & { readonly key: string },
  WorkspaceEditAnswer & {
    readonly place: { readonly uri: string; readonly position: LspRange['start'] } | null;
  }
> = { method: 'psycite/createEntry' };

/**
 * Adds works by identifiers, whose services are asked, or from references as text. `citedAs` is the undefined key that stands for
 * the work in the manuscript: its citations get the new key in the same step. Retracted works are told, and added where allowed.
 */
export const addWorksRequest: RequestName<
  TextDocumentParams & {
    readonly text: string;
    readonly citedAs: string | null;
    readonly allowRetracted: string | null;
  },
  WorkspaceEditAnswer & { readonly keys: readonly string[]; readonly retracted: readonly string[] }
> = { method: 'psycite/addWorks' };

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
 * Looks what runs, or opens zotero.org with a key of the user's, and keeps what is in it at hand for completion; answers once that
 * is so, or says what is missing.
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
 * The entries of a manuscript's bibliographies, or of a bibliography, that differ from what Zotero has now; with `chosen`, ids of
 * an answer before, the edit that gives these what Zotero has.
 */
export const updateFromZoteroRequest: RequestName<
  TextDocumentParams & { readonly chosen: readonly string[] },
  WorkspaceEditAnswer & { readonly changes: readonly ChangedEntry[] }
> = { method: 'psycite/updateFromZotero' };

/**
 * Where Zotero has the work at a position: an address that opens it there, or with `pdf` its PDF. `address` is null where it does
 * not have it, and `message` says why.
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
 * Compares the works that a manuscript cites, or those of a bibliography, with the records of the services: their identifiers are
 * sent, and with `search` the titles of works that have none.
 */
export const checkOnlineRequest: RequestName<
  TextDocumentParams & { readonly search: 'titles' | null },
  CheckOnlineAnswer
> = { method: 'psycite/checkOnline' };

/** The text that cites keys at a position, in the document's own syntax. */
export const citationTextRequest: RequestName<
  TextDocumentParams & {
    readonly position: { readonly line: number; readonly character: number };
    readonly keys: readonly string[];
  },
  { readonly text: string }
> = { method: 'psycite/citationText' };

/** Converts author-year citations to keys; `range` is a place in one of them, or null for the whole document. */
export const convertCitationsRequest: RequestName<
  TextDocumentParams & { readonly range: LspRange | null },
  WorkspaceEditAnswer
> = { method: 'psycite/convertCitations' };

/** A citation as it will print. What several parts print stands one behind the other. */
export interface FormattedCitation {
  /** In the manuscript, UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** The citation as it is written. */
  readonly source: string;
  readonly parts: readonly {
    /** A CSL processor's HTML: to be made safe where it is shown. */
    readonly html: string;
    /** The works in the order in which they are printed, as indexes of the references. */
    readonly references: readonly number[];
    /** The authors where they stand in the sentence and the rest in a note; else empty. */
    readonly authors: string;
  }[];
  readonly undefined: readonly { readonly key: string; readonly message: string }[];
}

/** An entry of the list of references as it will print. */
export interface FormattedReference {
  /** The key that the work is cited by first. */
  readonly key: string;
  /** A CSL processor's HTML: to be made safe where it is shown. */
  readonly html: string;
  /** The place in the list, from 1. */
  readonly number: number;
  /** What a card tells of the work, as plain text. */
  readonly card: string;
  /** What its entry lacks and what is known against it, a sentence each. */
  readonly lacks: readonly string[];
}

export interface FormattedManuscript {
  /** The style's name; its language as a tag. */
  readonly style: string;
  readonly locale: string;
  readonly form: 'author-date' | 'number' | 'note';
  readonly citations: readonly FormattedCitation[];
  /** In the style's order. */
  readonly references: readonly FormattedReference[];
  /** What the manuscript says of its list of references. */
  readonly list: { readonly title: string; readonly listed: boolean; readonly linked: boolean };
  /** Why nothing is formatted, for the person; else empty. */
  readonly message: string;
}

/** The citations and references of a manuscript as they will print; null for what is no manuscript. */
export const formattedRequest: RequestName<TextDocumentParams, FormattedManuscript | null> = {
  method: 'psycite/formatted',
};

/** References as formatted plain text: of the keys given, or of all works the manuscript cites. */
export const formatReferencesRequest: RequestName<
  TextDocumentParams & { readonly keys: readonly string[] | null; readonly style: string | null },
  {
    readonly text: string;
    readonly style: string;
    readonly count: number;
    /** Why the style gives nothing, for the person; else empty. */
    readonly message: string;
  }
> = { method: 'psycite/formatReferences' };

/** Writes the works of a text of any format at the end of an open bibliography, in its own format and key style. */
export const pasteReferencesRequest: RequestName<
  TextDocumentParams & { readonly text: string },
  WorkspaceEditAnswer & {
    readonly keys: readonly string[];
    /** True where the text is in another format than the bibliography. */
    readonly isConverted: boolean;
  }
> = { method: 'psycite/pasteReferences' };

/** The works that a manuscript cites, as the text of a bibliography; null where this is no manuscript. */
export const exportCitedRequest: RequestName<
  TextDocumentParams & { readonly format: string },
  {
    readonly text: string;
    readonly count: number;
    readonly undefinedKeys: readonly string[];
    /** What the person should know, a sentence each. */
    readonly notes: readonly string[];
  } | null
> = { method: 'psycite/exportCited' };

/** A selection with its citations written out for Word or e-mail. */
export const copyAsTextRequest: RequestName<
  TextDocumentParams & { readonly range: LspRange },
  { readonly text: string }
> = { method: 'psycite/copyAsText' };

export interface ImportPaperParams {
  /** The file that the user chose. */
  readonly uri: string;
  /** The workspace folder that keeps the pack. */
  readonly folder: string;
  /** Where progress is reported to (`$/progress`), as LSP has it for requests. */
  readonly workDoneToken?: string | number;
}

export interface ImportPaperAnswer {
  /** The pack as JSON; null where there is none, and `message` says why. */
  readonly pack: string | null;
  /** Where the client should write it: the file of an earlier import, or a new one. */
  readonly packUri: string | null;
  readonly id: string;
  /** The paper's title; empty where there is no pack, or none was found. */
  readonly title: string;
  readonly summary: readonly ImportSummaryGroup[];
  /** For the person. */
  readonly message: string;
}

/** A kind of thing that an import found, or could not make out. */
export interface ImportSummaryGroup {
  readonly title: string;
  readonly kind: 'found' | 'doubtful' | 'rejected';
  readonly items: readonly ImportSummaryItem[];
  /** How many more there are than `items` shows. */
  readonly more: number;
}

export interface ImportSummaryItem {
  readonly text: string;
  readonly detail: string;
  /** In the file that was imported. */
  readonly range: LspRange | null;
}

/** Imports a file that the user chose; nothing is written by the server. */
export const importPaperRequest: RequestName<ImportPaperParams, ImportPaperAnswer> = {
  method: 'psycite/importPaper',
};

export interface ReviewImportAnswer {
  /** The paper's title. */
  readonly title: string;
  readonly fields: readonly ReviewField[];
}

/** What an import was not sure of in the pack of a file. */
export const reviewImportRequest: RequestName<{ readonly uri: string }, ReviewImportAnswer> = {
  method: 'psycite/reviewImport',
};

export interface DecideImportParams {
  readonly uri: string;
  readonly work: string;
  readonly field: string;
  readonly kind: DecisionKind;
  /** For an edit. */
  readonly value: string;
}

/** The pack's text with a decision, which the client writes; null where it cannot be taken, and `message` says why. */
export const decideImportRequest: RequestName<
  DecideImportParams,
  { readonly pack: string | null; readonly message: string }
> = { method: 'psycite/decideImport' };

/** References of a pack written out as a bibliography file. */
export const packBibliographyRequest: RequestName<
  { readonly pack: string; readonly format: 'bibtex' | 'csl-json' },
  { readonly text: string } | null
> = { method: 'psycite/packBibliography' };

/** Sorts and formats the entries of an open BibTeX file. */
export const tidyBibliographyRequest: RequestName<TextDocumentParams, WorkspaceEditAnswer> = {
  method: 'psycite/tidyBibliography',
};

/** Gives the entries of a bibliography, or of those of a manuscript, the short names of their journals. */
export const abbreviateJournalsRequest: RequestName<TextDocumentParams, WorkspaceEditAnswer> = {
  method: 'psycite/abbreviateJournals',
};

/**
 * Client → server: where the cursor rests in a document; null once another document has it. A key is not undefined
 * while the cursor stands in it. A client that never sends this has such a key reported on its next other edit or save.
 */
export const cursorMovedNotification = 'psycite/cursorMoved';

export interface CursorMoved extends TextDocumentParams {
  readonly position: { readonly line: number; readonly character: number } | null;
}

/** Server → client: the outline of this document changed. */
export const outlineChangedNotification = 'psycite/outlineChanged';

export interface OutlineChanged {
  readonly uri: string;
  readonly revision: number;
}

/** Server → client: papers were imported, edited or removed, or others are in use: what was shown of one is out of date. */
export const packsChangedNotification = 'psycite/packsChanged';

/** Ranks sections, works and terms of the outline for the filter box. */
export const findInOutlineRequest: RequestName<
  TextDocumentParams & { readonly query: string },
  { readonly items: readonly import('./outline.ts').FoundItem[] }
> = { method: 'psycite/findInOutline' };

/** A call of a tool for assistants; its arguments and answer are described in ARCHITECTURE.md. */
export interface CallToolParams {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
}

export interface ToolAnswer {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The first is PsyCite's own words, the second what is quoted. */
  readonly texts: readonly string[];
}

export const callToolRequest: RequestName<CallToolParams, ToolAnswer> = { method: 'psycite/callTool' };

export interface CheckDraftParams {
  /** The manuscript that the text is meant for; an empty URI for none. */
  readonly textDocument: { readonly uri: string };
  readonly text: string;
}

/** Something in a draft: known or not, or a problem, with what would mend it. Offsets in UTF-16 units. */
export interface DraftFinding {
  readonly kind: 'problem' | 'key' | 'citation' | 'doi' | 'dose' | 'abbreviation';
  readonly status: 'known' | 'ambiguous' | 'unknown';
  readonly text: string;
  readonly detail: string;
  readonly line: number;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  }[];
}

export const checkDraftRequest: RequestName<
  CheckDraftParams,
  { readonly note: string; readonly findings: readonly DraftFinding[] }
> = { method: 'psycite/checkDraft' };
