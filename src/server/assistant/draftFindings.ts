import { assistant, codeActions } from '../../core/index.ts';
import type { DraftFinding } from '../../protocol/assistants.ts';
import type { AssistantLibrary } from './library.ts';

/** Everything that is known, unknown or wrong in a text before it enters a manuscript, in its order. */
export async function draftFindings(
  library: AssistantLibrary,
  manuscript: string | undefined,
  text: string,
  signal: AbortSignal,
): Promise<readonly DraftFinding[]> {
  const { snapshot, uri, partOf } = await library.draftIn(manuscript, text, undefined, signal);
  const { problems, keys, authorYears, dois, doses, abbreviations } = assistant.checkText(
    snapshot,
    uri,
    partOf,
  );
  const source = snapshot.text(uri)!;
  const offset = (line: number, column: number): number =>
    source.offsetAt({ line: line - 1, character: column - 1 });
  const fixesOf = (start: number, end: number): DraftFinding['fixes'] =>
    codeActions(snapshot, uri, { start, end }).flatMap(({ title, edits = [] }) =>
      edits.length === 1 && edits[0]!.uri === uri && edits[0]!.create !== true
        ? [{ title, edits: edits[0]!.edits }]
        : [],
    );
  const told: (DraftFinding & { readonly column: number })[] = [
    ...problems.map((one) => ({
      ...placed(one),
      kind: 'problem' as const,
      status: 'unknown' as const,
      detail: one.message,
      fixes: fixesOf(offset(one.line, one.column), offset(one.endLine, one.endColumn)),
    })),
    // A key that is not defined is a problem already.
    ...keys.flatMap((one) =>
      one.work === null ? [] : [{ ...finding('key', one), detail: one.work.citation }],
    ),
    ...authorYears.map((one) => ({ ...finding('citation', one), detail: citationDetail(one) })),
    ...dois.map((one) => ({
      ...finding('doi', one),
      detail: one.work?.citation ?? 'No work with this DOI is known.',
    })),
    ...doses.map((one) => ({ ...finding('dose', one), detail: doseDetail(one) })),
    ...abbreviations.map((one) => ({
      ...finding('abbreviation', one),
      detail: one.long ?? 'It is defined neither here nor in a paper.',
    })),
  ];
  return told.sort((a, b) => a.line - b.line || a.column - b.column).map(({ column: _, ...one }) => one);
}

interface Told {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

const placed = ({ text, line, column }: Told): Told => ({ text, line, column });

const finding = <Kind extends DraftFinding['kind']>(
  kind: Kind,
  one: Told & { readonly status: assistant.Status },
) => ({ ...placed(one), kind, status: one.status, fixes: [] });

type Checked = ReturnType<typeof assistant.checkText>;

function citationDetail({ basis, works }: Checked['authorYears'][number]): string {
  if (works.length === 0) return 'No work fits these names and this year.';
  const named = works
    .map(({ citation, key }) => (key === null ? citation : `${citation} [${key}]`))
    .join('; ');
  if (basis === 'first-author-year') return `${named}, by first author and year alone`;
  return basis === 'ambiguous' ? `Several works fit: ${named}` : named;
}

function doseDetail({ status, reports }: Checked['doses'][number]): string {
  if (reports.length === 0) return 'No paper reports a dose of this.';
  const named = reports.map(({ reported, paper }) => `${reported} (${paper.citation})`).join('; ');
  return status === 'known' ? named : `The papers report: ${named}`;
}
