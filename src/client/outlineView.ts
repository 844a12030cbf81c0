import { commands, type Disposable, Uri, type WebviewView, type WebviewViewProvider, window } from 'vscode';
import { contentsOf, joinOutline, type PaperContents } from '../protocol/joinOutline.ts';
import type { FocusTarget, FromOutline, OutlineAction, OutlineData, ToOutline } from '../protocol/outline.ts';
import { isFromOutline } from '../protocol/outline.ts';
import { findInOutlineRequest, outlineUpdateRequest } from '../protocol/requests.ts';
import { ActiveManuscript } from './activeManuscript.ts';
import type { LanguageServer } from './languageClient.ts';
import { act } from './outlineActions.ts';
import { outlinePage } from './outlinePage.ts';
import { OutlineReferences } from './outlineReferences.ts';

const viewId = 'psycite.outline';

/**
 * The outline in the side bar: hands the server's data to the webview, and does what the person asks for
 * there.
 */
export class OutlineView implements WebviewViewProvider, Disposable {
  readonly #server: LanguageServer;
  readonly #extension: Uri;
  readonly #manuscript = new ActiveManuscript();
  readonly #subscriptions: Disposable[];
  readonly #references: OutlineReferences;
  #view: WebviewView | undefined;
  /** True once the page has said that it listens; what is posted before that is lost. */
  #listens = false;
  #waiting: ToOutline[] = [];
  /** A paper that is to be shown once the server knows it. */
  #awaited: string | undefined;
  #data: { readonly uri: string; readonly outline: OutlineData } | undefined;
  #contents: PaperContents = new Map();
  /** The versions of the contents that the page has. */
  #shown: ReadonlySet<string> = new Set();
  #section: number | null | undefined;
  #refreshing = false;
  #refreshAgain = false;

