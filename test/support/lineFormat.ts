import type { Format } from '../../src/core/bibliography/format.ts';
import { EntryList } from '../../src/core/bibliography/listed.ts';
import type { Bibliography, BibliographyFormat } from '../../src/core/bibliography/types.ts';
import { atEnd } from '../../src/core/bibliography/writing/atEnd.ts';

/**
 * What a format is added by: its names, and its descriptor. A work a line: `key | family name | title |
 * year`.
 */
export const lineNames = { extensions: ['works'] };

const line = /^([\w-]+) \| ([^|\n]*) \| ([^|\n]*) \| (\d{4})$/gm;

function read(text: string): Bibliography {
  const list = new EntryList();
  const parts: RegExpExecArray[] = [...text.matchAll(line)];
  for (const { 0: whole, 1: key, index } of parts)
    list.add(key!, { start: index, end: index + key!.length }, 'work', {
      start: index,
      end: index + whole.length,
    });
  return list.finish('line' as BibliographyFormat, {
    fields: () => [],
    reference({ index }) {
      const [, id, family, title, year] = parts[index]!;
      const issued = { 'date-parts': [[Number(year)]] };
      return { id: id!, type: 'article-journal', author: [{ family: family! }], title: title!, issued };
    },
  });
}

export const lineFormat: Format = {
  // biome-ignore lint/correctness/useYield: a small file is read in one step
  *parse(text) {
    return read(String(text));
  },
  isStart: (text) => text.search(line) === 0,
  ...atEnd(({ key, reference: { author, title, issued } }) => {
    return `${key} | ${author?.[0]?.family} | ${title} | ${issued?.['date-parts']?.[0]?.[0]}\n`;
  }),
};
