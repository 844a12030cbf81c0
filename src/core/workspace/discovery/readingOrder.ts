import type { Manuscript } from '../../manuscript/types.ts';
import { fileName } from '../uri.ts';

interface Part {
  readonly uri: string;
  readonly manuscript: Manuscript;
}

/**
 * The files of a document in the order in which a reader comes to them: one that includes others before
 * these, which stand in the order in which it names them; the rest as given.
 */
export function readingOrder<File extends Part>(parts: readonly File[]): readonly File[] {
  const byName = new Map(parts.map((part) => [stem(fileName(part.uri)), part]));
  const inOrder = new Set<File>();
  const add = (part: File, depth: number): void => {
    if (inOrder.has(part) || depth > 50) return;
    inOrder.add(part);
    for (const { path } of part.manuscript.files) {
      const included = byName.get(stem(path.split('/').at(-1)!));
      if (included) add(included, depth + 1);
    }
  };
  const included = new Set(
    parts.flatMap(({ manuscript }) => manuscript.files.map(({ path }) => stem(path.split('/').at(-1)!))),
  );
  for (const part of parts) if (!included.has(stem(fileName(part.uri)))) add(part, 0);
  for (const part of parts) add(part, 0);
  return [...inOrder];
}

const stem = (name: string): string => name.replace(/\.[^.]*$/, '');
