import { type Fixture, type FixtureRange, parseFixture } from './fixture.ts';
import { annotate, plainManuscript } from './terms.ts';

const ranges = (
  found: readonly { readonly start: number; readonly end: number }[],
  label: (index: number) => string,
): FixtureRange[] => found.map(({ start, end }, index) => ({ start, end, label: label(index) }));

const sorted = (found: readonly FixtureRange[]): readonly FixtureRange[] =>
  [...found].sort((a, b) => a.start - b.start || a.end - b.end || (a.label < b.label ? -1 : 1));

/** The fixture, and the terms found in its text as ranges labelled with their ids. */
export function markTerms(source: string): { fixture: Fixture; found: readonly FixtureRange[] } {
  const fixture = parseFixture(source);
  const { terms } = annotate(plainManuscript(fixture.text));
  return { fixture, found: sorted(ranges(terms, (index) => terms[index]!.id)) };
}

/** The same for problems, labelled with their codes. */
export function markProblems(source: string): { fixture: Fixture; found: readonly FixtureRange[] } {
  const fixture = parseFixture(source);
  const { problems } = annotate(plainManuscript(fixture.text));
  return { fixture, found: sorted(ranges(problems, (index) => problems[index]!.code)) };
}
