import { finished } from '../base/steps.ts';
import type { PaperPack } from '../core/index.ts';
import type { DecideImportParams, ReviewImportAnswer } from '../protocol/importing.ts';
import type { HandlerContext } from './handlers/context.ts';
import { packAt } from './importPaper.ts';

/** What an import was not sure of in the pack of a file; nothing where the file holds none. */
export async function reviewImport(context: HandlerContext, uri: string): Promise<ReviewImportAnswer> {
  const pack = await packAt(context, uri);
  if (pack === undefined || pack === 'unreadable')
    return { title: 'This file holds no imported paper that can be read.', fields: [] };
  const { doubtfulFields, doubtMessage } = await import('../core/importing.ts');
  const isPdf = pack.origin?.format === 'pdf';
  return {
    title: pack.source.title || pack.id,
    fields: doubtfulFields(pack).map((field) => ({
      work: field.work,
      field: field.field,
      label: field.label,
      value: field.value,
      printed: field.printed,
      message: doubtMessage({ ...field, printed: field.field === '*' ? field.printed : '' }),
      certainty: field.certainty,
      // Nobody can be led to a place in a PDF.
      place: isPdf ? null : (field.place ?? null),
    })),
  };
}

/** The pack's text with a decision about one of its fields; null, and why, where it cannot be taken. */
export async function decideImport(
  context: HandlerContext,
  { uri, work, field, kind, value }: DecideImportParams,
): Promise<{ readonly pack: string | null; readonly message: string }> {
  // A client that is not ours may send anything.
  const pack = await packAt(context, uri);
  if (pack === undefined || pack === 'unreadable')
    return { pack: null, message: 'This file holds no imported paper that can be read.' };
  const { decide, packJson } = await import('../core/importing.ts');
  const after: PaperPack | string = decide(
    pack,
    { work, field },
    kind === 'edit' ? { kind, value } : { kind },
  );
  return typeof after === 'string'
    ? { pack: null, message: after }
    : { pack: finished(packJson(after)), message: '' };
}
