import { parseDateText } from '../../bibliography/dateText.ts';
import { groupWord, readFullName } from '../../import/names.ts';
import { jsonOf, unexpected } from '../failure.ts';
import type { Network } from '../network.ts';
import { isObject, recordFromCsl, text } from '../record.ts';
import { type Asked, refused } from './asked.ts';

/** Open Library, for books. */
export async function askOpenLibrary(network: Network, isbn: string): Promise<Asked> {
  const path = `/api/books?bibkeys=ISBN:${isbn}&jscmd=data&format=json`;
  const got = jsonOf('openlibrary', await network.ask({ service: 'openlibrary', path }));
  if (got.kind !== 'json') return got;
  if (!isObject(got.value)) return unexpected('openlibrary', 'the record of a book', got.value);
  const book = got.value[`ISBN:${isbn}`];
  if (!isObject(book)) return { kind: 'none' };
  const { identifiers } = book;
  const numbers = isObject(identifiers) ? [identifiers['isbn_10'], identifiers['isbn_13']].flat() : [];
  const known = numbers.map((number) => text(number).replace(/-/g, ''));
  if (known.length > 0 && !known.includes(isbn) && !known.includes(other(isbn)))
    return refused('openlibrary', `ISBN ${isbn}`, 'the answer is about another book');
  const read = recordFromCsl(
    {
      type: 'book',
      title: book['title'],
      subtitle: book['subtitle'],
      author: named(book['authors']).map((name) =>
        groupWord.test(name) ? { literal: name } : readFullName(name),
      ),
      publisher: named(book['publishers'])[0],
      'publisher-place': named(book['publish_places'])[0],
      issued: parseDateText(text(book['publish_date'])),
      ISBN: isbn,
    },
    'openlibrary',
  );
  return read.kind === 'refused' ? refused('openlibrary', `ISBN ${isbn}`, read.reason) : read;
}

const named = (value: unknown): string[] =>
  (Array.isArray(value) ? value.slice(0, 1_000) : []).map((one: unknown) =>
    text(isObject(one) ? one['name'] : one),
  );

/** An ISBN of ten digits as one of thirteen; its own digits tell the book, the last one checks them. */
function other(isbn: string): string {
  if (isbn.length === 13) return isbn.startsWith('978') ? tenDigits(isbn.slice(3, 12)) : '';
  const digits = `978${isbn.slice(0, 9)}`;
  const sum = [...digits].reduce((total, digit, at) => total + (at % 2 === 0 ? 1 : 3) * Number(digit), 0);
  return digits + ((10 - (sum % 10)) % 10);
}

function tenDigits(digits: string): string {
  const sum = [...digits].reduce((total, digit, at) => total + (10 - at) * Number(digit), 0);
  const check = (11 - (sum % 11)) % 11;
  return digits + (check === 10 ? 'X' : check);
}
