import { Range, type TextDocument, window } from 'vscode';
import { printedRuns } from '../core/previewing.ts';
import type { ReferencesData } from '../protocol/outline.ts';
import { type FormattedManuscript, formattedRequest } from '../protocol/requests.ts';
import type { LanguageServer } from './languageClient.ts';

/** The references of the manuscript that the outline is about, formatted while somebody looks at them. */
export class OutlineReferences {
  readonly #server: LanguageServer;
  readonly #post: (references: ReferencesData | null) => void;
  #shown = false;
  #formatted: { readonly uri: string; readonly manuscript: FormattedManuscript } | undefined;
  /** How many citations of a work were shown, by its key. */
  readonly #walked = new Map<string, number>();
  #asking = false;
  #askAgain: TextDocument | undefined;

  constructor(server: LanguageServer, post: (references: ReferencesData | null) => void) {
    this.#server = server;
    this.#post = post;
  }

  show(shown: boolean, document: TextDocument | undefined): void {
    this.#shown = shown;
    this.changed(document);
  }

  /** The page was thrown away, and nobody looks. */
  hidden(): void {
    this.#shown = false;
  }

  /** The manuscript or what it cites has changed, or is another one. One request at a time. */
  changed(document: TextDocument | undefined): void {
    if (!this.#shown) return;
    if (document === undefined) this.#post(null);
    else if (this.#asking) this.#askAgain = document;
    else void this.#ask(document);
  }

  /** Shows the next citation of a work; behind the last comes the first again. */
  async walk(key: string, document: TextDocument | undefined): Promise<void> {
    const uri = document?.uri.toString();
    if (document === undefined || this.#formatted?.uri !== uri) return;
    const { citations, references } = this.#formatted!.manuscript;
    const place = references.findIndex((reference) => reference.key === key);
    const mine = citations.filter(({ parts }) => parts.some((part) => part.references.includes(place)));
    const count = this.#walked.get(key) ?? 0;
    const citation = mine[count % Math.max(1, mine.length)];
    if (citation === undefined) return;
    this.#walked.set(key, count + 1);
    // Where the text was edited since, the next answer has the places.
    const selection = new Range(document.positionAt(citation.start), document.positionAt(citation.end));
    await window.showTextDocument(document, { selection });
  }

  async #ask(document: TextDocument): Promise<void> {
    this.#asking = true;
    const uri = document.uri.toString();
    try {
      const manuscript = await this.#server.request(formattedRequest, { textDocument: { uri } });
      if (this.#formatted?.uri !== uri) this.#walked.clear();
      this.#formatted = manuscript === null ? undefined : { uri, manuscript };
      if (this.#shown && this.#askAgain === undefined) this.#post(manuscript && dataOf(manuscript));
    } catch {
      // The outline itself says that the server does not answer.
    } finally {
      this.#asking = false;
      const next = this.#askAgain;
      this.#askAgain = undefined;
      if (next !== undefined) this.changed(next);
    }
  }
}

function dataOf({ style, message, citations, references }: FormattedManuscript): ReferencesData {
  const counts = references.map(() => 0);
  for (const { parts } of citations)
    for (const place of new Set(parts.flatMap((part) => part.references))) counts[place]! += 1;
  const list = references.map(({ key, html, lacks }, place) => ({
    key,
    runs: printedRuns(html),
    citations: counts[place]!,
    lacks,
  }));
  return { style, message, list };
}
