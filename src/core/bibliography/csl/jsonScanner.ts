/** Where one object of a JSON list stands, and the values of the names asked for at its first level. */
export interface ScannedObject {
  readonly start: number;
  /** Behind the closing brace; for a broken object where the next may start at the earliest. */
  readonly end: number;
  /** Source ranges of the values of `wanted` names, as `[start, end)`, in the order of `wanted`. */
  readonly values: readonly (readonly [start: number, end: number] | undefined)[];
  /** The first thing that is wrong. Where `fatal` is false the object was read to its end all the same. */
  readonly error: { readonly offset: number; readonly message: string; readonly fatal: boolean } | undefined;
}

/** Deeper nesting than any CSL item has; keeps whoever parses the object afterwards from recursing deeply. */
const deepest = 64;

enum Expect {
  Value,
  ValueOrEnd,
  Key,
  KeyOrEnd,
  Colon,
  CommaOrEnd,
}

/**
 * Walks over JSON (RFC 8259) without making values: strictly enough to say where a list of objects breaks, so
 * that one broken object costs itself alone. Every offset is passed once; what is looked for ahead is
 * remembered.
 */
export class JsonScanner {
  readonly #text: string;
  readonly #wanted: readonly string[];
  readonly #isArray = new Uint8Array(deepest);
  #newline = -1;
  #backslash = -1;
  /** Set by a failed `#string`: what is wrong and where. */
  #failure: { offset: number; message: string } | undefined;

  constructor(text: string, wanted: readonly string[]) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** The object whose brace is at `start`. */
  object(start: number): ScannedObject {
    const text = this.#text;
    const values: ([number, number] | undefined)[] = this.#wanted.map(() => undefined);
    let minor: { offset: number; message: string } | undefined;
    /** Of the last string read. */
    let textStart = text.length;
    const broken = (offset: number, message: string): ScannedObject => ({
      start,
      // Where a quotation mark is missing, the next object may start in what was taken for text.
      end: Math.min(offset, textStart),
      values,
      error: minor ? { ...minor, fatal: true } : { offset, message, fatal: true },
    });

    let depth = 1;
    this.#isArray[0] = 0;
    let expect: Expect = Expect.KeyOrEnd;
    let wantedIndex = -1;
    let containerStart = start;
    let at = start + 1;
    for (;;) {
      at = this.skipSpace(at);
      if (at >= text.length) return broken(text.length, 'This entry has no closing brace “}”.');
      const character = text.charCodeAt(at);
      const tokenStart = at;

      if (character === 0x22) {
        textStart = at;
        const end = this.#string(at);
        if (end < 0) return broken(this.#failure!.offset, this.#failure!.message);
        if (expect === Expect.Key || expect === Expect.KeyOrEnd) {
          if (depth === 1) wantedIndex = this.#wanted.indexOf(text.slice(at + 1, end - 1));
          expect = Expect.Colon;
        } else if (expect === Expect.Value || expect === Expect.ValueOrEnd) {
          if (depth === 1 && wantedIndex >= 0) values[wantedIndex] ??= [tokenStart, end];
          expect = Expect.CommaOrEnd;
        } else {
          return broken(at, expected(expect));
        }
        at = end;
        continue;
      }

      switch (character) {
        case 0x3a: // :
          if (expect !== Expect.Colon) return broken(at, expected(expect));
          expect = Expect.Value;
          at += 1;
          continue;
        case 0x2c: // ,
          if (expect !== Expect.CommaOrEnd) return broken(at, expected(expect));
          expect = this.#isArray[depth - 1] ? Expect.Value : Expect.Key;
          at += 1;
          continue;
        case 0x7b: // {
        case 0x5b: // [
          if (expect !== Expect.Value && expect !== Expect.ValueOrEnd) return broken(at, expected(expect));
          if (depth === deepest) return broken(at, `More than ${deepest} levels inside one entry.`);
          if (depth === 1) containerStart = at;
          this.#isArray[depth] = character === 0x5b ? 1 : 0;
          depth += 1;
          expect = character === 0x5b ? Expect.ValueOrEnd : Expect.KeyOrEnd;
          at += 1;
          continue;
        case 0x7d: // }
        case 0x5d: {
          const closesArray = character === 0x5d;
          const inArray = this.#isArray[depth - 1] === 1;
          if (closesArray !== inArray) return broken(at, expected(expect));
          const trailingComma = expect === (inArray ? Expect.Value : Expect.Key);
          if (trailingComma) {
            minor ??= { offset: at, message: 'There is a comma too many before this bracket. Remove it.' };
          } else if (expect === Expect.Colon || (expect === Expect.Value && !inArray)) {
            return broken(at, expected(expect));
          }
          depth -= 1;
          at += 1;
          if (depth === 0) {
            return { start, end: at, values, error: minor ? { ...minor, fatal: false } : undefined };
          }
          if (depth === 1 && wantedIndex >= 0) values[wantedIndex] ??= [containerStart, at];
          expect = Expect.CommaOrEnd;
          continue;
        }
      }

      if (expect !== Expect.Value && expect !== Expect.ValueOrEnd) return broken(at, expected(expect));
      const end = this.#literal(at);
      if (end < 0) return broken(at, 'This is no value: text needs quotation marks around it.');
      if (depth === 1 && wantedIndex >= 0) values[wantedIndex] ??= [at, end];
      expect = Expect.CommaOrEnd;
      at = end;
    }
  }

  skipSpace(from: number): number {
    const text = this.#text;
    let at = from;
    for (;;) {
      const character = text.charCodeAt(at);
      if (character !== 0x20 && character !== 0x0a && character !== 0x0d && character !== 0x09) return at;
      at += 1;
    }
  }

  /** Behind the closing quotation mark of the string at `start`, or -1 with `#failure` set. */
  #string(start: number): number {
    const text = this.#text;
    let from = start + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      if (this.#newline < from && this.#newline !== text.length) {
        this.#newline = positionOr(text.indexOf('\n', from), text.length);
      }
      if (quote < 0 || this.#newline < quote) {
        this.#failure = { offset: start, message: 'This text has no closing quotation mark.' };
        return -1;
      }
      if (this.#backslash < from && this.#backslash !== text.length) {
        this.#backslash = positionOr(text.indexOf('\\', from), text.length);
      }
      if (this.#backslash > quote) return quote + 1;
      const escaped = text[this.#backslash + 1] ?? '';
      const isUnicode =
        escaped === 'u' && /^[0-9a-f]{4}$/i.test(text.slice(this.#backslash + 2, this.#backslash + 6));
      if (!isUnicode && !'"\\/bfnrt'.includes(escaped)) {
        this.#failure = { offset: this.#backslash, message: 'A backslash in text must be doubled: “\\\\”.' };
        return -1;
      }
      from = this.#backslash + 2;
    }
  }

  #literal(start: number): number {
    const literal = /(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
    literal.lastIndex = start;
    return literal.test(this.#text) ? literal.lastIndex : -1;
  }
}

function expected(expect: Expect): string {
  switch (expect) {
    case Expect.Colon:
      return 'A colon is missing between a name and its value.';
    case Expect.CommaOrEnd:
      return 'A comma or a closing bracket is missing before this.';
    case Expect.Key:
    case Expect.KeyOrEnd:
      return 'A name in quotation marks, or the closing brace “}” of the entry, is missing before this.';
    case Expect.Value:
    case Expect.ValueOrEnd:
      return 'A value is missing before this.';
  }
}

const positionOr = (position: number, otherwise: number): number => (position < 0 ? otherwise : position);
