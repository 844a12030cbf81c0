/** A half-open range of UTF-16 offsets: `start` is in, `end` is out. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True where `offset` is in the span or directly behind it, as a cursor is. */
export const touches = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end;

export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

export const shift = (span: Span, by: number): Span => ({ start: span.start + by, end: span.end + by });
