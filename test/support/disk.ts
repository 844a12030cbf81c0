import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { diagnostics, explainBibliography, normaliseUri } from '../../src/core/index.ts';
import { createNodeHost } from '../../src/server/hosts/node.ts';
import { Workspace } from '../../src/server/workspace.ts';

/** A folder on the real disk with the real Node host on it: what bad input does outside of memory. */
export class DiskWorkspace {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-')));
  readonly outside = realpathSync(mkdtempSync(join(tmpdir(), 'psycite-outside-')));
  readonly workspace = new Workspace(createNodeHost(), {
    libraryChanged: () => undefined,
    fileChanged: () => undefined,
    packsChanged: () => undefined,
    progress: () => () => undefined,
    log: () => undefined,
  });

  uri(name: string): string {
    return normaliseUri(pathToFileURL(join(this.path, name)).href);
  }

  /** Opens a manuscript and waits until everything that applies to it has been read or refused. */
  async open(name: string, text: string): Promise<string> {
    this.workspace.setShippedPacks([]);
    await this.workspace.useFolders([this.uri('')]);
    this.workspace.open(this.uri(name), 'markdown', 1, text);
    await this.workspace.settleAll(this.uri(name));
    return this.uri(name);
  }

  /** The problems at the declarations: code, and the text that is underlined. */
  problems(uri: string): { code: string; at: string; message: string }[] {
    const snapshot = this.workspace.snapshot();
    const text = snapshot.text(uri)!;
    return diagnostics(snapshot, uri).map(({ code, start, end, message }) => ({
      code,
      at: text.slice(start, end),
      message,
    }));
  }

  explain(uri: string) {
    return explainBibliography(this.workspace.snapshot(), uri);
  }

  keys(uri: string): string[] {
    const library = this.workspace.snapshot().library(uri);
    return library.sources.flatMap(({ bibliography }) =>
      Array.from({ length: bibliography.size }, (_, index) => bibliography.entry(index).key),
    );
  }

  dispose(): void {
    this.workspace.dispose();
    rmSync(this.path, { recursive: true, force: true });
    rmSync(this.outside, { recursive: true, force: true });
  }
}

export const declares = (path: string): string =>
  `---\nbibliography: ${JSON.stringify(path)}\n---\n\nSee @known.\n`;
