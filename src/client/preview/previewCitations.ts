import { commands, type Disposable, TabInputCustom, TabInputWebview, Uri, window, workspace } from 'vscode';
import { RecentMap } from '../../base/recentMap.ts';
import { type FormattedManuscript, formattedRequest } from '../../protocol/requests.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { Formatted } from './plugin.ts';
import { prepareDrawing } from './rendering.ts';

/**
 * When a preview is drawn again after its first answer, ms: VS Code loses what is drawn while the preview's
 * page is still loading, and does not tell when that has ended.
 */
const drawnAgain = [1000, 4000, 10_000];

/** A server that has just started may not know a manuscript: it is asked again, ms, so often at most. */
const askedAgain = 500;
const maxQuestions = 60;

/** What is drawn before anybody else runs, ms. */
const longestStep = 8;

/** Documents whose answers are kept. */
const maxDocuments = 20;

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
  /** How often there was no answer since there was one last. */
  unanswered: number;
}

/**
 * Keeps what the formatter said last of each previewed manuscript, and asks anew when the manuscript or its
 * bibliographies have changed and are quiet. No drawing waits for an answer: the preview is drawn again when
 * one differs.
 */
export class PreviewCitations implements Formatted, Disposable {
  readonly #server: LanguageServer;
  readonly #previewed = new RecentMap<string, Previewed>(maxDocuments);
  readonly #subscriptions: readonly Disposable[];
  readonly #timers: ReturnType<typeof setTimeout>[] = [];

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
      // One whose language changes is closed and opened again, and its preview stands.
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (!hasPreview()) this.#previewed.delete(uri.toString());
      }),
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
    const fresh = {
      formatted: undefined,
      shown: '',
      isDrawn: true,
      isAsking: false,
      askAgain: false,
      unanswered: 0,
    };
    this.#previewed.set(uri, fresh);
    void this.#ask(uri, fresh);
    return undefined;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#previewed.clear();
  }

  #drawAgain(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer);
    this.#timers.push(...drawnAgain.map((time) => setTimeout(() => void draw(), time)));
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
      const isFirst = previewed.shown === '';
      previewed.unanswered = formatted === null ? previewed.unanswered + 1 : 0;
      // What is drawn of an answer is kept with it: one that shows the same does not take its place.
      if (shown !== previewed.shown) {
        if (formatted !== null) await inSteps(prepareDrawing(formatted));
        previewed.formatted = formatted ?? undefined;
        previewed.shown = shown;
        if (isFirst) this.#drawAgain();
        await draw();
      }
    } catch {
      // The server has stopped, or the text was edited meanwhile.
      previewed.unanswered += 1;
    } finally {
      previewed.isAsking = false;
      if (previewed.askAgain) {
        previewed.askAgain = false;
        void this.#ask(uri, previewed);
      } else if (previewed.unanswered > 0 && previewed.unanswered < maxQuestions)
        setTimeout(() => {
          if (hasPreview() && this.#previewed.get(uri) === previewed) void this.#ask(uri, previewed);
        }, askedAgain);
    }
  }
}

const draw = () => commands.executeCommand('markdown.preview.refresh');

/** As the language server's client writes it. */
const normal = (uri: string): string => Uri.parse(uri).toString();

/** Places in the text move with each key, and a preview shows none. */
const shownOf = (formatted: FormattedManuscript): string =>
  JSON.stringify({
    ...formatted,
    citations: formatted.citations.map(({ start: _start, end: _end, ...shown }) => shown),
  });

/** Lets others run in the extension host after each few milliseconds. */
async function inSteps(steps: Iterator<unknown>): Promise<void> {
  for (;;) {
    const end = performance.now() + longestStep;
    while (performance.now() < end) if (steps.next().done === true) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

const hasPreview = (): boolean =>
  window.tabGroups.all.some(({ tabs }) =>
    tabs.some(
      ({ input }) =>
        (input instanceof TabInputWebview || input instanceof TabInputCustom) &&
        input.viewType.includes('markdown.preview'),
    ),
  );
