/** A line of the file without its line break. */
export interface Line {
  readonly start: number;
  readonly end: number;
}
