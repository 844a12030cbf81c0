import type { Format } from '../format.ts';
import type { KeyedReference } from './values.ts';

/**
 * How a format is written whose entries stand one behind the other; each is written with a line break at its
 * end.
 */
export function atEnd(writeEntry: (work: KeyedReference) => string): Pick<Format, 'write' | 'insertion'> {
  const write = (works: readonly KeyedReference[]): string => works.map(writeEntry).join('\n');
  return {
    write,
    insertion(text, works) {
      const end = lastLineEnd(text);
      return { start: end, end, text: `\n\n${write(works).replace(/\n$/, '')}` };
    },
  };
}

/** The end of the last line that is not blank: the line break behind it, or none, stays the file's end. */
function lastLineEnd(text: string): number {
  const written = text.trimEnd().length;
  const gap = text.slice(written).search(/[\r\n]/);
  return gap < 0 ? text.length : written + gap;
}
