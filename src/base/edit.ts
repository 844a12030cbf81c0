/** One replacement in a text: `[start, end)` of the text before becomes `text`. UTF-16 offsets. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
