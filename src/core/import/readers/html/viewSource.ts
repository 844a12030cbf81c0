import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { elementsOf, matcherOf } from './select.ts';
import { copyCharacters } from './text.ts';
import { HtmlElement } from './tree.ts';

const isLine = matcherOf(['td.line-content', 'pre[id^=line]', '#viewsource pre']);
const fewest = 5;

/**
 * The page whose source a browser showed and somebody saved, markup as text in a table; undefined for any
 * other page.
 */
export function shownSource(source: string, root: HtmlElement): MappedText | undefined {
  const lines: HtmlElement[] = [];
  for (const element of elementsOf(root)) if (isLine(element)) lines.push(element);
  if (lines.length < fewest && !(lines.length > 0 && lines[0]!.parent?.get('id') === 'viewsource'))
    return undefined;
  const builder = new MappedTextBuilder();
  for (const line of lines) {
    const open: { readonly element: HtmlElement; at: number }[] = [{ element: line, at: 0 }];
    for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
      const child = last.element.children[last.at];
      last.at += 1;
      if (child === undefined) open.pop();
      else if (child instanceof HtmlElement) open.push({ element: child, at: 0 });
      else copyCharacters(source, child, builder);
    }
    builder.replace(line.end, line.end, '\n');
  }
  const shown = builder.build();
  return /^\s*<(?:!doctype|html|\?xml|!--)/iu.test(shown.text.slice(0, 2_000)) ? shown : undefined;
}
