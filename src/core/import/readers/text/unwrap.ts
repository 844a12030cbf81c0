import { type MappedText, MappedTextBuilder } from './mappedText.ts';

/** A line with the one that goes on behind it: a word that a hyphen breaks is one again. */
export function unwrapped(line: MappedText, next: MappedText): MappedText {
  const isBroken = /\p{Ll}[-‐]$/u.test(line.text.slice(-2)) && /^\p{Ll}/u.test(next.text);
  if (!isBroken) return line.joinedTo(next);
  const builder = new MappedTextBuilder();
  builder.append(line.slice(0, line.text.length - 1));
  builder.append(next);
  return builder.build();
}
