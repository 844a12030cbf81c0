import type { Span } from '../../../base/span.ts';
import { assemble, type Segmented, type SegmentLanguage, segment, slotAt } from '../segments/segments.ts';
import type { CitingContext, Manuscript, ManuscriptOptions, PreviousParse, SyntaxParser } from '../types.ts';
import { declaredSuffixes, type OwnCommands, ownCaptions, ownCitationCommands } from './commands.ts';
import { closeEmbedded } from './embedded.ts';
import { namesFile } from './files.ts';
import { macrosOf, withMacros } from './macros.ts';
import { LatexReader } from './reader.ts';
import { initialLatexState, type LatexState, sameLatexState } from './state.ts';
import { tokenizeLatex } from './tokens.ts';

interface Kept {
  readonly segmented: Segmented<LatexState>;
  readonly commands: string;
}

const kept = new WeakMap<Manuscript, Kept>();

/** LaTeX, with Sweave and knitr chunks. What `%`, verbatim and math hide is no prose and cites nothing. */
export const latexParser: SyntaxParser = {
  parse(text: string, options: ManuscriptOptions = {}, previous?: PreviousParse): Manuscript {
    const declared = declaredSuffixes(text);
    const own: OwnCommands = {
      citations: ownCitationCommands(options.latexCitationCommands),
      suffixes: [...new Set([...declared, ...(options.latexSuffixes ?? [])])].sort(),
      captions: ownCaptions(text),
    };
    const commands = [[...own.citations].sort(), own.suffixes, [...own.captions]].join('\n');
    const old = previous && kept.get(previous.manuscript);
    const reusable = old?.commands === commands ? old.segmented : undefined;
    const segmented = segment(
      languageWith(own),
      text,
      reusable && previous ? { segmented: reusable, edits: previous.edits } : undefined,
    );
    const assembled = assemble('latex', text, segmented);
    const expand = macrosOf(text);
    const manuscript = {
      ...assembled,
      declarations: withMacros(assembled.declarations, expand),
      files: withMacros(assembled.files, expand).filter(namesFile),
      ...(declared.length > 0 && { suffixes: declared }),
      ...(assembled.embedded && { embedded: withMacros(closeEmbedded(assembled.embedded, text), expand) }),
    };
    kept.set(manuscript, { segmented, commands });
    return manuscript;
  },

  citingContextAt(manuscript: Manuscript, offset: number): CitingContext | undefined {
    const segmented = (kept.get(manuscript) ?? kept.get(this.parse(manuscript.text)))?.segmented;
    const slot = segmented && slotAt(segmented, offset);
    return slot && keyInList(manuscript.text, slot, offset);
  },
};

function languageWith(own: OwnCommands): SegmentLanguage<LatexState> {
  return {
    initial: initialLatexState,
    read: (text, before) => new LatexReader(tokenizeLatex(text, before.verbatim), before, own).read(),
    sameState: sameLatexState,
  };
}

/** The key around the cursor in a list of keys; undefined inside a comment between them. */
function keyInList(text: string, list: Span, offset: number): CitingContext | undefined {
  let start = offset;
  while (start > list.start && !/[\s,]/.test(text[start - 1]!)) start--;
  let end = offset;
  while (end < list.end && !/[\s,%]/.test(text[end]!)) end++;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  if (text.slice(Math.max(list.start, lineStart), offset).includes('%')) return undefined;
  return { replace: { start, end }, query: text.slice(start, offset), braced: false };
}
