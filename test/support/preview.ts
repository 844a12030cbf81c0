import MarkdownIt from 'markdown-it';
import { citationsInPreview } from '../../src/client/preview/plugin.ts';
import { type FormattedManuscript, formattedRequest } from '../../src/protocol/requests.ts';
import { serveFormatting } from '../../src/server/formatting/serve.ts';
import { threadHere } from './formatting.ts';
import { TestServer, uriOf } from './server.ts';

const answer = serveFormatting();

/** The real server with citeproc in this thread. */
export const formattingServer = (files: Readonly<Record<string, string>>): Promise<TestServer> =>
  TestServer.start(files, { host: { startFormatter: () => threadHere(answer) } });

/** What the real server says of a manuscript. */
export async function formattedBy(server: TestServer, name: string): Promise<FormattedManuscript> {
  const answer = await server.request(formattedRequest, { textDocument: { uri: uriOf(name) } });
  if (answer === null) throw new Error(`${name} is no manuscript.`);
  return answer;
}

/** A text as VS Code's preview shows it: the same markdown-it with the same options. */
export function preview(text: string, formatted: FormattedManuscript | undefined): string {
  const markdown = citationsInPreview(new MarkdownIt({ html: true, linkify: true }), { of: () => formatted });
  return markdown.render(text.replace(/^---\n[\s\S]*?\n---\n/, ''), { currentDocument: 'it' });
}

/**
 * One manuscript that is written anew for each look: a style's engine takes long to build, and this keeps it.
 */
export class Previewed {
  readonly #server: TestServer;

  private constructor(server: TestServer) {
    this.#server = server;
  }

  static async start(files: Readonly<Record<string, string>>): Promise<Previewed> {
    const server = await formattingServer(files);
    await server.open('a.md', '');
    return new Previewed(server);
  }

  async html(text: string): Promise<string> {
    await this.#server.change('a.md', text);
    return preview(text, await formattedBy(this.#server, 'a.md'));
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
