import { pathToFileURL } from 'node:url';
import { joinUri, normaliseUri } from '../../core/index.ts';
import { type Answer, textsOf } from '../../server/assistant/answers.ts';
import type { ToolArguments, ToolName } from '../../server/assistant/toolArguments.ts';
import { Tools } from '../../server/assistant/tools.ts';
import { createNodeHost } from '../../server/hosts/node.ts';
import { Styles } from '../../server/styles.ts';
import { Workspace } from '../../server/workspace.ts';
import { DiskChanges } from './changes.ts';
import { listResources, readResource } from './resources.ts';

/**
 * The workspace behind the assistant's server. Loaded at the first call, so that the start does not wait for
 * it.
 */
export class Session {
  readonly #workspace: Workspace;
  readonly #changes: DiskChanges;
  readonly #tools: Tools;
  /** The last look at the disk, behind all before it. */
  #upToDate: Promise<void>;

  constructor(root: string, patience?: number) {
    const host = createNodeHost();
    this.#changes = new DiskChanges(host.files);
    const observed = { ...host, files: this.#changes };
    this.#workspace = new Workspace(observed, {
      libraryChanged: () => undefined,
      fileChanged: () => undefined,
      packsChanged: () => undefined,
      progress: () => () => undefined,
      log: (message) => process.stderr.write(`psycite: ${message}\n`),
    });
    this.#tools = new Tools(this.#workspace, new Styles(this.#workspace, observed), observed, patience);
    this.#upToDate = this.#start(normaliseUri(pathToFileURL(root).href));
  }

  async #start(folder: string): Promise<void> {
    const { shippedPacks } = await import('../../packs/index.ts');
    this.#workspace.setShippedPacks(shippedPacks);
    this.#workspace.setFolders([folder]);
    // Stands for a folder without manuscripts: the bibliographies of the folder apply to it.
    this.#workspace.open(joinUri(folder, '.psycite/library.md'), 'markdown', 0, '');
  }

  async call<Name extends ToolName>(
    name: Name,
    args: ToolArguments[Name],
    signal: AbortSignal,
  ): Promise<Told> {
    await this.#refresh();
    return told(await this.#tools.call(name, args, signal));
  }

  async resources(cursor: string | undefined, signal: AbortSignal) {
    await this.#refresh();
    return listResources(await this.#tools.wholeLibrary(signal), cursor);
  }

  async resource(uri: string, signal: AbortSignal) {
    await this.#refresh();
    return readResource(uri, await this.#tools.wholeLibrary(signal), (key) =>
      this.#tools.call('get_reference', { key }, signal),
    );
  }

  /**
   * Reads again what changed on disk since the last call: there is no editor that tells. One call looks at a
   * time.
   */
  #refresh(): Promise<void> {
    const before = this.#upToDate;
    this.#upToDate = (async () => {
      await before;
      const { files, folders } = await this.#changes.sinceLast();
      if (files.length > 0) await this.#workspace.filesChanged(files);
      if (folders.length > 0) this.#workspace.foldersChanged(folders);
    })();
    return this.#upToDate;
  }
}

/** The answer to a call as the protocol has it. */
export interface Told {
  readonly content: readonly { readonly type: 'text'; readonly text: string }[];
  readonly structuredContent: Record<string, unknown>;
}

const told = (answer: Answer): Told => ({
  content: textsOf(answer).map((text) => ({ type: 'text', text })),
  structuredContent: { ...answer.content },
});
