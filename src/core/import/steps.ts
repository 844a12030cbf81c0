/** Work that gives way between its pieces; what it yields is the share that is done, from 0 to 1. */
export type Steps<T> = Generator<number, T>;

/** Work between two yields: characters of text, a few milliseconds. */
export const stepLength = 64 * 1024;

/** Work as a part of larger work: its shares lie between `from` and `to`. */
export function* within<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield from + step.value * (to - from);
  }
}

/** Goes through a list and yields whenever `costOf` adds up to a step. */
export function* inSteps<T>(
  items: readonly T[],
  costOf: (item: T) => number,
  take: (item: T, index: number) => void,
): Steps<void> {
  let done = 0;
  for (const [index, item] of items.entries()) {
    take(item, index);
    done += costOf(item);
    if (done < stepLength) continue;
    done = 0;
    yield index / items.length;
  }
}
