/** What a pasted text or a file of identifiers holds. */
import { expect, test } from 'vitest';
import { readWorks } from '../../../src/core/services/submitted.ts';

const ids = (text: string) => {
  const read = readWorks('', text);
  return read?.kind === 'identifiers'
    ? { ids: read.identifiers.map(({ id }) => id), others: read.others }
    : read?.kind;
};

test.each<[string, string[], string[]]>([
  ['10.1000/a\n10.1000/b', ['10.1000/a', '10.1000/b'], []],
  ['10.1000/a, 10.1000/b; PMC123', ['10.1000/a', '10.1000/b', 'PMC123'], []],
  ['10686270 11112222', ['10686270', '11112222'], []],
  ['doi: 10.1000/a pmid: 7', ['10.1000/a', '7'], []],
  ['ISBN 978-0-19-852663-6', ['9780198526636'], []],
  ['978 0 19 852663 6\n10.1000/a', ['9780198526636', '10.1000/a'], []],
  ['10.1000/a\nfoo bar', ['10.1000/a'], ['foo bar']],
  ['10.1000/a foo', ['10.1000/a'], ['foo']],
  ['https://doi.org/10.1000/a\nhttps://example.org/', ['10.1000/a'], ['https://example.org/']],
])('identifiers: %j', (text, found, others) => {
  expect(ids(text)).toEqual({ ids: found, others });
});

test.each(['foo', 'foo\nbar', 'We read 10.1000/a in 2000.', 'pages 12 13', ''])('no list: %j', (text) => {
  expect(ids(text)).toBeUndefined();
});
