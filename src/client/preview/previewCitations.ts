import { commands, type Disposable, TabInputCustom, TabInputWebview, Uri, window, workspace } from 'vscode';
import { type FormattedManuscript, formattedRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { Formatted } from './plugin.ts';

/** What is known of a document that was previewed. */
interface Previewed {
  /** The last answer; a preview is drawn from it until the next one comes. */
  formatted: FormattedManuscript | undefined;
  /** What of the answer a preview shows, as one text. */
  shown: string;
  /** It was drawn since it was asked for last. */
  isDrawn: boolean;
  isAsking: boolean;
  askAgain: boolean;
}

/**
 * Keeps what the formatter said last of each previewed manuscript, and asks anew when the manuscript or its
 * bibliographies have changed and are quiet. No drawing waits for an answer: the preview is drawn again when
 * one differs.
 */
export class PreviewCitations implements Formatted, Disposable {
  readonly #server: LanguageServer;
  readonly #previewed = new Map<string, Previewed>();
  readonly #subscriptions: readonly Disposable[];

  constructor(server: LanguageServer) {
    this.#server = server;
    this.#subscriptions = [
      server.onOutlineChanged(({ uri }) => {
        const previewed = this.#previewed.get(normal(uri));
        if (previewed !== undefined && (previewed.isDrawn || hasPreview()))
          void this.#ask(normal(uri), previewed);
      }),
      server.onStarted(() => {
        for (const [uri, previewed] of this.#previewed) void this.#ask(uri, previewed);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#previewed.delete(uri.toString())),
    ];
  }

  of(document: unknown): FormattedManuscript | undefined {
    if (!(document instanceof Uri)) return undefined;
    const uri = document.toString();
    const known = this.#previewed.get(uri);
    if (known !== undefined) {
      known.isDrawn = true;
      return known.formatted;
    }
    const fresh = { formatted: undefined, shown: '', isDrawn: true, isAsking: false, askAgain: false };
    this.#previewed.set(uri, fresh);
    void this.#ask(uri, fresh);
    return undefined;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** One request at a time; what changes meanwhile is asked for once more behind it. */
  async #ask(uri: string, previewed: Previewed): Promise<void> {
    if (previewed.isAsking) {
      previewed.askAgain = true;
      return;
    }
    previewed.isAsking = true;
    previewed.isDrawn = false;
    try {
      const formatted = await this.#server.request(formattedRequest, { textDocument: { uri } });
      const shown = formatted === null ? '' : shownOf(formatted);
      previewed.formatted = formatted ?? undefined;
      if (shown !== previewed.shown) {
        previewed.shown = shown;
        await commands.executeCommand('markdown.preview.refresh');
      }
    } catch {
      // The server has stopped; it is asked again once it has started.
    } finally {
      previewed.isAsking = false;
      if (previewed.askAgain) {
        previewed.askAgain = false;
        void this.#ask(uri, previewed);
      }
    }
  }
}

/** As the language server's client writes it. */
const normal = (uri: string): string => Uri.parse(uri).toString();

/** Places in the text move with each key, and a preview shows none. */
const shownOf = (formatted: FormattedManuscript): string =>
  JSON.stringify(formatted, (name, value: unknown) =>
    name === 'start' || name === 'end' ? undefined : value,
  );

const hasPreview = (): boolean =>
  window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        (input instanceof TabInputWebview || input instanceof TabInputCustom) &&
        input.viewType.includes('markdown.preview'),
    ),
  );
