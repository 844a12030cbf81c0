import type { Span } from '../../../base/span.ts';
import type { BlockBody } from '../../manuscript/types.ts';
import { gapMark, type Prose } from '../prose.ts';
import { alignLong } from './alignment.ts';
import { endBefore, type Found, longBefore } from './phrases.ts';
import { canBeDefined, needsPerfectFit } from './shortForm.ts';

/*
 * Short forms that a citation introduces: "Sleep Quality Index [SQI, @key]", `\\citep[SQI;][]{key}`.
 */

/** More may stand between the short form and the key: "[SQI, 21 items, @key]", "[SQI-2 - 37 items, @key]". */
const shortBeforeKey =
  /([\p{L}\p{N}][\p{L}\p{N}.+/'’‐‑–-]{1,14})(?:[,;:] ?|\s[–—-]{1,3}\s(?=[^\u0001]{0,79}[,;]))(?=(?:[^\u0001]{0,80}[,;] ?)?\u0001)/gu;

/** In the bracket of a citation in Markdown, before its key. */
export function* inCitations(prose: Prose, body: BlockBody): Generator<Found> {
  if (body.mentions.length === 0) return;
  for (const match of prose.text.matchAll(shortBeforeKey)) {
    const short = { start: match.index, end: match.index + match[1]!.length };
    const opening = prose.source(short.start, short.end).start - 1;
    if (body.text[opening] !== '[' || !isShort(match[1]!)) continue;
    const long = longBefore(prose.text, endBefore(prose.text, short.start), short);
    if (long)
      yield { short, long, whole: { start: long.start, end: short.end }, listed: false, isJoined: true };
  }
}

/** A short form that stands in no prose, at `at` in the block, with its long form in joined prose. */
interface FormInCommand {
  readonly form: string;
  readonly at: Span;
  readonly long: Span;
}

const firstOption =
  /^([\s~]*\\[A-Za-z]*[cC]ite[A-Za-z]*\*?\s?\[\s?)([\p{L}\p{N}][\p{L}\p{N}.+/'’-]{1,14})[;,:]?[\s~]?\]\s?\[/u;

/** In the first of two optional arguments of a command that cites. */
export function* inCommands(prose: Prose, { text, mentions }: BlockBody): Generator<FormInCommand> {
  if (mentions.length === 0 || !text.includes('][')) return;
  let from = prose.text.indexOf(gapMark);
  for (; from >= 0; from = prose.text.indexOf(gapMark, from + 1)) {
    const { start } = prose.source(from, from + 1);
    const option = firstOption.exec(text.slice(start, start + 80));
    if (!option || !isShort(option[2]!)) continue;
    const form = option[2]!;
    const long = alignLong(prose.text, 0, endBefore(prose.text, from), form, false);
    const at = start + option[1]!.length;
    if (long) yield { form, long, at: { start: at, end: at + form.length } };
  }
}

const isShort = (form: string): boolean => canBeDefined(form) && !needsPerfectFit(form);
