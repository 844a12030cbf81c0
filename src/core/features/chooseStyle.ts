import type { TextEdit } from '../../base/edit.ts';
import type { NewStyle } from '../manuscript/language.ts';
import { languages } from '../manuscript/languages.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { parentOf } from '../workspace/uri.ts';

/** Where a chosen style is written. */
export interface StyleChoice {
  /** The file with the declaration and the edit in it; undefined where the setting has to hold the style. */
  readonly declared: { readonly uri: string; readonly edit: TextEdit } | undefined;
  /** The folder that the style's own file lies in, where the declaration names that file. */
  readonly folder: string | undefined;
}

/**
 * Where the style of a manuscript is named and is to be changed: in the manuscript where that names one, else
 * in the project's file where that does, else newly in the manuscript. Tools read the file of a style;
 * biblatex has styles of its own.
 */
export function chooseStyle(snapshot: Snapshot, uri: string, style: NewStyle): StyleChoice {
  const manuscript = snapshot.manuscript(uri);
  if (manuscript === undefined) return { declared: undefined, folder: undefined };
  const { writing } = languages[manuscript.syntax];
  const project = snapshot.discovery(uri)?.style;
  if (project !== undefined && writing.style?.(manuscript) === undefined) {
    const { start, end } = project;
    return {
      declared: { uri: project.uri, edit: { start, end, text: style.file } },
      folder: parentOf(project.uri),
    };
  }
  const edit = writing.declareStyle?.(manuscript, style);
  if (edit === undefined) return { declared: undefined, folder: undefined };
  return { declared: { uri, edit }, folder: edit.text.includes(style.file) ? parentOf(uri) : undefined };
}
