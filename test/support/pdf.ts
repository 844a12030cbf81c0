import type { PdfDocument, PdfItem } from '../../src/core/import/readers/pdf/document.ts';

/** A line of a made-up PDF: where it stands on its page, and how it is set. */
export interface PrintedLine {
  readonly text: string;
  readonly x: number;
  /** From the page's top. */
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  /** In another font than the text, which does not say what it is. */
  readonly foreign?: boolean;
  readonly italic?: boolean;
}

const height = 800;

/** Letters of Helvetica are about as wide. */
const widthOf = (text: string, size: number): number => text.length * size * 0.5;

/** The text layer of such pages. */
export const layerOf = (
  pages: readonly (readonly PrintedLine[])[],
  info: PdfDocument['info'] = {},
): PdfDocument => ({
  pages: pages.map((lines) => ({ width: 600, height, items: lines.map(itemOf) })),
  fonts: [
    { bold: false, italic: false },
    { bold: true, italic: false },
    { bold: false, italic: false },
    { bold: false, italic: true },
  ],
  info,
});

const itemOf = ({
  text,
  x,
  y,
  size = 10,
  bold = false,
  foreign = false,
  italic = false,
}: PrintedLine): PdfItem => ({
  text,
  x,
  y,
  size,
  width: widthOf(text, size),
  font: bold ? 1 : foreign ? 2 : italic ? 3 : 0,
});

/** Lines below one another from a place on. */
export const column = (
  texts: readonly string[],
  x: number,
  y: number,
  more: Partial<PrintedLine> = {},
): PrintedLine[] => texts.map((text, index) => ({ text, x, y: y + index * 12, ...more }));

/** The file of such pages. `more` goes into its trailer, `filter` into each page's stream. */
export function pdfOf(
  pages: readonly (readonly PrintedLine[])[],
  { trailer = '', title = '', boldFont = 'Helvetica-Bold' } = {},
): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${5 + index * 2} 0 R`).join(' ')}] >>`,
    `<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> /F2 << /Type /Font /Subtype /Type1 /BaseFont /${boldFont} >> >>`,
    `<< /Title (${title}) >>`,
    ...pages.flatMap((lines, index) => {
      const stream = lines
        .map(
          ({ text, x, y, size = 10, bold = false }) =>
            `BT /F${bold ? 2 : 1} ${size} Tf ${x} ${height - y} Td (${text.replaceAll(/[()\\]/g, '\\$&')}) Tj ET`,
        )
        .join('\n');
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 ${height}] /Resources << /Font 3 0 R >> /Contents ${6 + index * 2} 0 R >>`,
        `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 4 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}
