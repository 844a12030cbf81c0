import { quoted } from '../../base/plainText.ts';
import type { Span } from '../../base/span.ts';
import type { Problem } from '../problem.ts';

/** An entry, in any format, whose key an entry before it has. */
export const duplicateKey = (key: string, { start, end }: Span, first: Span): Problem => ({
  code: 'bib-duplicate-key',
  start,
  end,
  message: `Another entry of this file has the key ${quoted(key)} too. Give one of them another key.`,
  related: [{ start: first.start, end: first.end, message: 'The first entry with this key' }],
});
