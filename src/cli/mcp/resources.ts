import { exactName, packDocument, quotedText } from '../../core/index.ts';
import { type Answer, textsOf } from '../../server/assistant/answers.ts';
import { ToolError } from '../../server/assistant/errors.ts';
import type { Ground } from '../../server/assistant/library.ts';

const packPrefix = 'psycite://pack/';
const referencePrefix = 'psycite://reference/';
const pageSize = 100;
/** UTF-16 units of a pack's document. */
const maxDocumentLength = 500_000;

/** The packs, then the entries of the library by key, a page at a time. */
export function listResources({ snapshot, uri }: Ground, cursor: string | undefined) {
  const from = cursor === undefined ? 0 : Number(cursor);
  if (!Number.isSafeInteger(from) || from < 0 || cursor === '')
    throw new ToolError('arguments', 'There is no such page.');
  const packs = snapshot.packs.map((index) => ({
    uri: packPrefix + encodeURIComponent(index.pack.id),
    name: quotedText(index.pack.id, 120),
    title: quotedText(index.pack.source.title, 200),
    description: 'A paper: its sections, terms, facts and works.',
    mimeType: 'text/markdown',
  }));
  const library = snapshot.library(uri);
  const keys = library.sources.flatMap(({ bibliography }) => [bibliography]);
  const resources: { uri: string; name: string; description: string; mimeType: string; title?: string }[] =
    [];
  resources.push(...packs.slice(from, from + pageSize));
  let at = packs.length;
  for (const bibliography of keys) {
    const first = Math.max(0, from - at);
    for (let index = first; index < bibliography.size && resources.length < pageSize; index += 1) {
      const { key } = bibliography.entry(index);
      const name = exactName(key);
      if (name === null) continue;
      const description = 'An entry of the bibliography.';
      resources.push({
        uri: referencePrefix + encodeURIComponent(key),
        name,
        description,
        mimeType: 'application/json',
      });
    }
    at += bibliography.size;
  }
  const next = from + pageSize;
  return { resources, ...(next < at && { nextCursor: String(next) }) };
}

/** One pack as a document, or one entry as its tool tells it. */
export async function readResource(
  uri: string,
  { snapshot }: Ground,
  reference: (key: string) => Promise<Answer>,
) {
  if (uri.startsWith(packPrefix)) {
    const index = snapshot.pack(nameIn(uri, packPrefix));
    if (index === undefined) throw new ToolError('arguments', 'There is no such paper pack.');
    const { text } = packDocument(index);
    return { contents: [{ uri, mimeType: 'text/markdown', text: text.slice(0, maxDocumentLength) }] };
  }
  if (!uri.startsWith(referencePrefix)) throw new ToolError('arguments', 'There is no such resource.');
  const answer = await reference(nameIn(uri, referencePrefix));
  if (answer.content.status === 'unknown') throw new ToolError('arguments', textsOf(answer)[0]!);
  return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(answer.content, null, 2) }] };
}

function nameIn(uri: string, prefix: string): string {
  try {
    return decodeURIComponent(uri.slice(prefix.length));
  } catch {
    throw new ToolError('arguments', 'There is no such resource.');
  }
}
