import type { Span } from '../../../base/span.ts';
import { normaliseDoi } from '../../bibliography/identity.ts';
import type { LibraryEntry } from '../../workspace/library.ts';
import { type PackWork, packWorks } from '../../workspace/packWorks.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

export interface DoiMention extends Span {
  readonly doi: string;
  readonly entry: LibraryEntry | undefined;
  /** The work of a pack, where the library has none. */
  readonly work: PackWork | undefined;
}

/**
 * A backslash may stand before a mark that a syntax would read; "](" is Markdown's, behind the text of a
 * link.
 */
const doi =
  /(?<![\d.])10\.\d{4,9}(?:\.\d{1,9})*(?:\/|%2F)(?:(?!\]\()[^\s"<>{}|\\^`\u201C\u201D]|\\[_%#&~]){1,300}/gi;
const escapes = /\\(?=[_%#&~])/g;
const maxDois = 500;

/** The DOIs that a text names, bare or as addresses, and the work of each. */
export function doisOf(snapshot: Snapshot, uri: string): readonly DoiMention[] {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return [];
  const library = snapshot.library(uri);
  const own = manuscript.embedded ?? [];
  const out: DoiMention[] = [];
  for (const found of manuscript.text.matchAll(doi)) {
    if (out.length === maxDois) break;
    if (own.some(({ start, end }) => found.index >= start && found.index < end)) continue;
    const name = withoutBrackets(found[0]);
    const normal = normaliseDoi(name.replace(escapes, ''));
    if (normal === undefined) continue;
    const last = out.at(-1);
    // The text of a link and its address name one DOI once.
    const between = last?.doi === normal ? manuscript.text.slice(last.end, found.index) : '';
    if (/^\]\([^\s()]*$/.test(between)) continue;
    const entry = library.findWork({ doi: normal });
    const work =
      entry === undefined
        ? packWorks(snapshot).find((one) => normaliseDoi(one.work.DOI) === normal)
        : undefined;
    out.push({ doi: normal, start: found.index, end: found.index + name.length, entry, work });
  }
  return out;
}

const opening = new Map([
  [')', '('],
  [']', '['],
]);

/** Without what the sentence put behind it: a full stop, and a bracket that opened before the DOI. */
function withoutBrackets(text: string): string {
  let end = text.length;
  for (;;) {
    const last = text[end - 1] ?? '';
    const open = opening.get(last);
    const isLoose = open !== undefined && count(text.slice(0, end), open) < count(text.slice(0, end), last);
    if (!isLoose && !".,;:!?'’*_".includes(last)) return text.slice(0, end);
    if (last === '') return '';
    end -= 1;
  }
}

const count = (text: string, character: string): number => text.split(character).length - 1;
