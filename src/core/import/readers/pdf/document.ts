/** A PDF as its text layer: what some reader of the format found, before anything is made of it. */
export interface PdfDocument {
  readonly pages: readonly PdfPage[];
  readonly fonts: readonly PdfFont[];
  readonly info: PdfInfo;
}

/** In points; `y` grows downwards from the page's top. */
export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly items: readonly PdfItem[];
}

/** A run of text in one font on one baseline, left to right. */
export interface PdfItem {
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Its number in the document's fonts. */
  readonly font: number;
}

export interface PdfFont {
  /** As the file calls it. */
  readonly name?: string;
  readonly bold: boolean;
  readonly italic: boolean;
}

/** What the file says of itself; often by the program that made it and not by the journal. */
export interface PdfInfo {
  readonly title?: string;
  readonly authors?: readonly string[];
  readonly doi?: string;
  readonly journal?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly date?: string;
}
