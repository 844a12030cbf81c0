import {
  CompletionItemKind,
  type CompletionItemLabelDetails,
  type CompletionItem as LspCompletionItem,
  type CompletionList as LspCompletionList,
  type Range,
} from 'vscode-languageserver';
import type { CompletionData, CompletionItem, CompletionList, Text } from '../../core/index.ts';
import type { ClientSupport } from './clientSupport.ts';
import { toRange } from './toLsp.ts';

const kinds: Readonly<Record<CompletionItem['kind'], CompletionItemKind>> = {
  reference: CompletionItemKind.Reference,
  'pack-reference': CompletionItemKind.Interface,
  term: CompletionItemKind.Text,
  'entry-type': CompletionItemKind.Class,
  field: CompletionItemKind.Field,
  note: CompletionItemKind.Event,
};

/**
 * The most bytes that one list takes. Items that rank last are left out; the client asks again on the next
 * key.
 */
const maxBytes = 60_000;

/**
 * What the client sends back with an item to get its details. A reference that names no key has its label for
 * one.
 */
type WireData = { readonly uri: string } & (
  | CompletionData
  | { readonly kind: 'reference'; readonly key?: string }
);

/**
 * Every item filters as the text that is typed, and sorts by its place in the server's ranking, so that the
 * editor neither drops nor reorders what the server ranked; the list is always asked for anew.
 */
export function toCompletionList(
  text: Text,
  uri: string,
  { items, incomplete }: CompletionList,
  client: ClientSupport,
): LspCompletionList {
  const { completionDefaults } = client;
  const first = items[0];
  if (first === undefined) return { isIncomplete: incomplete, items: [] };
  // Most items of a list replace the same text; one that is written in another way has a range of its own.
  const range = toRange(text, first.replace, client);
  const usual: WireData = { uri, kind: 'reference' };
  const defaults = completionDefaults ? { editRange: range, data: usual } : undefined;
  const shown: LspCompletionItem[] = [];
  let bytes = 0;
  for (const [place, item] of items.entries()) {
    const isOwn = item.replace.start !== first.replace.start || item.replace.end !== first.replace.end;
    const one = toItem(
      item,
      place,
      uri,
      isOwn ? toRange(text, item.replace, client) : range,
      completionDefaults,
      isOwn,
    );
    bytes += utf8.encode(JSON.stringify(one)).length + 1;
    if (bytes > maxBytes)
      return { isIncomplete: true, items: shown, ...(defaults && { itemDefaults: defaults }) };
    shown.push(one);
  }
  return { isIncomplete: incomplete, items: shown, ...(defaults && { itemDefaults: defaults }) };
}

const utf8 = new TextEncoder();

function toItem(
  item: CompletionItem,
  place: number,
  uri: string,
  range: Range,
  hasDefaults: boolean,
  /** The range is not the list's. */
  isOwn: boolean,
): LspCompletionItem {
  const { label, detail, kind, filter, insert, command, data } = item;
  const isUsual = data.kind === 'reference' && data.key === label;
  const wire: WireData = isUsual ? { uri, kind: 'reference' } : { uri, ...data };
  return {
    label,
    ...(detail !== '' && { labelDetails: labelDetails(kind, detail) }),
    kind: kinds[kind],
    filterText: filter,
    sortText: String(place).padStart(3, '0'),
    ...((isOwn || !hasDefaults) && { textEdit: { range, newText: insert } }),
    ...(hasDefaults && !isOwn && insert !== label && { textEditText: insert }),
    ...(command && { command: { title: '', command: command.name, arguments: [uri, ...command.arguments] } }),
    ...(!(hasDefaults && isUsual) && { data: wire }),
  };
}

/**
 * What is told of a work stands behind its key, where a long text is cut: at the row's other end it would cut
 * the key.
 */
function labelDetails(kind: CompletionItem['kind'], detail: string): CompletionItemLabelDetails {
  if (kind === 'reference') return { detail: `  ${detail}` };
  return kind === 'pack-reference' ? { detail: `  ${detail}`, description: 'new' } : { description: detail };
}

/** The document and the data of an item that comes back; undefined where it is none of ours. */
export function dataOf({
  label,
  data,
}: LspCompletionItem): { readonly uri: string; readonly data: CompletionData } | undefined {
  const wire = data as WireData | undefined;
  if (typeof wire?.uri !== 'string') return undefined;
  const { uri } = wire;
  return { uri, data: wire.kind === 'reference' ? { kind: 'reference', key: wire.key ?? label } : wire };
}
