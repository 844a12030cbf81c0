import type { Span } from '../../base/span.ts';
import { touches } from '../../base/span.ts';
import type { DeclaredAbbreviation, Manuscript } from '../manuscript/types.ts';
import type { ManuscriptFile } from './manuscriptFile.ts';
import type { Place } from './place.ts';
import type { Snapshot } from './snapshot.ts';

/*
 * The labels of the packages acronym, glossaries and acro: `\newacronym{mdd}{MDD}{…}` declares one,
 * `\gls{mdd}` and `\ac{mdd}` use it. Commands are looked for when somebody asks, and cost a keystroke
 * nothing.
 */

/** The commands whose first argument is a label. */
const commands =
  '(?:[gG]ls|GLS)(?:pl|text|first|symbol|desc|name|plural|firstplural|link|add|reset|unset|disp)?|glsentry(?:short|long|text|full|name|desc)(?:pl)?|glsxtr(?:short|long|full)(?:pl)?|[Gg]lsxtrp|[aA]cr(?:short|long|full)(?:pl)?|ACR(?:short|long|full)|[iI]?[aA]c(?:s|l|f|fi|p|sp|lp|fp|lu|used|use|reset)?|ac(?:lc|suse)?\\*?';
const use = new RegExp(
  `\\\\(?:${commands})\\*?[ \\t]*(?:\\[[^\\]\\n]{0,120}\\][ \\t]*)?\\{([^{}\\n]{0,200})\\}`,
  'g',
);
const opening = new RegExp(
  `\\\\(?:${commands})\\*?[ \\t]*(?:\\[[^\\]\\n]{0,120}\\][ \\t]*)?\\{([^{}\\n]{0,200})$`,
);

/** A label where a command uses it. */
interface LabelUse extends Span {
  readonly label: string;
}

const uses = new WeakMap<Manuscript, readonly LabelUse[]>();

/** The labels that the commands of a manuscript use, in order; none in comments. */
function labelUses(manuscript: Manuscript): readonly LabelUse[] {
  let found = uses.get(manuscript);
  if (!found) uses.set(manuscript, (found = manuscript.syntax === 'latex' ? findUses(manuscript.text) : []));
  return found;
}

function findUses(text: string): readonly LabelUse[] {
  const found: LabelUse[] = [];
  for (const match of text.matchAll(use)) {
    const argument = match[1]!;
    const label = argument.trim();
    const start = match.index + match[0].length - 1 - argument.length + argument.indexOf(label);
    if (label !== '' && !isComment(text, match.index))
      found.push({ start, end: start + label.length, label });
  }
  return found;
}

const isComment = (text: string, at: number): boolean =>
  /(?:^|[^\\])%/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));

/** A declared abbreviation with a label, and the file that it stands in. */
export interface DeclaredLabel extends Omit<DeclaredAbbreviation, 'label'> {
  readonly uri: string;
  readonly label: string;
  readonly labelSpan: Span;
}

/** The files of the document that a manuscript belongs to, itself first. */
function filesOf(snapshot: Snapshot, uri: string): readonly ManuscriptFile[] {
  const own = snapshot.manuscriptFile(uri);
  return own === undefined ? [] : [own, ...snapshot.filesBeside(uri)];
}

/** All labels that the document declares, in the order of its files; of several with one name all. */
export const declaredLabels = (snapshot: Snapshot, uri: string): readonly DeclaredLabel[] =>
  filesOf(snapshot, uri).flatMap((file) =>
    file.manuscript.declaredAbbreviations.flatMap((one): readonly DeclaredLabel[] => {
      if (one.label === undefined) return [];
      const start = one.start + one.label.by;
      const { text } = one.label;
      return [{ ...one, label: text, uri: file.uri, labelSpan: { start, end: start + text.length } }];
    }),
  );

export interface LabelTarget {
  readonly label: string;
  /** What stands under the cursor. */
  readonly place: Place;
  readonly declared: readonly DeclaredLabel[];
}

/** The label under a place: in a command that uses it, or where it is declared. */
export function labelAt(snapshot: Snapshot, uri: string, offset: number): LabelTarget | undefined {
  const manuscript = snapshot.manuscriptFile(uri)?.manuscript;
  if (manuscript?.syntax !== 'latex') return undefined;
  const all = declaredLabels(snapshot, uri);
  const here =
    labelUses(manuscript).find((one) => touches(one, offset)) ??
    all
      .map(({ label, labelSpan, uri: file }) => ({ ...labelSpan, label, file }))
      .find((one) => one.file === uri && touches(one, offset));
  if (here === undefined) return undefined;
  const { label, start, end } = here;
  return { label, place: { uri, start, end }, declared: all.filter((one) => one.label === label) };
}

/** Every place of a label in the document: where it is declared, and where commands use it. */
export function placesOfLabel(snapshot: Snapshot, uri: string, { label, declared }: LabelTarget) {
  return {
    declarations: declared.map(({ uri: file, labelSpan }): Place => ({ uri: file, ...labelSpan })),
    uses: filesOf(snapshot, uri).flatMap((file) =>
      labelUses(file.manuscript)
        .filter((one) => one.label === label)
        .map(({ start, end }): Place => ({ uri: file.uri, start, end })),
    ),
  };
}

/** The beginning of a label that is being typed, where a command asks for one. */
export function typedLabelAt(
  { syntax, text }: Manuscript,
  offset: number,
): (Span & { readonly typed: string }) | undefined {
  if (syntax !== 'latex') return undefined;
  const line = text.slice(Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 400), offset);
  const found = opening.exec(line);
  if (!found || isComment(text, offset)) return undefined;
  const typed = found[1]!;
  const rest = /^[^{}\s,\\]*/.exec(text.slice(offset, offset + 200))![0];
  return { start: offset - typed.length, end: offset + rest.length, typed };
}
