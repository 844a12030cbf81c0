import { type Document, isAlias, isMap, isScalar, isSeq, type Node, Scalar } from 'yaml';
import type { Span } from '../../../base/span.ts';
import { parentOf } from '../uri.ts';
import type { DiscoveryInput, DiscoveryReason } from './discovery.ts';
import { parsedProject } from './projectYaml.ts';
import type { SearchFolders } from './searchFolders.ts';

/** YAML files that name bibliographies, whatever tool they belong to. */

const besideDefaults = /^\$\{\.\}\//;

/** UTF-16 units of a project file that are read. */
export const maxLength = 300_000;
/** Lists in lists beyond this depth are not looked into. */
export const maxDepth = 20;

/**
 * Adds the bibliographies that a YAML file names at the given keys, and Quarto's kinds of cross-reference.
 */
export async function addNamed(
  input: DiscoveryInput,
  search: SearchFolders,
  uri: string,
  reason: DiscoveryReason,
  keys: readonly (readonly string[])[],
): Promise<void> {
  const file = await input.files.readText(uri, maxLength);
  if (file.kind !== 'text') return;
  const folder = parentOf(uri);
  const document = parsedProject(file.text);
  if (reason === 'quarto-project' || reason === 'quarto-metadata')
    for (const kind of crossReferenceKinds(document)) search.addCrossReferenceKind(kind);
  const [style] = stringsIn(document, [['csl'], ['book', 'csl'], ['metadata', 'csl']]);
  if (style !== undefined && style.path !== '') search.style ??= { ...style, uri };
  for (const { path, start, end } of stringsIn(document, keys)) {
    // Pandoc reads `${.}` as the folder of the defaults file, and any other path from the folder it runs in.
    const anchored = besideDefaults.test(path);
    const folders =
      reason === 'pandoc-defaults' && !anchored ? [parentOf(input.uri), folder, search.top] : [folder];
    await search.add({
      paths: [anchored ? path.replace(besideDefaults, '') : path],
      folders,
      ...(reason === 'pandoc-defaults' ? {} : { roots: [folder] }),
      globs: true,
      reason,
      declaredAt: { uri, start, end, path },
    });
  }
}

/** `crossref: custom: [{key: suppfig, …}]` (Quarto, "Custom float cross-references"). */
function crossReferenceKinds(document: Document | undefined): string[] {
  const custom = document?.getIn(['crossref', 'custom']);
  const kinds: readonly unknown[] = isSeq(custom) ? custom.items : [custom];
  return kinds.flatMap((kind) => {
    const key: unknown = isMap(kind) ? kind.get('key') : undefined;
    return typeof key === 'string' ? [key] : [];
  });
}

/** A string of a YAML text, with the place of its characters. */
interface YamlString extends Span {
  readonly path: string;
}

/**
 * The strings at the given key paths of a YAML text, lists flattened, with the places of their characters.
 */
export const yamlStrings = (text: string, keys: readonly (readonly string[])[]): YamlString[] =>
  stringsIn(parsedProject(text), keys);

function stringsIn(document: Document | undefined, keys: readonly (readonly string[])[]): YamlString[] {
  const out: YamlString[] = [];
  const collect = (node: unknown, depth: number): void => {
    if (depth > maxDepth || isAlias(node)) return;
    if (isScalar(node) && typeof node.value === 'string' && node.range) {
      const quote = node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE ? 1 : 0;
      out.push({ path: node.value, start: node.range[0] + quote, end: node.range[1] - quote });
    } else if (isSeq(node)) for (const item of node.items) collect(item, depth + 1);
    else if (isMap(node)) for (const pair of node.items) collect(pair.value as Node, depth + 1);
  };
  if (document !== undefined) for (const path of keys) collect(document.getIn(path, true), 0);
  return out;
}
