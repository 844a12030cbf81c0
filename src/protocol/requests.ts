/** The requests that are PsyCite's own. Parameters are LSP style; methods are part of the public contract. */
import { array, type InferOutput, literal, object, optional, picklist, string } from 'valibot';
import type { FoundItem, OutlineData, OutlineUpdate } from './outline.ts';
import {
  answer,
  type Immutable,
  type LspPosition,
  type LspRange,
  limit,
  ofDocument,
  orNull,
  position,
  range,
  request,
  textDocument,
} from './schema.ts';

export const outlineRequest = request('psycite/outline', ofDocument, answer<OutlineData>());

/** As `outline`, but of the papers whose version is known only what the manuscript uses of them. */
export const outlineUpdateRequest = request(
  'psycite/outlineUpdate',
  object({ textDocument, known: array(string()) }),
  answer<OutlineUpdate>(),
);

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

export const searchReferencesRequest = request(
  'psycite/searchReferences',
  object({ textDocument, query: string(), limit: orNull(limit) }),
  answer<{ readonly items: readonly FoundReference[]; readonly incomplete: boolean }>(),
);

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

export const explainBibliographyRequest = request(
  'psycite/explainBibliography',
  ofDocument,
  answer<{
    readonly files: readonly ExplainedBibliography[];
    /** For a terminal. */
    readonly text: string;
    readonly page: ExplanationPage;
  }>(),
);

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
export const declareFileRequest = request(
  'psycite/declareFile',
  object({ textDocument, file: string(), create: orNull(literal('yes')) }),
  answer<WorkspaceEditAnswer>(),
);

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

/**
 * Every sense of a word that the packs in use know, likeliest first; a manuscript, where one is named, is the
 * cards' own.
 */
export const defineRequest = request(
  'psycite/define',
  object({ query: string(), textDocument: orNull(textDocument), limit: orNull(limit) }),
  answer<{ readonly senses: readonly DefinedSense[] }>(),
);

/** Adds a term of one's own to `.psycite/glossary.yaml` of the manuscript's folder; what is "" is absent. */
export const addTermRequest = request(
  'psycite/addTerm',
  object({
    textDocument,
    long: string(),
    short: orNull(string()),
    definition: orNull(string()),
    source: orNull(string()),
  }),
  answer<WorkspaceEditAnswer>(),
);

export const packDocumentRequest = request(
  'psycite/packDocument',
  object({ pack: string() }),
  answer<{
    readonly text: string;
    readonly places: readonly { readonly id: string; readonly line: number }[];
  } | null>(),
);

export const annotationsRequest = request('psycite/annotations', ofDocument, answer<unknown>());

/**
 * A change to the workspace that a command makes in one undoable step, as an LSP `WorkspaceEdit`; null where
 * there is nothing to do.
 */
export interface WorkspaceEditAnswer {
  readonly edit: unknown;
  /** What was done or why nothing was, for the person. */
  readonly message: string;
}

/** A paper that a manuscript can use, as a list shows it. */
export interface ChoosablePaper {
  readonly pack: string;
  readonly citation: string;
  readonly title: string;
  readonly isUsed: boolean;
}

/** The papers that a manuscript can use; null where its language has no place to name them. */
export const manuscriptPapersRequest = request(
  'psycite/manuscriptPapers',
  ofDocument,
  answer<{ readonly papers: readonly ChoosablePaper[] | null }>(),
);

/** The edit that has a manuscript use these papers alone, by the ids of their packs. */
export const choosePapersRequest = request(
  'psycite/choosePapers',
  object({ textDocument, papers: array(string()) }),
  answer<WorkspaceEditAnswer>(),
);

/**
 * The citation styles that are shipped, and the journals that print in one: `like` is that style's title,
 * else empty.
 */
export const stylesRequest = request(
  'psycite/styles',
  object({}),
  answer<{
    readonly styles: readonly { readonly name: string; readonly title: string; readonly like: string }[];
  }>(),
);

/**
 * A citation and a reference as a style prints them, of the manuscript's own works; empty where it prints
 * none.
 */
export const styleSampleRequest = request(
  'psycite/styleSample',
  object({ textDocument, style: string() }),
  answer<{ readonly citation: string; readonly reference: string }>(),
);

/**
 * An edit that makes the manuscript name a style; `setting` is what `psycite.csl.style` has to hold where no
 * file can.
 */
export interface StyleAnswer extends WorkspaceEditAnswer {
  readonly setting: string | null;
}

export const chooseStyleRequest = request(
  'psycite/chooseStyle',
  object({ textDocument, style: string() }),
  answer<StyleAnswer>(),
);

/** As `chooseStyle`, of a style that the CSL repository is asked for. */
export const downloadStyleRequest = request(
  'psycite/downloadStyle',
  object({ textDocument, style: string() }),
  answer<StyleAnswer>(),
);

/** Adds a pack's work to the manuscript's bibliography, in that file's format and key style. */
export const addToBibliographyRequest = request(
  'psycite/addToBibliography',
  object({
    textDocument,
    pack: string(),
    works: array(string()),
    /** Where the works are of several packs: the pack of each. */
    packs: orNull(array(string())),
    /** The keys that the works are to get, where they are cited already; made where absent. */
    keys: orNull(array(string())),
    /** Citations of this key, which is defined nowhere, are given the first work's in the same step. */
    citedAs: orNull(string()),
  }),
  answer<AddedWorks>(),
);

