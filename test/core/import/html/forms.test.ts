import { describe, expect, test } from 'vitest';
import { imported, packOf } from '../../../support/importing.ts';

const page =
  '<!DOCTYPE html><html><head><meta name="citation_title" content="A study of moods – again"></head>\n<body><h2>Abstract</h2><p>The Scale of Moods (SOM) is old.</p>\n<h2>Introduction</h2><p>Moods are low <a href="#B1">[1]</a>, “so far”.</p>\n<h2>References</h2><ol><li id="B1">Alder AB. First title. J Moods. 1994;31:281–94.</li></ol></body></html>';

const utf8 = (text: string): number[] => [...new TextEncoder().encode(text)];
const quotedPrintable = (text: string): string =>
  text
    .replaceAll(/[^\t\n -<>-~]/g, (char) =>
      utf8(char)
        .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
        .join(''),
    )
    .replaceAll(/[^\n]{70}/g, '$&=\r\n');

const mhtml = (part: string, encoding: string): string =>
  `From: <Saved by Blink>\r\nSubject: A study\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Boundary--x"\r\n\r\n\r\n------Boundary--x\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${part}\r\n------Boundary--x\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n------Boundary--x--\r\n`;

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe.each([
  ['MHTML, quoted-printable', mhtml(quotedPrintable(page), 'quoted-printable')],
  ['MHTML, base64', mhtml(btoa(String.fromCharCode(...utf8(page))).replaceAll(/.{76}/g, '$&\r\n'), 'base64')],
  ['MHTML, as it is', mhtml(page, 'binary')],
  [
    'the source as a browser shows it',
    `<html><head></head><body><table><tbody>${[...page.split('\n'), '', '', ''].map((line, index) => `<tr><td class="line-number" value="${index + 1}"></td><td class="line-content">${escaped(line).replaceAll(/&lt;\/?\w+/g, '<span class="html-tag">$&</span>')}</td></tr>`).join('')}</tbody></table></body></html>`,
  ],
])('%s', (name, text) => {
  test('is read like the page itself', () => {
    const pack = packOf(text);
    expect(pack.source.title).toBe('A study of moods – again');
    expect(pack.references.map(({ title }) => title)).toEqual(['First title']);
    expect(pack.citations.map(({ work, basis }) => [work, basis])).toEqual([['alder1994', 'exact']]);
  });

  test.skipIf(name.endsWith('base64'))('gives places in the file', () => {
    const [abbreviation] = packOf(text).abbreviations;
    expect(text.slice(abbreviation!.start, abbreviation!.end).replaceAll(/<[^<>]+>|=\r\n/g, '')).toBe('SOM');
  });
});

test.each([
  [
    'without a page',
    mhtml('', '7bit').replace('text/html; charset', 'image/gif; charset'),
    /no page as HTML/,
  ],
  [
    'without a boundary',
    mhtml(page, '7bit').replace('boundary=', 'bound='),
    /does not say where its parts end/,
  ],
])('MHTML %s is refused by its name', (_, text, message) => {
  expect(imported(text).problems[0]?.message).toMatch(message);
});
