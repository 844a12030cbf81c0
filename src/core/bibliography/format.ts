import type { TextEdit } from '../../base/edit.ts';
import type { Text } from '../../base/text.ts';
import type { Bibliography } from './types.ts';
import type { KeyedReference } from './writing/values.ts';

/**
 * All that tells a format of references from the others. What its files are called stands in
 * base/fileNames.ts.
 */
export interface Format {
  /**
   * Reads a whole file. Never throws: what is wrong is among the problems. Yields the share done, 0 to 1, in
   * between.
   */
  parse(text: Text | string): Generator<number, Bibliography>;
  /** The bibliography after an edit; `text` is the text after it. Absent where the file is read anew. */
  edit?(previous: Bibliography, text: Text, edit: TextEdit): Bibliography;
  /** True for a start of a file that is surely of this format. */
  isStart(text: string): boolean;
  /** True where a text is of the format only if its name allows it. */
  readonly needsName?: boolean;
  /** A whole file of these works. */
  write(works: readonly KeyedReference[]): string;
  /** The edit that adds works to a file that holds something; undefined where it has no place for them. */
  insertion(text: string, works: readonly KeyedReference[]): TextEdit | undefined;
  /**
   * As `insertion`, for a list that goes on behind its last entry, which ends at `last`; absent where there
   * is nothing behind.
   */
  insertionBehind?(
    text: string,
    works: readonly KeyedReference[],
    last: number | undefined,
  ): TextEdit | undefined;
  /** True where commas part the entries. */
  readonly hasCommas?: boolean;
  /** What is the same of keys that the format takes for one; absent where every letter counts. */
  foldKey?(key: string): string;
  /** The field of an entry's own key, where the reader makes keys of entries without one. */
  readonly keyField?: string;
  /** True where the format has no keys, and the reader makes them. */
  readonly hasNoKeys?: boolean;
}
