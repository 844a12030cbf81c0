import { workspace } from 'vscode';
import type { CitingPlace } from './citing.ts';

/** A place that stays where it is in the text while the text around it is edited. */
export interface FollowedPlace {
  now(): CitingPlace;
  dispose(): void;
}

/** A service takes seconds to answer, and whoever waits for it writes on. */
export function follow(place: CitingPlace): FollowedPlace {
  const { document } = place;
  let offset = document.offsetAt(place.position);
  const listening = workspace.onDidChangeTextDocument((event) => {
    if (event.document !== document) return;
    for (const { rangeOffset: start, rangeLength, text } of event.contentChanges) {
      // What is written at the place itself comes before it, as before a cursor.
      if (start + rangeLength <= offset) offset += text.length - rangeLength;
      else if (start < offset) offset = start + text.length;
    }
  });
  return {
    now: () => ({ ...place, position: document.positionAt(offset) }),
    dispose: () => {
      listening.dispose();
    },
  };
}
