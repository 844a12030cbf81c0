import { type AddedToBibliography, normaliseUri, type Snapshot } from '../../core/index.ts';
import { toWorkspaceEdit } from '../convert/toLsp.ts';
import { type HandlerContext, upToDate } from './context.ts';

/**
 * The answer to a request that adds works to the bibliography of a manuscript: `add` gives them, from what is
 * on disk. Behind what it says stands `more`, what is to be said of works that are not added.
 */
export async function answerAdded(
  context: HandlerContext,
  manuscript: string,
  add: (snapshot: Snapshot) => AddedToBibliography,
  more: readonly string[] = [],
) {
  const { workspace } = context;
  // A work may have been added, or taken out, by another program.
  const applied = workspace.snapshot().appliedBibliographies(normaliseUri(manuscript));
  await workspace.readAgain(applied.flatMap(({ file }) => file?.uri ?? []));
  const answer = await upToDate(context, () => {
    const snapshot = workspace.snapshot();
    return { snapshot, ...add(snapshot) };
  });
  if (typeof answer === 'string') return { edit: null, message: answer, keys: [] };
  const { snapshot, files, message, keys } = answer;
  const edit = files.length > 0 ? toWorkspaceEdit(snapshot, files, context.client()) : null;
  return { edit, message: [message, ...more].filter((part) => part !== '').join(' '), keys };
}
