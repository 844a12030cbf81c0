import type { ListedWork } from '../../article.ts';
import { markerOf } from '../../reference/marker.ts';
import { type ReadReference, readReference } from '../../reference/readReference.ts';
import type { TextBlock } from './blocks.ts';

/**
 * A work printed as one text; undefined where it shows too little of a reference.
 *
 * @param known what has been read of a text before, and is not read again
 */
export function readRunningReference(
  block: Pick<TextBlock, 'text' | 'start' | 'end'>,
  known?: { readonly text: string; readonly read: ReadReference | undefined },
): ListedWork | undefined {
  const { text } = block.text;
  const printed = markerOf(text);
  const lead = printed?.length ?? 0;
  const body = text.slice(lead);
  const read = known?.text === body ? known.read : readReference(body);
  if (read === undefined) return undefined;
  const { reference, titleStart } = read;
  const at = lead + titleStart;
  return {
    reference,
    ...(printed === undefined ? {} : { number: printed.number }),
    asPrinted: { text: body },
    titleText: titleStart < 0 ? undefined : block.text.slice(at, at + reference.title.length),
    start: block.start,
    end: block.end,
  };
}
