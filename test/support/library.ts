import { parseCslJson } from '../../src/core/bibliography/csl/json.ts';
import type { Reference } from '../../src/core/bibliography/types.ts';
import { entryOf, Library, type SearchOptions } from '../../src/core/workspace/library.ts';

export type Work = Partial<Reference> & { readonly id: string };

/** A library with one source for each list of works; nothing is made ready for search. */
export function freshLibrary(...sources: (readonly Work[])[]): Library {
  return new Library(
    sources.map((works, index) => ({
      uri: `file:///${index}.json`,
      bibliography: parseCslJson(JSON.stringify(works)),
    })),
  );
}

/** A library as `freshLibrary` makes it, prepared for search. */
export function libraryOf(...sources: (readonly Work[])[]): Library {
  const library = freshLibrary(...sources);
  for (const _ of library.prepareInSteps());
  return library;
}

export function foundKeys(library: Library, query: string, options: SearchOptions = {}): string[] {
  return library.search(query, options).entries.map((entry) => entryOf(entry).key);
}

/** A work from "Family, Family 2000: Title. Journal". */
export function work(id: string, description: string): Work {
  const [head, what] = description.split(': ') as [string, string];
  const [title, container] = what.split('. ');
  const people = head.slice(0, -5);
  const year = head.slice(-4);
  return {
    id,
    type: 'article-journal',
    title: title!,
    author: people!
      .split(', ')
      .filter(Boolean)
      .map((family) => ({ family })),
    issued: { 'date-parts': [[Number(year)]] },
    ...(container ? { 'container-title': container } : {}),
  };
}
