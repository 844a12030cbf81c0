import { Transform, type TransformCallback } from 'node:stream';

/** Bytes of a message that are kept at both its ends, to find who waits for the answer. */
const keptEnds = 400;
const newline = 0x0a;

/**
 * Passes on what a client sends, a line at a time and each line whole. A line beyond the limit is not held:
 * its bytes are dropped as they come, and `refuse` is told the id of the request, where it can be found.
 */
export class MessageLines extends Transform {
  readonly #limit: number;
  readonly #refuse: (id: string | number | undefined) => void;
  #pieces: Buffer[] = [];
  #length = 0;
  #ends: { readonly head: Buffer; tail: Buffer } | undefined;

  constructor(limit: number, refuse: (id: string | number | undefined) => void) {
    super();
    this.#limit = limit;
    this.#refuse = refuse;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    let from = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, from)) {
      this.#take(chunk.subarray(from, end + 1));
      this.#finish();
      from = end + 1;
    }
    if (from < chunk.length) this.#take(chunk.subarray(from));
    done();
  }

  override _flush(done: TransformCallback): void {
    this.#finish();
    done();
  }

  #take(piece: Buffer): void {
    this.#length += piece.length;
    if (this.#ends !== undefined) {
      this.#ends.tail = lastOf(Buffer.concat([this.#ends.tail, lastOf(piece)]));
      return;
    }
    this.#pieces.push(piece);
    if (this.#length <= this.#limit) return;
    const held = Buffer.concat(this.#pieces);
    this.#ends = { head: Buffer.from(held.subarray(0, keptEnds)), tail: lastOf(held) };
    this.#pieces = [];
  }

  #finish(): void {
    if (this.#ends !== undefined) this.#refuse(idIn(this.#ends));
    else if (this.#length > 0) this.push(Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#length = 0;
    this.#ends = undefined;
  }
}

const lastOf = (bytes: Buffer): Buffer => Buffer.from(bytes.subarray(Math.max(0, bytes.length - keptEnds)));

const id = String.raw`"id"\s*:\s*(?<id>\d{1,15}|"[\w.-]{1,100}")`;
const before = new RegExp(
  String.raw`^\s*\{\s*(?:"(?:jsonrpc|method)"\s*:\s*"[\w./-]{1,60}"\s*,\s*){0,2}${id}`,
);
const behind = new RegExp(
  String.raw`,\s*${id}\s*(?:,\s*"(?:jsonrpc|method)"\s*:\s*"[\w./-]{1,60}"\s*)*\}\s*$`,
);

/**
 * The id of a request, before its parameters or behind them; none where these may hold what looks like one.
 */
function idIn({ head, tail }: { readonly head: Buffer; readonly tail: Buffer }): string | number | undefined {
  const found = (before.exec(head.toString('latin1')) ?? behind.exec(tail.toString('latin1')))?.groups?.[
    'id'
  ];
  return found === undefined ? undefined : (JSON.parse(found) as string | number);
}
