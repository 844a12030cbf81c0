import type { TextEdit } from '../../base/edit.ts';
import { languages } from '../manuscript/languages.ts';
import type { NamedPaper } from '../manuscript/types.ts';
import type { PackIndex } from '../paper/packIndex.ts';
import { namesOfPaper, paperName } from '../paper/paperName.ts';
import { oneLine } from '../render/escape.ts';
import { shortCitation } from '../render/reference.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** A title's longest form in a list. */
const titleLength = 200;

/** A paper that a manuscript can use. */
export interface PaperChoice {
  readonly index: PackIndex;
  readonly citation: string;
  readonly title: string;
  readonly isUsed: boolean;
}

/** The papers that a manuscript can use; undefined where its language has no place to name them. */
export function paperChoices(snapshot: Snapshot, uri: string): readonly PaperChoice[] | undefined {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined || languages[manuscript.syntax].writing.declarePapers === undefined)
    return undefined;
  const { papers } = manuscript;
  return snapshot.papers.map((index) => ({
    index,
    citation: shortCitation(index.pack.source),
    title: oneLine(index.pack.source.title ?? '', titleLength),
    isUsed: papers === undefined || papers.names.some((named) => isNameOf(index, named)),
  }));
}

/**
 * The edit that has a manuscript use these papers of those that it can: named papers keep their names, and
 * names of others stay. It names none where all are used. Undefined where nothing changes, or there is no
 * place.
 */
export function choosePapers(
  snapshot: Snapshot,
  uri: string,
  chosen: ReadonlySet<string>,
): TextEdit | undefined {
  const manuscript = snapshot.manuscript(uri);
  const choices = paperChoices(snapshot, uri);
  if (manuscript === undefined || choices === undefined) return undefined;
  if (choices.every(({ index, isUsed }) => isUsed === chosen.has(index.pack.id))) return undefined;
  const { declarePapers } = languages[manuscript.syntax].writing;
  if (choices.every(({ index }) => chosen.has(index.pack.id))) return declarePapers?.(manuscript, null);
  const left = (manuscript.papers?.names ?? []).filter((named) => {
    const choice = choices.find(({ index }) => isNameOf(index, named));
    return choice === undefined || chosen.has(choice.index.pack.id);
  });
  const added = choices.filter(
    ({ index }) => chosen.has(index.pack.id) && !left.some((named) => isNameOf(index, named)),
  );
  return declarePapers?.(manuscript, [
    ...left.map(({ name }) => name),
    ...added.map(({ index }) => index.pack.id),
  ]);
}

const isNameOf = ({ pack }: PackIndex, { name }: NamedPaper): boolean =>
  namesOfPaper(pack).includes(paperName(name));
