import { finished } from '../base/steps.ts';
import { Text } from '../core/index.ts';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes of one step: about a tenth of a millisecond of work. */
const stepLength = 1 << 18;
/** More bytes than a character and a line ending take. */
const maxCharacterLength = 8;

const Return = 13;
const LineFeed = 10;

/**
 * Bytes of a text file as text: UTF-8, UTF-16 with a byte order mark, and what is not valid UTF-8 as
 * Windows-1252 (which agrees with Latin-1 on every letter), as old reference managers write it, unless a page
 * says what else it is. The mark itself is dropped.
 */
export function decodeText(bytes: Uint8Array): string {
  return finished(decodeInSteps(bytes)).toString();
}

/** As `decodeText`, and the text in pieces; yields the share done after every step. */
export function* decodeInSteps(bytes: Uint8Array): Generator<number, Text> {
  const marked = markedUtf16(bytes);
  if (marked !== undefined) return yield* decodeAs(marked, bytes);
  try {
    return yield* decodeAs('utf-8', bytes);
  } catch {
    const declared = declaredDecoder(bytes);
    if (declared !== undefined) return Text.of(declared.decode(bytes));
    return yield* decodeAs('windows-1252', bytes);
  }
}

/** The byte order of UTF-16 that a mark tells. */
function markedUtf16(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** Bytes of a page in which it says how it is encoded. */
const maxHeadLength = 2_048;

/**
 * The decoder of an encoding that a page or an XML file says it is in; undefined for those that are told
 * otherwise.
 */
function declaredDecoder(bytes: Uint8Array): TextDecoder | undefined {
  const head = String.fromCharCode(...bytes.subarray(0, maxHeadLength));
  const declared =
    /<meta\s[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?(?<name>[\w-]{2,30})/iu.exec(head) ??
    /^\s{0,20}<\?xml\s[^>]{0,100}?encoding\s{0,5}=\s{0,5}["'](?<name>[\w-]{2,30})/iu.exec(head);
  const name = declared?.groups?.['name'];
  if (name === undefined || /^(?:utf-?(?:8|16)|iso-8859-1|latin-?1|us-ascii|windows-1252)/iu.test(name))
    return undefined;
  try {
    return new TextDecoder(name);
  } catch {
    return undefined;
  }
}

/** Bytes looked at for the zeros of UTF-16. */
const sampleLength = 512;

/** Latin letters in UTF-16 without a byte order mark: every other byte is zero. */
export function isUnmarkedUtf16(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length & ~1, sampleLength);
  if (length < 4 || markedUtf16(bytes) !== undefined) return false;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even += 1;
    if (bytes[at + 1] === 0) odd += 1;
  }
  const [most, least] = even > odd ? [even, odd] : [odd, even];
  return least === 0 && most > length * 0.4;
}

/** Why a file that is not open is not to be edited: the editor would take it for UTF-8 and lose letters. */
export function whyNotWritten(bytes: Uint8Array): string | undefined {
  const way = 'Reopen it with its encoding, or convert it to UTF-8, and try again.';
  if (isUnmarkedUtf16(bytes)) return `is UTF-16 without a byte order mark. ${way}`;
  if (markedUtf16(bytes) !== undefined || isUtf8(bytes)) return undefined;
  return `is not UTF-8: the editor would lose letters of it. ${way}`;
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += stepLength)
      decoder.decode(bytes.subarray(at, at + stepLength), { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Piece by piece: each is held in the narrowest form that its own characters allow. */
function* decodeAs(encoding: Encoding, bytes: Uint8Array): Generator<number, Text> {
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = borderBefore(Math.min(start + stepLength, bytes.length), encoding, bytes);
    const decoder = new TextDecoder(encoding, { fatal: encoding === 'utf-8', ignoreBOM: start > 0 });
    const piece = decoder.decode(bytes.subarray(start, end));
    pieces.push(encoding === 'windows-1252' ? withoutControls(piece) : piece);
    start = end;
    yield start / bytes.length;
  }
  return Text.ofPieces(pieces);
}

/**
 * Windows-1252 from 0x80 to 0x9f. Node from 20.18.3 takes these bytes for control characters
 * (nodejs/node#56542).
 */
const windowsCharacters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const withoutControls = (text: string): string =>
  text.replace(/[\u0080-\u009f]/g, (control) => windowsCharacters.charAt(control.charCodeAt(0) - 0x80));

/** The last offset up to `end` where neither a character nor a CRLF is cut in two. */
function borderBefore(end: number, encoding: Encoding, bytes: Uint8Array): number {
  for (let at = end; at > end - maxCharacterLength; at -= 1) {
    if (at >= bytes.length || isBorder(at, encoding, bytes)) return at;
  }
  return end;
}

function isBorder(at: number, encoding: Encoding, bytes: Uint8Array): boolean {
  switch (encoding) {
    case 'utf-8':
      if ((bytes[at]! & 0xc0) === 0x80) return false;
      return !(bytes[at - 1] === Return && bytes[at] === LineFeed);
    case 'windows-1252':
      return !(bytes[at - 1] === Return && bytes[at] === LineFeed);
    case 'utf-16le':
    case 'utf-16be': {
      if (at % 2 === 1) return false;
      const low = encoding === 'utf-16le' ? 0 : 1;
      const unit = (offset: number): number => bytes[offset + low]! | (bytes[offset + 1 - low]! << 8);
      if (unit(at) >= 0xdc00 && unit(at) <= 0xdfff) return false;
      return !(unit(at - 2) === Return && unit(at) === LineFeed);
    }
  }
}
