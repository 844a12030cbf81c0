import type { Span } from '../../../../base/span.ts';
import type { Article, ArticleParagraph, ListedWork } from '../../article.ts';
import { MappedText, type Piece } from '../text/mappedText.ts';

/** An article that was read of a text which was itself made of a file, with its places in that file. */
export function placedIn(article: Article | string, outer: MappedText): Article | string {
  if (typeof article === 'string') return article;
  const span = <T extends Span>(one: T): T => ({ ...one, ...outer.place(one.start, one.end) });
  const text = <T extends MappedText | undefined>(one: T): T =>
    one === undefined ? one : (mapped(one, outer) as T);
  const paragraphs = (all: readonly ArticleParagraph[]): readonly ArticleParagraph[] =>
    all.map((paragraph) => ({
      ...paragraph,
      text: text(paragraph.text),
      links: paragraph.links?.map((link) =>
        link.place === undefined ? link : { ...link, place: span(link.place) },
      ),
    }));
  const work = (one: ListedWork): ListedWork => ({ ...span(one), titleText: text(one.titleText) });
  return {
    ...article,
    titleText: text(article.titleText),
    sections: article.sections.map((section) => ({
      ...span(section),
      heading: text(section.heading),
      paragraphs: paragraphs(section.paragraphs),
      ...(section.asides && { asides: paragraphs(section.asides) }),
    })),
    references: article.references.map(work),
    citedBy: article.citedBy.map(work),
    glossary: article.glossary.map(span),
    doubts: article.doubts.map(span),
  };
}

function mapped(text: MappedText, outer: MappedText): MappedText {
  return new MappedText(
    text.text,
    text.pieces.flatMap((piece) => piecesOf(piece, outer)),
  );
}

/** A run that was copied out of the outer text, in the runs that the outer text copied out of the file. */
function piecesOf(piece: Piece, outer: MappedText): readonly Piece[] {
  if (!piece.copied) {
    const { start, end } = outer.place(piece.sourceStart, piece.sourceEnd);
    return [{ ...piece, sourceStart: start, sourceEnd: end }];
  }
  const shift = piece.textStart;
  return outer
    .slice(piece.sourceStart, piece.sourceEnd)
    .pieces.map((one) => ({ ...one, textStart: one.textStart + shift, textEnd: one.textEnd + shift }));
}