  constructor(server: LanguageServer, extension: Uri) {
    this.#server = server;
    this.#extension = extension;
    this.#references = new OutlineReferences(server, (references) => {
      this.#post({ type: 'references', references });
    });
    this.#subscriptions = [
      this.#manuscript,
      window.registerWebviewViewProvider(viewId, this),
      this.#manuscript.onDidChange(() => {
        this.#references.changed(this.#manuscript.document);
        return this.#refresh();
      }),
      this.#manuscript.onDidMoveCursor(() => {
        this.#postCursor();
      }),
      server.onStarted(() => this.#refresh()),
      server.onOutlineChanged(({ uri, revision }) => {
        this.#manuscript.reported(uri);
        if (uri === this.#uri && revision !== this.#data?.outline.revision) void this.#refresh();
        if (uri === this.#uri) this.#references.changed(this.#manuscript.document);
      }),
    ];
  }

  resolveWebviewView(view: WebviewView): void {
    this.#view = view;
    this.#listens = false;
    this.#references.hidden();
    view.onDidDispose(() => {
      this.#references.hidden();
      this.#view = undefined;
      this.#listens = false;
    });
    view.onDidChangeVisibility(() => this.#refresh());
    const resources = ['media', 'dist/webview'].map((folder) => Uri.joinPath(this.#extension, folder));
    view.webview.options = { enableScripts: true, localResourceRoots: resources };
    view.webview.onDidReceiveMessage((message: unknown) => {
      if (isFromOutline(message)) void this.#receive(message);
    });
    const { webview } = view;
    const address = (name: string) => webview.asWebviewUri(Uri.joinPath(this.#extension, name)).toString();
    webview.html = outlinePage({
      cspSource: webview.cspSource,
      script: address('dist/webview/outline.js'),
      stylesheet: address('media/outline.css'),
    });
  }

  /** Shows the view and puts the focus on its filter or on an item of a paper. */
  async focus(target: FocusTarget): Promise<void> {
    await commands.executeCommand(`${viewId}.focus`);
    this.#post({ type: 'focus', target });
  }

  /** Shows the view with a paper, as soon as that has been read. */
  async showPaper(pack: string): Promise<void> {
    this.#awaited = pack;
    await commands.executeCommand(`${viewId}.focus`);
    this.#showAwaited();
  }

  /** Does to the row last chosen what its menu would. */
  run(action: OutlineAction): void {
    this.#post({ type: 'run', action });
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  get #uri(): string {
    return this.#manuscript.document?.uri.toString() ?? '';
  }

  #post(message: ToOutline): void {
    if (this.#listens) void this.#view?.webview.postMessage(message);
    else if (message.type === 'focus') this.#waiting.push(message);
  }

  #postCursor(): void {
    const section = this.#sectionAtCursor();
    if (section === this.#section) return;
    this.#section = section;
    this.#post({ type: 'cursor', section });
  }

  #showAwaited(): void {
    const pack = this.#awaited;
    if (pack === undefined || !this.#data?.outline.papers.some((paper) => paper.pack === pack)) return;
    this.#awaited = undefined;
    this.#post({ type: 'focus', target: { kind: 'pack', pack } });
  }

  #sectionAtCursor(): number | null {
    const line = this.#manuscript.line;
    const sections = this.#data?.outline.manuscript?.sections;
    if (line === undefined || sections === undefined) return null;
    return sections.findLast((section) => section.line <= line)?.index ?? -1;
  }

  /** One request at a time; what changes meanwhile is fetched once more behind it. */
  async #refresh(): Promise<void> {
    if (!this.#listens || this.#view?.visible !== true) return;
    if (this.#refreshing) {
      this.#refreshAgain = true;
      return;
    }
    this.#refreshing = true;
    try {
      do {
        this.#refreshAgain = false;
        await this.#fetch();
      } while (this.#refreshAgain);
    } finally {
      this.#refreshing = false;
    }
  }

  async #fetch(): Promise<void> {
    const uri = this.#uri;
    try {
      const update = await this.#server.request(outlineUpdateRequest, {
        textDocument: { uri },
        known: [...this.#contents.keys()],
      });
      this.#contents = contentsOf(update, this.#contents);
      if (uri !== this.#uri) {
        this.#refreshAgain = true;
        return;
      }
      this.#data = { uri, outline: joinOutline(update, this.#contents) };
      const unseen = [...this.#contents.values()].filter(({ version }) => !this.#shown.has(version));
      this.#post({ type: 'data', data: { ...update, contents: unseen } });
      this.#shown = new Set(this.#contents.keys());
      this.#section = undefined;
      this.#postCursor();
      this.#showAwaited();
    } catch (error) {
      this.#post({ type: 'failed', message: messageOf(error) });
    }
  }

  async #receive(message: FromOutline): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#listens = true;
        this.#shown = new Set();
        for (const waiting of this.#waiting.splice(0)) this.#post(waiting);
        await this.#refresh();
        return;
      case 'retry':
        this.#shown = new Set();
        await this.#refresh();
        return;
      case 'references':
        this.#references.show(message.shown, this.#manuscript.document);
        return;
      case 'next-citation':
        await this.#references.walk(message.key, this.#manuscript.document);
        return;
      case 'find':
        await this.#find(message.request, message.query);
        return;
      default:
        await this.#act(message);
    }
  }

  async #find(request: number, query: string): Promise<void> {
    try {
      const { items } = await this.#server.request(findInOutlineRequest, {
        textDocument: { uri: this.#uri },
        query,
      });
      this.#post({ type: 'found', request, items });
    } catch {
      this.#post({ type: 'found', request, items: [] });
    }
  }

  async #act(
    message: Exclude<FromOutline, { type: 'ready' | 'retry' | 'find' | 'references' | 'next-citation' }>,
  ): Promise<void> {
    try {
      await act(message, {
        server: this.#server,
        manuscript: this.#manuscript,
        outline: this.#data?.outline,
      });
    } catch (error) {
      void window.showErrorMessage(messageOf(error));
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
