/** Fails with `message` unless the condition holds. */
export function check(condition, message) {
  if (!condition) throw new Error(message);
}

/** Looks again and again until what is seen is right; fails with what it saw last. */
export async function eventually(look, isRight, what) {
  for (const until = Date.now() + 30_000; ; ) {
    const seen = await look();
    if (isRight(seen)) return seen;
    if (Date.now() > until) throw new Error(`${what}; seen last: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
