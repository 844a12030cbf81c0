import { type Span, shift } from '../../base/span.ts';
import { inReferenceList } from '../manuscript/sections.ts';
import type { BlockBody, Manuscript } from '../manuscript/types.ts';
import type { Problem } from '../problem.ts';
import { BlockValues } from './blocks.ts';
import { guides, type Wording, wordings } from './data/wording.ts';
import { proseOf } from './prose.ts';

interface Found extends Span {
  readonly text: string;
  readonly wording: Wording;
}

/**
 * Words that published guides advise against, as hints that name the guide. Titles, headings, quotations and
 * lists of references are left alone: they are others' words, or what a work is called.
 */
export function checkWording(manuscript: Manuscript): Problem[] {
  const { blocks } = manuscript;
  const isListed = inReferenceList(manuscript);
  return foundIn.of(blocks).flatMap((found, number) =>
    found.length === 0 || isListed(blocks[number]!.start)
      ? []
      : found.map(({ text, wording, ...span }) => ({
          ...shift(span, blocks[number]!.start),
          code: 'stigmatizing-wording' as const,
          message: `“${text}”: ${guides[wording.source]} has “${wording.instead}”.`,
        })),
  );
}

const foundIn = new BlockValues<readonly Found[]>((body) => find(body));

const any = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${wordings.map(({ written }) => `(${written})`).join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Between quotation marks of one kind, within a paragraph. */
const quoted = /“[^“”]{0,2000}”|"[^"]{0,2000}"|«[^«»]{0,2000}»|‘[^‘’]{0,400}’/gu;

function find(body: BlockBody): readonly Found[] {
  if (body.scope === 'title' || body.scope === 'heading') return [];
  const prose = proseOf(body);
  const { text } = prose;
  const hits = [...text.matchAll(any)];
  if (hits.length === 0) return [];
  const quotations = [...text.matchAll(quoted)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }));
  return hits.flatMap((hit): readonly Found[] => {
    const [whole, ...groups] = hit;
    const wording = wordings[groups.findIndex((group) => group !== undefined)];
    const isQuoted = quotations.some(({ start, end }) => start <= hit.index && hit.index < end);
    if (wording === undefined || isQuoted) return [];
    return [{ ...prose.source(hit.index, hit.index + whole.length), text: whole, wording }];
  });
}
