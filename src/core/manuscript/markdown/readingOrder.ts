import type { Span } from '../../../base/span.ts';
import type { ReadElsewhere } from '../language.ts';
import type { Block, Manuscript } from '../types.ts';

/**
 * What Pandoc reads elsewhere than it stands: a note at its first mark, and the caption of a table before the
 * table. A note without a mark comes last.
 */
export const readElsewhere = (manuscript: Manuscript): readonly ReadElsewhere[] => [
  ...notesAtMarks(manuscript),
  ...captionsBelow(manuscript),
];

const definition = /^ {0,3}\[\^([^[\]\s]{1,200})\]:[ \t]*$/;
const mark = /\[\^([^[\]\s]{1,200})\](?!:)/g;

function notesAtMarks({ text, blocks }: Manuscript): readonly ReadElsewhere[] {
  const notes: { readonly label: string; readonly span: Span }[] = [];
  let label: string | undefined;
  for (const block of blocks) {
    if (block.body.scope !== 'footnote') {
      label = undefined;
      continue;
    }
    const line = text.slice(
      Math.max(text.lastIndexOf('\n', block.start - 1) + 1, block.start - 210),
      block.start,
    );
    label = definition.exec(line)?.[1] ?? label;
    if (label !== undefined) notes.push({ label, span: spanOf(block) });
  }
  if (notes.length === 0) return [];
  const marks = new Map<string, number>();
  for (const { start, body } of blocks) {
    if (body.scope === 'footnote') continue;
    for (const { 1: name = '', index } of body.text.matchAll(mark))
      if (!marks.has(name)) marks.set(name, start + index);
  }
  return notes.map((note) => ({ ...note.span, at: marks.get(note.label) ?? text.length }));
}

/** Pandoc takes a caption for that of the table above it, unless this has one above itself. */
function captionsBelow({ text, blocks }: Manuscript): readonly ReadElsewhere[] {
  const out: ReadElsewhere[] = [];
  let isTaken = false;
  for (const [index, table] of blocks.entries()) {
    if (table.body.scope !== 'table') continue;
    const [above, below] = [blocks[index - 1], blocks[index + 1]];
    const hasOneAbove: boolean = !isTaken && above !== undefined && isCaption(text, above);
    isTaken = !hasOneAbove && below !== undefined && isCaption(text, below);
    if (isTaken) out.push({ ...spanOf(below!), at: table.start });
  }
  return out;
}

const isCaption = (text: string, { start, body }: Block): boolean =>
  body.scope === 'legend' &&
  (/^[Tt]able:/.test(body.text) || /(?:^|\n) {0,3}:[ \t]*$/.test(text.slice(Math.max(0, start - 20), start)));

const spanOf = ({ start, body }: Block): Span => ({ start, end: start + body.text.length });
