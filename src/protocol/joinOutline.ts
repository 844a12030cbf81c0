import type {
  OutlineData,
  OutlineUpdate,
  PaperContent,
  PaperOutline,
  PaperTerm,
  PaperWork,
} from './outline.ts';

/** Contents of papers by their version. */
export type PaperContents = ReadonlyMap<string, PaperContent>;

const unusedWork = { key: null, citedIn: [], mentioned: false, uncertain: false } as const;
const unusedTerm = { uses: 0, usedIn: [] } as const;

/** The contents of the papers of an update: those that come with it, and of those known what it names. */
export function contentsOf(
  { papers, contents }: OutlineUpdate,
  known: PaperContents = new Map(),
): PaperContents {
  const all = new Map([...known, ...contents.map((content) => [content.version, content] as const)]);
  return new Map([...all].filter(([version]) => papers.some((paper) => paper.version === version)));
}

/** An update with the contents of its papers; a paper whose content is missing is left out. */
export const joinOutline = (
  { revision, manuscript, papers }: OutlineUpdate,
  contents: PaperContents,
): OutlineData => ({
  revision,
  manuscript,
  papers: papers.flatMap((paper): readonly PaperOutline[] => {
    const content = contents.get(paper.version);
    if (content === undefined) return [];
    const works = new Map(paper.works.map((work) => [work.id, work]));
    const terms = new Map(paper.terms.map((term) => [term.id, term]));
    return [
      {
        ...content,
        works: content.works.map((work): PaperWork => ({ ...unusedWork, ...works.get(work.id), ...work })),
        terms: content.terms.map((term): PaperTerm => ({ ...unusedTerm, ...terms.get(term.id), ...term })),
      },
    ];
  }),
});
