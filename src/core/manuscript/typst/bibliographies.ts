import type { SegmentCollector } from '../segments/segmentCollector.ts';
import type { WrittenString } from './state.ts';

/*
 * Where a Typst document names its bibliographies: as strings in `bibliography(…)`, or as a value that
 * reaches that call by a way of its own, through a template's parameter, a variable or a package.
 */

/** Packages that read bibliographies themselves put a prefix before their keys. */
const prefixing = /^(?:bibliographyx|load-bibliography)$/;
/** What a parameter for bibliographies is called. */
const parameter = /bib|reference|literature|(?:^|-)refs?(?:$|-)/i;

/** A string in `bibliography(…)`; one that is put together with others is no path by itself. */
export function readBibliographyName(
  { text, span, value }: WrittenString,
  { declarations }: SegmentCollector,
): void {
  const isContinued = /^\s{0,20}\+/.test(text.slice(span.end + 1, span.end + 30));
  const continues = /\+\s{0,20}$/.test(text.slice(Math.max(0, span.start - 30), span.start - 1));
  if (continues) return;
  declarations.push({ ...span, path: value, by: isContinued ? 'typst-value' : 'typst' });
}

/** A string elsewhere: the argument `name` of a function, one of its values, or a variable's. */
export function readBibliographyValue(
  { span, value }: WrittenString,
  callee: string,
  name: string,
  { declarations }: SegmentCollector,
): void {
  if (value.length > 500 || /^(?:link|raw|text|image)$/.test(callee)) return;
  const isNamed = parameter.test(name) || parameter.test(callee);
  if (!/\.bib$/i.test(value) && !(isNamed && /\.ya?ml$/i.test(value))) return;
  const path = prefixing.test(callee) ? `${callee}("${value}")` : value;
  declarations.push({ ...span, path, by: 'typst-value' });
}

const expression =
  /\(\s{0,20}((?!["(]|[\w-]+\s{0,20}:|(?:none|auto)\b|(?:path|read)\()[^\s,()"][^,()"\n]{0,200})/y;

/** What stands in `bibliography(…)`, whose bracket is at `at`, instead of a string. */
export function readBibliographyExpression(
  text: string,
  at: number,
  { declarations }: SegmentCollector,
): void {
  expression.lastIndex = at;
  const written = expression.exec(text)?.[1]?.trimEnd();
  if (written === undefined) return;
  const start = text.indexOf(written, at);
  declarations.push({ start, end: start + written.length, path: written, by: 'typst-value' });
}
