import { parseManuscript } from '../../src/core/manuscript/index.ts';
import { discoverBibliographies } from '../../src/core/workspace/discovery/discover.ts';
import type { Discovery } from '../../src/core/workspace/discovery/discovery.ts';
import { includesFile } from '../../src/core/workspace/discovery/documents.ts';
import type { FilePort } from '../../src/core/workspace/discovery/files.ts';
import { syntaxOf } from '../../src/core/workspace/language.ts';
import { readSettings } from '../../src/core/workspace/settings.ts';
import { displayPath, isInside, joinUri, parentOf, resolvePath } from '../../src/core/workspace/uri.ts';

/** The workspace's folder; a name that starts with `/` is outside it. */
const workspaceFolder = 'file:///draft';
const uriOf = (name: string): string =>
  name.startsWith('/') ? joinUri('file:///', name.slice(1)) : joinUri(workspaceFolder, name);

export interface Found {
  readonly discovery: Discovery;
  /** Each file by its path in the workspace with the reason; refused ones with why. */
  readonly files: readonly string[];
  /** `dependsOn` by path in the workspace. */
  readonly dependsOn: ReadonlySet<string>;
  /** The text of each place of declaration. */
  readonly declared: readonly string[];
}

/**
 * What is found for the manuscript `name` among `files`. The text of a manuscript is its content; a
 * bibliography may be empty. A file that is asked for outside the roots fails the test.
 */
export async function discover(
  files: Readonly<Record<string, string>>,
  name: string,
  settings: unknown = {},
): Promise<Found> {
  const texts = new Map(Object.entries(files).map(([path, text]) => [uriOf(path), text]));
  const read = readSettings(settings);
  const allowedFiles = new Set(
    read.userBibliographies.flatMap((path) => {
      const resolved = resolvePath(path, workspaceFolder);
      return resolved.kind === 'uri' ? [resolved.uri] : [];
    }),
  );
  const roots = { folders: [workspaceFolder], allowedFiles };
  const port = portOf(texts);
  const manuscripts = new Map(
    [...texts].flatMap(([uri, text]) => {
      const syntax = syntaxOf(uri, undefined, text);
      return syntax === undefined ? [] : [[uri, parseManuscript(syntax, text)] as const];
    }),
  );
  const uri = uriOf(name);
  const discovery = await discoverBibliographies({
    uri,
    manuscript: manuscripts.get(uri)!,
    roots,
    settings: read,
    files: port,
    manuscriptAt: (other) => Promise.resolve(manuscripts.get(other)),
    includedBy: (target) =>
      [...manuscripts].flatMap(([other, manuscript]) =>
        other !== target && includesFile(manuscript, other, target) ? [other] : [],
      ),
  });
  return {
    discovery,
    files: discovery.found.map(
      ({ uri: found, reason, refused }) =>
        `${displayPath(found, workspaceFolder)} (${reason}${refused ? `: ${refused.why}` : ''})`,
    ),
    dependsOn: new Set([...discovery.dependsOn].map((one) => displayPath(one, workspaceFolder))),
    declared: discovery.found.flatMap(({ declaredAt }) =>
      declaredAt === undefined
        ? []
        : [texts.get(declaredAt.uri)?.slice(declaredAt.start, declaredAt.end) ?? '?'],
    ),
  };
}

function portOf(texts: ReadonlyMap<string, string>): FilePort {
  const checked = (uri: string): string => {
    if (!isInside(uri, workspaceFolder)) throw new Error(`Discovery asked for ${uri}.`);
    return uri;
  };
  return {
    readText(uri, limit) {
      const text = texts.get(checked(uri));
      if (text === undefined) return Promise.resolve({ kind: 'missing' });
      if (text.length > limit) {
        return Promise.resolve({ kind: 'refused', why: 'unreadable', reason: 'it is too large' });
      }
      return Promise.resolve({ kind: 'text', text, bytes: text.length });
    },
    list(folder) {
      checked(folder);
      const children = new Map<string, 'file' | 'directory'>();
      for (const uri of texts.keys()) {
        if (uri === folder || !isInside(uri, folder)) continue;
        let child = uri;
        while (parentOf(child) !== folder) child = parentOf(child);
        children.set(child, child === uri ? 'file' : 'directory');
      }
      if (children.size === 0) return Promise.resolve(undefined);
      return Promise.resolve([...children].map(([uri, kind]) => ({ name: displayPath(uri, folder), kind })));
    },
  };
}
