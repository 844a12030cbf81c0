import { commands, Range, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode';
import { decideImportRequest, reviewImportRequest } from '../protocol/importing.ts';
import { type FromReview, isFromReview, type ReviewField } from '../protocol/review.ts';
import type { LanguageServer } from './languageClient.ts';
import { scriptPage } from './outlinePage.ts';

type WritePack = (target: Uri, text: string) => Promise<void>;

/** The page on which a person accepts, edits or drops what an import was not sure of. One page a pack. */
export class ReviewPanel {
  static readonly #open = new Map<string, ReviewPanel>();
  readonly #panel: WebviewPanel;
  readonly #server: LanguageServer;
  readonly #pack: Uri;
  readonly #write: WritePack;
  /** The file that was imported, where it is known. */
  #source: Uri | undefined;
  #fields: readonly ReviewField[] = [];
  /** Decisions are taken one behind the other: each is written before the next is asked for. */
  #last: Promise<void> = Promise.resolve();

  private constructor(server: LanguageServer, extension: Uri, pack: Uri, write: WritePack) {
    this.#server = server;
    this.#pack = pack;
    this.#write = write;
    const localResourceRoots = ['media', 'dist/webview'].map((folder) => Uri.joinPath(extension, folder));
    const options = { enableScripts: true, localResourceRoots };
    this.#panel = window.createWebviewPanel('psycite.review', 'Review Import', ViewColumn.Active, options);
    this.#panel.onDidDispose(() => ReviewPanel.#open.delete(pack.toString()));
    const { webview } = this.#panel;
    webview.onDidReceiveMessage((message: unknown) => {
      if (isFromReview(message)) this.#last = this.#last.then(() => this.#receive(message));
    });
    const address = (name: string) => webview.asWebviewUri(Uri.joinPath(extension, name)).toString();
    webview.html = scriptPage('Review Import', {
      cspSource: webview.cspSource,
      script: address('dist/webview/review.js'),
      stylesheet: address('media/review.css'),
    });
  }

  static show(
    server: LanguageServer,
    extension: Uri,
    pack: Uri,
    source: Uri | undefined,
    write: WritePack,
  ): void {
    const open = ReviewPanel.#open.get(pack.toString());
    const panel = open ?? new ReviewPanel(server, extension, pack, write);
    ReviewPanel.#open.set(pack.toString(), panel);
    if (source !== undefined) panel.#source = source;
    panel.#panel.reveal();
    if (open !== undefined) void panel.#post('');
  }

  async #receive(message: FromReview): Promise<void> {
    try {
      if (message.type === 'show') await this.#showPlace(message);
      else await this.#post(message.type === 'decide' ? await this.#decide(message) : '');
    } catch (error) {
      await this.#post(error instanceof Error ? error.message : String(error));
    }
  }

  /** Takes a decision; a sentence where it cannot be taken. */
  async #decide({ work, field, kind, value }: FromReview & { readonly type: 'decide' }): Promise<string> {
    const request = { uri: this.#pack.toString(), work, field, kind, value };
    const { pack, message } = await this.#server.request(decideImportRequest, request);
    if (pack !== null) await this.#write(this.#pack, pack);
    return message;
  }

  async #post(problem: string): Promise<void> {
    const { title, fields } = await this.#server.request(reviewImportRequest, { uri: this.#pack.toString() });
    this.#fields = fields;
    const canShow = this.#source !== undefined;
    await this.#panel.webview.postMessage({ type: 'review', title, fields, canShow, problem });
  }

  async #showPlace({ work, field }: FromReview & { readonly type: 'show' }): Promise<void> {
    const place = this.#fields.find((one) => one.work === work && one.field === field)?.place;
    if (this.#source === undefined || place === undefined || place === null) return;
    const document = await workspace.openTextDocument(this.#source);
    const selection = new Range(document.positionAt(place.start), document.positionAt(place.end));
    await commands.executeCommand('vscode.open', this.#source, { selection, viewColumn: ViewColumn.Beside });
  }
}
