import {
  type CompletionItem,
  complete,
  definition,
  diagnostics,
  explainBibliography,
  hover,
  rename,
  type Snapshot,
} from '../../src/core/index.ts';
import { parseFixture } from './fixture.ts';
import { memoryWorkspace } from './workspace.ts';

const folder = 'file:///draft';
const uriOf = (name: string): string => `${folder}/${name.split('/').map(encodeURIComponent).join('/')}`;
const nameOf = (uri: string): string => decodeURIComponent(uri.slice(folder.length + 1));

/**
 * A workspace as the server knows it once all is read; the file `name` is open, `$0` in it marks the cursor.
 */
export class Draft {
  readonly #snapshot: Snapshot;
  readonly #uri: string;
  readonly #cursor: number;

  private constructor(snapshot: Snapshot, uri: string, cursor: number) {
    this.#snapshot = snapshot;
    this.#uri = uri;
    this.#cursor = cursor;
  }

  static async open(files: Readonly<Record<string, string>>, name: string): Promise<Draft> {
    const { text, cursor = 0 } = parseFixture(files[name]!);
    const all = Object.entries({ ...files, [name]: text });
    const workspace = memoryWorkspace(new Map(all.map(([path, content]) => [uriOf(path), content])));
    workspace.setFolders([folder]);
    await workspace.settleWorkspace();
    workspace.open(uriOf(name), '', 1, text);
    await workspace.settleWorkspace();
    await workspace.settleAll(uriOf(name));
    const draft = new Draft(workspace.snapshot(), uriOf(name), cursor);
    workspace.dispose();
    return draft;
  }

  /** What is wrong with citations and their declarations: the code and the text concerned. */
  get problems(): string[] {
    return diagnostics(this.#snapshot, this.#uri)
      .filter(({ code }) => /^(?:citation|bibliography|bib)-/.test(code))
      .map(({ code, ...place }) => `${code} ${this.#textAt({ uri: this.#uri, ...place })}`);
  }

  /** Path, status and entries of what applies. */
  get applied(): string[] {
    return explainBibliography(this.#snapshot, this.#uri).map(
      ({ path, status, entries }) => `${path} ${status} ${entries}`,
    );
  }

  /** The prose of the manuscript, its runs joined. */
  get prose(): string {
    const { blocks = [] } = this.#snapshot.manuscript(this.#uri) ?? {};
    const runs = blocks.flatMap(({ body }) =>
      body.prose.map(({ start, end }) => body.text.slice(start, end)),
    );
    return runs.join('').trim();
  }

  get hover(): string | undefined {
    return hover(this.#snapshot, this.#uri, this.#cursor)?.markdown;
  }

  /** File and line of each definition. */
  get definitions(): string[] {
    return definition(this.#snapshot, this.#uri, this.#cursor).map(({ targetSelection }) => {
      const { line } = this.#snapshot.text(targetSelection.uri)!.positionAt(targetSelection.start);
      return `${nameOf(targetSelection.uri)}:${line + 1} ${this.#textAt(targetSelection)}`;
    });
  }

  get completions(): readonly CompletionItem[] {
    return complete(this.#snapshot, this.#uri, this.#cursor).items;
  }

  get offered(): string[] {
    return this.completions.map(({ label }) => label);
  }

  /** Each changed file after the rename, or why it was refused. */
  renamed(key: string): Readonly<Record<string, string>> | string {
    const answer = rename(this.#snapshot, this.#uri, this.#cursor, key);
    if (answer.kind === 'refused') return answer.reason;
    return Object.fromEntries(
      answer.files.map(({ uri, edits }) => {
        let text = this.#snapshot.text(uri)!;
        for (const edit of edits.toSorted((a, b) => b.start - a.start)) text = text.replace(edit);
        return [nameOf(uri), text.toString()];
      }),
    );
  }

  #textAt({ uri, start, end }: { uri: string; start: number; end: number }): string {
    return this.#snapshot.text(uri)!.slice(start, end);
  }
}

/** What is wrong with citations and declarations in the file `name`. */
export const problemsIn = async (
  files: Readonly<Record<string, string>>,
  name: string,
): Promise<readonly string[]> => (await Draft.open(files, name)).problems;
