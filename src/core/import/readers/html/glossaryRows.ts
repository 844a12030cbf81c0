import { type MappedText, MappedTextBuilder } from '../text/mappedText.ts';
import { elementsOf } from './select.ts';
import { textOf } from './text.ts';
import type { HtmlElement } from './tree.ts';

/** A short form has no more characters. */
const longestShort = 20;

export interface GlossaryRow {
  readonly element: HtmlElement;
  /** "MDD: major depressive disorder". */
  readonly text: MappedText;
}

/** The pairs of a list of abbreviations that its page gives as a table or as terms and what they mean. */
export function glossaryRows(source: string, list: HtmlElement): readonly GlossaryRow[] {
  const rows: GlossaryRow[] = [];
  let short: { readonly element: HtmlElement; readonly text: MappedText } | undefined;
  for (const element of elementsOf(list)) {
    if (element.name === 'tr') short = undefined;
    if (!/^(?:t[dh]|d[td])$/u.test(element.name)) continue;
    const text = textOf(source, element);
    if (short === undefined || element.name === 'dt')
      short = text.text !== '' && text.text.length <= longestShort ? { element, text } : undefined;
    else {
      const builder = new MappedTextBuilder();
      builder.append(short.text);
      builder.replace(element.start, element.start, ': ');
      builder.append(text);
      rows.push({ element: short.element, text: builder.build() });
      short = undefined;
    }
  }
  return rows;
}
