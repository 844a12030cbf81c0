import type { BlockBody } from '../../manuscript/types.ts';
import type { Article, ArticleParagraph } from './article.ts';
import type { MappedText } from './mappedText.ts';

/** A text of the article with the section it stands in: what abbreviations, citations and facts are looked for in. */
export interface PlacedText {
  /** The section's id in the pack. */
  readonly section: string;
  readonly text: MappedText;
  readonly kind: 'title' | 'heading' | 'paragraph' | 'listed-title';
  readonly links: ArticleParagraph['links'];
  /** True for statements of interests, thanks and funding, in which capitals are people and companies. */
  readonly formal: boolean;
  readonly body: BlockBody;
}

const formalTypes = /^(?:COI-statement|ack|ref-list)$/;
const formalIds = /^sec-(?:funding|contributions|data|ethics|coi|ack)/;

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
    if (text !== undefined && text.text !== '')
      texts.push({ section, text, kind, links, formal, body: bodyOf(text.text, kind) });
  };
  if (titleSection !== undefined) put(titleSection, article.titleText, 'title');
  for (const [index, section] of article.sections.entries()) {
    const id = sectionIds[index] ?? '';
    const formal = formalTypes.test(section.secType ?? '') || formalIds.test(id);
    if (section.secType !== 'ref-list' && section.title !== 'Cited by')
      put(id, section.heading, 'heading', undefined, formal);
    for (const { text, links } of section.paragraphs) put(id, text, 'paragraph', links, formal);
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
