import type { LookedUp } from './lookUp.ts';
import { isObject, type WorkRecord } from './record.ts';
import { isServiceName } from './services.ts';

/** Milliseconds for which a record stands for what a service says: a day. */
const maxKeptLength = 86_400_000;
const formatVersion = 2;

interface Kept {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly record: WorkRecord;
}

/**
 * Records of works by their identifiers, each with the time at which it was asked for: a check that is run
 * again the same day asks for the others alone. What a service did not say, or said to be nowhere, is not
 * kept.
 */
export class KeptRecords {
  readonly #records = new Map<string, Kept>();
  readonly #now: number;
  readonly #addresses: string;
  /** Of the records that were used: their number, and the time of the oldest. */
  used = 0;
  oldest = Number.POSITIVE_INFINITY;
  isChanged = false;

  /** `addresses` are those of the services: another one may say something else. */
  constructor(now: number, addresses: string) {
    this.#now = now;
    this.#addresses = addresses;
  }

  /** Takes what `lines` gave; of anything else nothing. */
  read(lines: readonly string[]): void {
    const [first = '', ...rest] = lines;
    if (first !== this.#head()) return;
    for (const line of rest) {
      const kept = keptOf(line);
      if (kept !== undefined && this.#isFresh(kept.at)) this.#records.set(kept.name, kept);
    }
  }

  *lines(): Generator<string> {
    yield this.#head();
    for (const [name, { at, record }] of this.#records) yield JSON.stringify({ name, at, record });
  }

  get(name: string): LookedUp | undefined {
    const kept = this.#records.get(name);
    if (kept === undefined) return undefined;
    this.used += 1;
    this.oldest = Math.min(this.oldest, kept.at);
    return { found: { kind: 'record', record: kept.record, areNoticesUnknown: false }, failures: [] };
  }

  add(name: string, { found, failures }: LookedUp): void {
    if (found.kind !== 'record' || found.areNoticesUnknown || failures.length > 0) return;
    this.#records.set(name, { at: this.#now, record: found.record });
    this.isChanged = true;
  }

  #head(): string {
    return JSON.stringify({ format: formatVersion, addresses: this.#addresses });
  }

  #isFresh(at: number): boolean {
    return at <= this.#now && this.#now - at < maxKeptLength;
  }
}

function keptOf(line: string): (Kept & { readonly name: string }) | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(value) || !isObject(value['record'])) return undefined;
  const { name, at, record } = value;
  const isRecord =
    typeof record['from'] === 'string' &&
    isServiceName(record['from']) &&
    isObject(record['reference']) &&
    Array.isArray(record['otherTitles']) &&
    Array.isArray(record['years']) &&
    Array.isArray(record['notices']);
  if (typeof name !== 'string' || typeof at !== 'number' || !isRecord) return undefined;
  return { name, at, record: record as unknown as WorkRecord };
}
