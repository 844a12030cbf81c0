/**
 * One construct of the Markdown that cards are made of, or an escaped character. Cards bound what they show.
 */
const construct =
  /\\([!-/:-@[-`{-~])|\*\*|\*|(`{1,20})(?!`) ?(.{0,600}?) ?\2(?!`)|\[((?:\\.|[^\]\\]){0,900})\]\([^)\s]{0,2100}\)| {2}(?=\n)/g;

/** A card as plain text, for clients that show no Markdown: what a reader of the rendered card would see. */
export const withoutMarkdown = (markdown: string): string =>
  markdown.replace(
    construct,
    (_, escaped: string | undefined, _fence, code: string | undefined, label: string | undefined) =>
      escaped ?? code ?? (label === undefined ? '' : withoutMarkdown(label)),
  );