/** The edit, and the keys to cite the works by. */
export interface AddedWorks extends WorkspaceEditAnswer {
  readonly keys: readonly string[];
}

/** Gives all citations of a key in a manuscript another, in its own syntax. */
export const replaceKeyRequest = request(
  'psycite/replaceKey',
  object({ textDocument, key: string(), to: string() }),
  answer<WorkspaceEditAnswer>(),
);

/**
 * Writes an entry of this key with fields to fill, where works of the manuscript are added; `place` is the
 * first of them.
 */
export const createEntryRequest = request(
  'psycite/createEntry',
  object({ textDocument, key: string() }),
  answer<
    WorkspaceEditAnswer & { readonly place: { readonly uri: string; readonly position: LspPosition } | null }
  >(),
);

/**
 * Adds works by identifiers, whose services are asked, or from references as text. `citedAs` is the undefined
 * key that stands for the work in the manuscript: its citations get the new key in the same step. Retracted
 * works are told, and added where allowed.
 */
export const addWorksRequest = request(
  'psycite/addWorks',
  object({
    textDocument,
    text: string(),
    citedAs: orNull(string()),
    allowRetracted: orNull(string()),
  }),
  answer<AddedWorks & { readonly retracted: readonly string[] }>(),
);

/**
 * The text that cites keys at a position, in the document's own syntax. `instead`: of one key in the place of
 * the author-year citation there, and what that text replaces; empty where none can be replaced.
 */
export const citationTextRequest = request(
  'psycite/citationText',
  object({ textDocument, position, keys: array(string()), instead: orNull(literal('yes')) }),
  answer<{ readonly text: string; readonly range?: LspRange }>(),
);

/**
 * Converts author-year citations to keys; `range` is a place in one of them, or null for the whole document.
 */
export const convertCitationsRequest = request(
  'psycite/convertCitations',
  object({ textDocument, range: orNull(range) }),
  answer<WorkspaceEditAnswer>(),
);

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
export const formattedRequest = request(
  'psycite/formatted',
  ofDocument,
  answer<FormattedManuscript | null>(),
);

/** References as formatted plain text: of the keys given, or of all works the manuscript cites. */
export const formatReferencesRequest = request(
  'psycite/formatReferences',
  object({ textDocument, keys: orNull(array(string())), style: orNull(string()) }),
  answer<{
    readonly text: string;
    readonly style: string;
    readonly count: number;
    /** Why the style gives nothing, for the person; else empty. */
    readonly message: string;
  }>(),
);

/**
 * Writes the works of a text of any format at the end of an open bibliography, in its own format and key
 * style.
 */
export const pasteReferencesRequest = request(
  'psycite/pasteReferences',
  object({ textDocument, text: string() }),
  answer<
    AddedWorks & {
      /** True where the text is in another format than the bibliography. */
      readonly isConverted: boolean;
    }
  >(),
);

/**
 * The works that a manuscript cites, as the text of a bibliography, with the short names of journals where
 * these are asked for; null where this is no manuscript.
 */
export const exportCitedRequest = request(
  'psycite/exportCited',
  object({ textDocument, format: string(), journals: optional(picklist(['short', 'own'])) }),
  answer<{
    readonly text: string;
    readonly count: number;
    readonly undefinedKeys: readonly string[];
    /** What the person should know, a sentence each. */
    readonly notes: readonly string[];
  } | null>(),
);

/** A selection with its citations written out for Word or e-mail. */
export const copyAsTextRequest = request(
  'psycite/copyAsText',
  object({ textDocument, range }),
  answer<{ readonly text: string }>(),
);

/** Sorts and formats the entries of an open BibTeX file. */
export const tidyBibliographyRequest = request(
  'psycite/tidyBibliography',
  ofDocument,
  answer<WorkspaceEditAnswer>(),
);

/** Gives the entries of a bibliography, or of those of a manuscript, the short names of their journals. */
export const abbreviateJournalsRequest = request(
  'psycite/abbreviateJournals',
  ofDocument,
  answer<WorkspaceEditAnswer>(),
);

/**
 * Client → server: where the cursor rests in a document; null once another document has it. A key is not
 * undefined while the cursor stands in it. A client that never sends this has such a key reported on its next
 * other edit or save.
 */
export const cursorMovedNotification = 'psycite/cursorMoved';
export const cursorMoved = object({ textDocument, position: orNull(position) });
export type CursorMoved = Immutable<InferOutput<typeof cursorMoved>>;

/** Server → client: the outline of this document changed. */
export const outlineChangedNotification = 'psycite/outlineChanged';

export interface OutlineChanged {
  readonly uri: string;
  readonly revision: number;
}

/**
 * Server → client: papers were imported, edited or removed, or others are in use: what was shown of one is
 * out of date.
 */
export const packsChangedNotification = 'psycite/packsChanged';

/** Ranks sections, works and terms of the outline for the filter box. */
export const findInOutlineRequest = request(
  'psycite/findInOutline',
  object({ textDocument, query: string() }),
  answer<{ readonly items: readonly FoundItem[] }>(),
);
