/**
 * An outline as the server sends it: what its papers hold, and apart from that what the manuscript uses of
 * them.
 */
export function updateOf({ papers, ...own }) {
  return {
    ...own,
    papers: papers.map(({ version, works, terms }) => ({
      version,
      works: works.map(({ id, key, citedIn, mentioned, uncertain }) => ({
        id,
        key,
        citedIn,
        mentioned,
        uncertain,
      })),
      terms: terms.map(({ id, uses, usedIn }) => ({ id, uses, usedIn })),
    })),
    contents: papers.map(({ works, terms, ...content }) => ({
      ...content,
      works: works.map(({ key: _, citedIn: _in, mentioned: _by, uncertain: _so, ...work }) => work),
      terms: terms.map(({ uses: _, usedIn: _in, ...term }) => term),
    })),
  };
}
