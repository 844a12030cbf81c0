import type { BlockBody } from '../manuscript/types.ts';
import type { Article, ArticleParagraph } from './article.ts';
import type { MappedText } from './readers/text/mappedText.ts';

/**
 * A text of the article with the section it stands in: what abbreviations, citations and facts are looked for
 * in.
 */
export interface PlacedText {
  /** The section's id in the pack. */
  readonly section: string;
  readonly text: MappedText;
  /** An `aside` is a citation of a table or a legend: nothing but works is looked for in it. */
  readonly kind: 'title' | 'heading' | 'paragraph' | 'aside' | 'listed-title';
  readonly links: ArticleParagraph['links'];
  /** True for statements of interests, thanks and funding, in which capitals are people and companies. */
  readonly formal: boolean;
  readonly body: BlockBody;
}

const formalTypes = /^(?:COI-statement|ack|ref-list)$/;
const formalIds = /^sec-(?:funding|contributions|data|ethics|coi|ack)/;

/** What a text costs to look through: its length, and something for itself. */
export const costOf = ({ body }: PlacedText): number => body.text.length + 50;

/** The article's texts in the order in which a reader meets them. */
export function placedTexts(
  article: Article,
  sectionIds: readonly string[],
  titleSection: string | undefined,
): PlacedText[] {
  const texts: PlacedText[] = [];
  const put = (
    section: string,
    text: MappedText | undefined,
    kind: PlacedText['kind'],
    links?: ArticleParagraph['links'],
    formal = false,
  ) => {
    for (const part of text === undefined ? [] : partsOf(text, links))
      texts.push({ section, ...part, kind, formal, body: bodyOf(part.text.text, kind) });
  };
  if (titleSection !== undefined) put(titleSection, article.titleText, 'title');
  for (const [index, section] of article.sections.entries()) {
    const id = sectionIds[index] ?? '';
    const formal = formalTypes.test(section.secType ?? '') || formalIds.test(id);
    if (section.secType !== 'ref-list' && section.title !== 'Cited by')
      put(id, section.heading, 'heading', undefined, formal);
    for (const { text, links } of section.paragraphs) put(id, text, 'paragraph', links, formal);
    for (const { text, links } of section.asides ?? []) put(id, text, 'aside', links, formal);
    if (section.secType === 'ref-list')
      for (const work of article.references) put(id, work.titleText, 'listed-title');
    if (section.title === 'Cited by')
      for (const work of article.citedBy) put(id, work.titleText, 'listed-title');
  }
  return texts;
}

const bodyOf = (text: string, kind: PlacedText['kind']): BlockBody => ({
  text,
  scope: kind === 'heading' ? 'heading' : kind === 'paragraph' ? 'body' : 'title',
  prose: [{ start: 0, end: text.length }],
  mentions: [],
  crossReferences: [],
  links: [],
});

/**
 * No paragraph is longer, but a file without line breaks may be one: it is looked through in parts.
 * Characters.
 */
const maxPartLength = 32 * 1024;

/** A text cut where sentences end, with the links of each part. */
function partsOf(
  text: MappedText,
  links: ArticleParagraph['links'],
): { readonly text: MappedText; readonly links: ArticleParagraph['links'] }[] {
  if (text.text === '') return [];
  if (text.text.length <= maxPartLength) return [{ text, links }];
  const parts: { text: MappedText; links: ArticleParagraph['links'] }[] = [];
  let next = 0;
  for (let start = 0; start < text.text.length; ) {
    const end = endOfPart(text.text, start);
    const from = next;
    while (
      links !== undefined &&
      next < links.length &&
      (links[next]!.start < end || end === text.text.length)
    )
      next += 1;
    const own = links
      ?.slice(from, next)
      .map((link) => ({ ...link, start: link.start - start, end: Math.min(link.end, end) - start }));
    parts.push({ text: text.slice(start, end), links: own });
    start = end;
  }
  return parts;
}

function endOfPart(text: string, start: number): number {
  const limit = start + maxPartLength;
  if (limit >= text.length) return text.length;
  const sentence = text.lastIndexOf('. ', limit);
  const word = text.lastIndexOf(' ', limit);
  return sentence > start + maxPartLength / 2 ? sentence + 2 : word > start ? word + 1 : limit;
}
