import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';

/** True for a page that a browser saved with its pictures as one file: a mail of several parts. */
export const looksLikeMhtml = (source: string): boolean =>
  /^(?:[\w-]{1,60}:.{0,2000}\r?\n(?:[ \t].{0,2000}\r?\n){0,20}){1,30}/u.test(source.slice(0, 20_000)) &&
  /^content-type:\s?multipart\/related/imu.test(source.slice(0, 20_000));

/** Parts that are looked at; a page has its frames among them. */
const maxParts = 2_000;

/**
 * The page of an MHTML file with the place of each of its characters in the file; a sentence where it holds
 * none.
 */
export function pageOfMhtml(source: string): MappedText | string {
  const boundary = /boundary="?(?<boundary>[^"\s;]{1,200})"?/iu.exec(source.slice(0, 20_000))?.groups?.[
    'boundary'
  ];
  if (boundary === undefined) return 'This MHTML file is damaged: it does not say where its parts end.';
  const mark = `--${boundary}`;
  let at = source.indexOf(mark);
  for (let part = 0; at >= 0 && part < maxParts; part += 1) {
    const start = at + mark.length;
    const next = source.indexOf(mark, start);
    const end = next < 0 ? source.length : next;
    const head = /\r?\n\r?\n/u.exec(source.slice(start, Math.min(end, start + 10_000)));
    const headers = head === null ? '' : source.slice(start, start + head.index);
    if (head !== null && /^content-type:\s?(?:text\/html|application\/xhtml)/imu.test(headers))
      return decodedPart(source, start + head.index + head[0].length, end, headers);
    at = next;
  }
  return 'This MHTML file holds no page as HTML.';
}

function decodedPart(source: string, start: number, end: number, headers: string): MappedText {
  const encoding = /^content-transfer-encoding:\s?(?<name>[\w-]{1,30})/imu
    .exec(headers)
    ?.groups?.['name']?.toLowerCase();
  const isUtf8 = !/charset="?(?:iso-8859-1|windows-1252|us-ascii)/iu.test(headers);
  const builder = new MappedTextBuilder();
  if (encoding === 'quoted-printable') copyQuotedPrintable(source, start, end, isUtf8, builder);
  else if (encoding === 'base64')
    builder.replace(start, end, fromBytes(fromBase64(source.slice(start, end)), isUtf8));
  else builder.copy(source, start, end);
  return builder.build();
}

const escaped = /=\r?\n|(?:=[\dA-Fa-f]{2})+/gu;

function copyQuotedPrintable(
  source: string,
  start: number,
  end: number,
  isUtf8: boolean,
  into: MappedTextBuilder,
): void {
  let from = start;
  for (const found of source.slice(start, end).matchAll(escaped)) {
    const at = start + found.index;
    const [token] = found;
    into.copy(source, from, at);
    if (!/^=\r?\n/u.test(token)) {
      const bytes = token
        .slice(1)
        .split('=')
        .map((pair) => Number.parseInt(pair, 16));
      into.replace(at, at + token.length, fromBytes(bytes, isUtf8));
    }
    from = at + token.length;
  }
  into.copy(source, from, end);
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...digits].map((digit, value) => [digit, value]));

function fromBase64(text: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const digit of text) {
    const value = values.get(digit);
    if (value === undefined) continue;
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
  }
  return bytes;
}

/** Bytes as UTF-8, or as Latin-1; what is neither is shown as such. */
function fromBytes(bytes: readonly number[], isUtf8: boolean): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    const length = !isUtf8 || byte < 0x80 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 0;
    const more = bytes.slice(at + 1, at + Math.max(1, length));
    const isWhole = length > 0 && more.length === length - 1 && more.every((one) => (one & 0xc0) === 0x80);
    if (!isWhole) {
      parts.push('\ufffd');
      at += 1;
      continue;
    }
    const first = length === 1 ? byte : byte & (0xff >> (length + 1));
    const code = more.reduce((value, one) => (value << 6) | (one & 0x3f), first);
    parts.push(code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));
    at += length;
  }
  return parts.join('');
}
