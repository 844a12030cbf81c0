import type { Span } from '../../base/span.ts';
import { doiUrl, httpUrl } from '../render/escape.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { parentOf, resolvePath } from '../workspace/uri.ts';

export interface DocumentLink extends Span {
  /** An http(s) address or the URI of a file inside the workspace. */
  readonly target: string;
  readonly tooltip: string;
}

const maxLinks = 2_000;

/** Declared bibliographies and styles of a manuscript; DOI and URL fields of a bibliography's entries. */
export function documentLinks(snapshot: Snapshot, uri: string): readonly DocumentLink[] {
  return [...declaredFiles(snapshot, uri), ...fieldLinks(snapshot, uri)];
}

function declaredFiles(snapshot: Snapshot, uri: string): DocumentLink[] {
  const out: DocumentLink[] = [];
  for (const { found, file } of snapshot.appliedBibliographies(uri)) {
    const at = found.declaredAt;
    if (at?.uri !== uri || found.refused !== undefined || found.embedded || file?.state.kind === 'missing')
      continue;
    out.push({ start: at.start, end: at.end, target: found.uri, tooltip: 'Open the bibliography' });
  }
  for (const link of snapshot.manuscript(uri)?.files ?? []) {
    if (link.by !== 'csl') continue;
    const resolved = resolvePath(link.path, parentOf(uri));
    if (resolved.kind !== 'uri') continue;
    out.push({ start: link.start, end: link.end, target: resolved.uri, tooltip: 'Open the citation style' });
  }
  return out;
}

function fieldLinks(snapshot: Snapshot, uri: string): DocumentLink[] {
  const bibliography = snapshot.bibliographyShown(uri)?.bibliography;
  const out: DocumentLink[] = [];
  for (let index = 0; index < (bibliography?.size ?? 0); index += 1) {
    for (const field of bibliography!.fields(index)) {
      const name = field.name.toLowerCase();
      const target = name === 'doi' ? doiUrl(field.value) : name === 'url' ? httpUrl(field.value) : undefined;
      if (target === undefined) continue;
      out.push({ ...field.valueSpan, target, tooltip: name === 'doi' ? 'Open the DOI' : 'Open the address' });
      if (out.length >= maxLinks) return out;
    }
  }
  return out;
}
