/**
 * URIs as plain strings, in one normal form, so that equal files are equal strings. The form is the one that
 * VS Code's own `Uri.toString()` gives: everything but unreserved characters is percent-encoded in the path.
 */

const encodeSegment = (segment: string): string =>
  encodeURIComponent(wellFormed(segment)).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const wellFormed = (text: string): string => text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');

/** Decodes what can be decoded; a `%` that begins no character stays. */
const decode = (path: string): string => path.replace(/(?:%[0-9a-z]{2}){1,300}/gi, decodeRun);

function decodeRun(run: string): string {
  for (let start = 0; start < run.length; start += 3) {
    try {
      return run.slice(0, start) + decodeURIComponent(run.slice(start));
    } catch {
      // The character at `start` is none: it stays as it is written.
    }
  }
  return run;
}

interface UriParts {
  /** `file://` or `vscode-vfs://github`: everything before the path. */
  readonly prefix: string;
  /** The path's segments, decoded; never `.` or `..`. */
  readonly segments: readonly string[];
}

const schemeAndAuthority = /^([a-z][a-z0-9+.-]*:)(\/\/[^/?#]*)?/i;

function split(uri: string): UriParts {
  const match = schemeAndAuthority.exec(uri);
  const rest = uri.slice(match?.[0].length ?? 0);
  const query = rest.search(/[?#]/);
  const path = query < 0 ? rest : rest.slice(0, query);
  return {
    prefix: (match?.[0] ?? '').replace(/%[0-9a-f]{2}|[A-Z]/gi, (char) =>
      char.startsWith('%') ? char.toUpperCase() : char.toLowerCase(),
    ),
    segments: clean(decode(path).split('/')),
  };
}

/** Resolves `.` and `..`; a `..` above the root stays at the root. */
function clean(segments: readonly string[]): string[] {
  const out: string[] = [];
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..') out.pop();
    else out.push(segment);
  }
  return out;
}

const join = (prefix: string, segments: readonly string[]): string =>
  `${prefix}/${segments.map((segment, i) => encodeSegment(i === 0 ? lowerDrive(segment) : segment)).join('/')}`;

/** VS Code writes drive letters in lower case. */
const lowerDrive = (segment: string): string => (/^[A-Z]:$/.test(segment) ? segment.toLowerCase() : segment);

/** The normal form. What names no path (`untitled:Untitled-1`, a notebook's cell) is its own. */
export function normaliseUri(uri: string): string {
  const scheme = schemeAndAuthority.exec(uri)?.[0] ?? '';
  if (/[?#]/.test(uri) || !uri.startsWith('/', scheme.length)) return uri;
  const { prefix, segments } = split(uri);
  return join(prefix, segments);
}

/** The URI of the folder that holds `uri`. */
export function parentOf(uri: string): string {
  const { prefix, segments } = split(uri);
  return join(prefix, segments.slice(0, -1));
}

/** The last segment, decoded: a file's name as people see it. */
export const fileName = (uri: string): string => split(uri).segments.at(-1) ?? '';

export const extensionOf = (uri: string): string =>
  /\.([^.]+)$/.exec(fileName(uri))?.[1]?.toLowerCase() ?? '';

/** True where `uri` is `folder` or stands below it. Compares segments, so `/work-2` is not inside `/work`. */
export function isInside(uri: string, folder: string): boolean {
  const inner = split(uri);
  const outer = split(folder);
  return (
    inner.prefix === outer.prefix &&
    outer.segments.every((segment, index) => segment === inner.segments[index])
  );
}

/** The path from `folder` to `uri` for people to read, or the file's whole path where it is elsewhere. */
export function displayPath(uri: string, folder: string | undefined): string {
  const { segments } = split(uri);
  if (folder === undefined || !isInside(uri, folder)) {
    return /^[a-z]:$/i.test(segments[0] ?? '') ? segments.join('/') : `/${segments.join('/')}`;
  }
  return segments.slice(split(folder).segments.length).join('/');
}

/** The path from `folder` to `uri`, with `..` where that lies above; undefined where no path leads there. */
export function relativePath(uri: string, folder: string): string | undefined {
  const to = split(uri);
  const from = split(folder);
  if (to.prefix !== from.prefix) return undefined;
  let common = 0;
  while (common < from.segments.length && from.segments[common] === to.segments[common]) common += 1;
  return [...from.segments.slice(common).map(() => '..'), ...to.segments.slice(common)].join('/');
}

export const joinUri = (folder: string, relative: string): string => {
  const { prefix, segments } = split(folder);
  return join(prefix, clean([...segments, ...relative.split('/')]));
};

export type PathResolution =
  | { readonly kind: 'uri'; readonly uri: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What a path written in a manuscript or a setting means, seen from `folder`. `/x` is absolute, or below
 * `root` where the language reads it so (Quarto, Typst). Paths on other machines and web addresses are
 * refused: PsyCite reads files of this workspace and fetches nothing.
 */
export function resolvePath(path: string, folder: string, root?: string): PathResolution {
  if (path.includes('\0')) return refused('the path contains a NUL character');
  if (/^(\\\\|\/\/)/.test(path)) return refused('it lies on another machine');
  if (/^file:/i.test(path)) {
    return /^file:\/\/\/(?!\/)/i.test(path)
      ? { kind: 'uri', uri: normaliseUri(path) }
      : refused('it lies on another machine');
  }
  if (/^[a-z][a-z0-9+.-]+:/i.test(path))
    return refused('it is not a file, and PsyCite fetches nothing from the network');
  const { prefix } = split(folder);
  if (/^[a-z]:[\\/]/i.test(path)) return { kind: 'uri', uri: join(prefix, clean(path.split(/[\\/]/))) };
  const portable = path.replaceAll('\\', '/');
  if (!portable.startsWith('/')) return { kind: 'uri', uri: joinUri(folder, portable) };
  return {
    kind: 'uri',
    uri: root === undefined ? join(prefix, clean(portable.split('/'))) : joinUri(root, portable),
  };
}

const refused = (reason: string): PathResolution => ({ kind: 'refused', reason });
