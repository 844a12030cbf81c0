import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from '../../src/base/edit.ts';
import type { Text } from '../../src/base/text.ts';

/** What a text answers, at every offset and at places in and beyond every line. */
export interface TextAnswers {
  readonly text: string;
  readonly lineCount: number;
  readonly positions: readonly string[];
  readonly offsets: readonly number[];
}

const show = ({ line, character }: { line: number; character: number }): string => `${line}:${character}`;

function placesOf(lineCount: number) {
  const places = [{ line: lineCount, character: 0 }];
  for (let line = 0; line < lineCount; line += 1) {
    for (const character of [0, 1, 2, 5, 1000]) places.push({ line, character });
  }
  return places;
}

export const editText = (text: Text, edit: TextEdit): Text => text.replace(edit);

export function answersOfText(text: Text): TextAnswers {
  const offsets = Array.from({ length: text.length + 2 }, (_, offset) => offset);
  return {
    text: text.slice(0, text.length),
    lineCount: text.lineCount,
    positions: offsets.map((offset) => show(text.positionAt(offset))),
    offsets: placesOf(text.lineCount).map((place) => text.offsetAt(place)),
  };
}

/** The same answers of the document model that editors and language servers use. */
export function answersOfDocument(content: string): TextAnswers {
  const document = TextDocument.create('file:///a', 'plaintext', 0, content);
  const offsets = Array.from({ length: content.length + 2 }, (_, offset) => offset);
  return {
    text: document.getText(),
    lineCount: document.lineCount,
    positions: offsets.map((offset) => show(document.positionAt(offset))),
    offsets: placesOf(document.lineCount).map((place) => document.offsetAt(place)),
  };
}

/**
 * Cuts a text into pieces of these lengths in turns, none of which begins inside a surrogate pair or a CRLF.
 */
export function cut(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let start = 0, turn = 0; start < text.length; turn += 1) {
    let end = Math.min(text.length, start + lengths[turn % lengths.length]!);
    while (end < text.length && /^(?:\r\n|[\ud800-\udbff][\udc00-\udfff])/.test(text.slice(end - 1, end + 1)))
      end += 1;
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
}
