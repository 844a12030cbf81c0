import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { Text } from '../../src/base/text.ts';
import { type Encoding, lengthOf, offsetAt, positionAt } from '../../src/server/convert/encoding.ts';
import { requests } from '../support/requests.ts';
import { TestServer, uriOf } from '../support/server.ts';

let server: TestServer | undefined;
afterEach(() => server?.stop());

const encodings: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];
const unitsOf: Readonly<Record<Encoding, (text: string) => number>> = {
  'utf-8': (text) => Buffer.byteLength(text),
  'utf-16': (text) => text.length,
  'utf-32': (text) => [...text].length,
};
const pieces = fc.constantFrom(
  'a',
  ' ',
  '\n',
  '\r\n',
  '\r',
  '\u00e9',
  '\u4e2d',
  '\ud83d\ude00',
  'e\u0301',
  '\ufeff',
);

test.each(encodings)('a place in %s is the characters before it on its line', (encoding) => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), fc.nat(40), (parts, length) => {
      const text = Text.of(parts.join(''));
      // Between whole characters, and not inside CR LF.
      const offset = text.offsetAt(text.positionAt(parts.slice(0, length).join('').length));
      const position = positionAt(text, offset, encoding);
      const line = text
        .slice(0, offset)
        .split(/\r\n|\r|\n/)
        .at(-1)!;
      expect(position.character).toBe(unitsOf[encoding](line));
      expect(lengthOf(line, encoding)).toBe(unitsOf[encoding](line));
      expect(offsetAt(text, position, encoding)).toBe(offset);
    }),
    { numRuns: 300 },
  );
});

test('a place inside a character is the one before it, and one behind a line its end', () => {
  const text = Text.of('a\ud83d\ude00b\nc');
  expect([1, 2, 3, 4, 5, 6, 99].map((character) => offsetAt(text, { line: 0, character }, 'utf-8'))).toEqual([
    1, 1, 1, 1, 3, 4, 4,
  ]);
  expect([1, 2, 3, 99].map((character) => offsetAt(text, { line: 0, character }, 'utf-32'))).toEqual([
    1, 3, 4, 4,
  ]);
});

const texts: Readonly<Record<string, string>> = {
  'refs.bib':
    '@article{berman2000, title={\ud83d\ude00 T\u00e9}, author={B\u00e9rman, R}, journal={J}, year={2000}}\n@book{\u00e9t\u00e92001, title={\ud83d\ude00}, author={D, E}, year={2001}, doi={10.1000/x}}\n',
  'a.md':
    '---\nbibliography: refs.bib\n---\n\n# \ud83d\ude00 \u00dcber\n\n\u00e9\ud83d\ude00 see [@berman2000; @\u00e9t\u00e92001; @nobody], (B\u00e9rman, 2000), NMDAR.\n\n## \u4e2d\u4e2d\n\n\ud83d\ude00 [@berman2000]\n',
};

/** What each range in an answer covers, in order, by the units that the client counts. */
function covered(answer: unknown, uri: string, encoding: Encoding): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  if (Array.isArray(answer)) return answer.flatMap((one) => covered(one, uri, encoding));
  const one = answer as Record<string, unknown>;
  const own = [one['uri'], one['targetUri'], (one['textDocument'] as { uri?: string } | undefined)?.uri].find(
    (name) => typeof name === 'string',
  ) as string | undefined;
  const about = own ?? uri;
  const { start, end } = one as { start?: Place; end?: Place };
  if (start?.line !== undefined && end?.line !== undefined) {
    const lines = (texts[about.split('/').at(-1)!] ?? '').split('\n');
    const before = (place: Place): number =>
      lines.slice(0, place.line).join('\n').length +
      (place.line > 0 ? 1 : 0) +
      cut(lines[place.line]!, place.character, encoding).length;
    return [`${about}: ${lines.join('\n').slice(before(start), before(end))}`];
  }
  return Object.entries(one).flatMap(([name, value]) =>
    covered(value, name.startsWith('file:') ? name : name === 'originSelectionRange' ? uri : about, encoding),
  );
}
interface Place {
  readonly line: number;
  readonly character: number;
}

