import { Position, type TextDocumentContentChangeEvent, workspace } from 'vscode';
import type { CitingPlace } from './citing.ts';

/** A place that stays where it is in the text while the text around it is edited. */
export interface FollowedPlace {
  now(): CitingPlace;
  dispose(): void;
}

/** A service takes seconds to answer, and whoever waits for it writes on. */
export function follow(place: CitingPlace): FollowedPlace {
  let { position } = place;
  const listening = workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document === place.document) for (const change of contentChanges) position = moved(position, change);
  });
  const dispose = (): void => {
    listening.dispose();
  };
  return { now: () => ({ ...place, position }), dispose };
}

/** What is written at the place itself comes before it, as before a cursor. */
function moved(
  { line, character }: Position,
  { range: { start, end }, text }: Pick<TextDocumentContentChangeEvent, 'range' | 'text'>,
): Position {
  const isBefore = (one: Position): boolean =>
    line < one.line || (line === one.line && character < one.character);
  const isInside = isBefore(end);
  if (isInside && (isBefore(start) || (line === start.line && character === start.character)))
    return new Position(line, character);
  const lines = text.split(/\r\n|\r|\n/);
  const lastLine = start.line + lines.length - 1;
  const last = lines.at(-1)!.length + (lines.length === 1 ? start.character : 0);
  if (isInside) return new Position(lastLine, last);
  return line === end.line
    ? new Position(lastLine, last + character - end.character)
    : new Position(line - end.line + lastLine, character);
}