/** The first of a text's characters that have so many units together. */
function cut(text: string, units: number, encoding: Encoding): string {
  let out = '';
  for (const character of text) if (unitsOf[encoding](out + character) <= units) out += character;
  return out;
}

async function answers(encoding: Encoding | undefined, documentChanges: boolean) {
  const server = await TestServer.start(texts, {
    settings: { inlayHints: { enabled: true } },
    capabilities: {
      ...(encoding && { general: { positionEncodings: [encoding, 'utf-16'] } }),
      workspace: { configuration: true, workspaceEdit: { documentChanges } },
      textDocument: { definition: { linkSupport: documentChanges } },
    },
  });
  const units = encoding ?? 'utf-16';
  const out: Record<string, unknown> = { encoding: server.initialized?.capabilities.positionEncoding };
  for (const [name, at] of [
    ['a.md', 'nobody'],
    ['a.md', 't\u00e92001;'],
    ['refs.bib', 't\u00e92001,'],
  ] as const) {
    // In pieces, so that the positions of edits are counted too.
    const text = texts[name]!;
    const uri = uriOf(name);
    const languageId = name === 'a.md' ? 'markdown' : 'bibtex';
    const line = text.split('\n').findIndex((one) => one.includes('\ud83d\ude00'));
    const head = text.split('\n')[line]!.split('\ud83d\ude00')[0]!;
    const character = unitsOf[units](head);
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: {
        uri,
        languageId,
        version: 1,
        text: text.replace('\ud83d\ude00', '\ud83d\ude00\u00e9x'),
      },
    });
    const start = { line, character: character + unitsOf[units]('\ud83d\ude00') };
    const end = { line, character: start.character + unitsOf[units]('\u00e9x') };
    await server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start, end }, text: '' }],
    });
    const before = text.slice(0, text.indexOf(at)).split('\n');
    const position = { line: before.length - 1, character: unitsOf[units](before.at(-1)!) };
    const range = { start: { line: 0, character: 0 }, end: position };
    for (const [method, params] of Object.entries(requests)) {
      const answer = await server.connection
        .sendRequest(method, { textDocument: { uri }, ...params(position, range) })
        .catch((error: unknown) => String(error));
      out[`${method} ${at}`] = method.startsWith('textDocument/semanticTokens')
        ? tokens(answer, text, units)
        : covered(answer, uri, units);
    }
  }
  const problems = await server.diagnostics('a.md', (list) => list.length > 0);
  out['diagnostics'] = covered(problems, uriOf('a.md'), units);
  await server.stop();
  return out;
}

function tokens(answer: unknown, text: string, encoding: Encoding): string[] {
  const { data } = answer as { data: number[] };
  const out: string[] = [];
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    character = data[at] === 0 ? character + data[at + 1]! : data[at + 1]!;
    line += data[at]!;
    const whole = text.split('\n')[line]!;
    out.push(cut(whole.slice(cut(whole, character, encoding).length), data[at + 2]!, encoding));
  }
  return out;
}

test.each([true, false])(
  'every request covers the same text in each encoding (changes by version: %s)',
  { timeout: 20_000 },
  async (documentChanges) => {
    const { encoding: none, ...usual } = await answers(undefined, documentChanges);
    expect(none).toBeUndefined();
    expect(usual['textDocument/rename t\u00e92001;']).toEqual(
      expect.arrayContaining([`${uriOf('refs.bib')}: \u00e9t\u00e92001`]),
    );
    for (const encoding of ['utf-8', 'utf-32'] as const) {
      const { encoding: told, ...counted } = await answers(encoding, documentChanges);
      expect(told).toBe(encoding);
      expect(counted).toEqual(usual);
    }
  },
);
