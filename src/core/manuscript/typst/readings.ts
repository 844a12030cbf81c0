import type { SegmentCollector } from '../segments/segmentCollector.ts';
import type { SegmentParts } from '../segments/segments.ts';
import type { KeyMention } from '../types.ts';
import { readBibliographyName, readBibliographyValue } from './bibliographies.ts';
import { type CitationCalls, silentCallees } from './calls.ts';
import { labelAt, plainTypst, referenceAt, supplementEnd } from './lexical.ts';
import type { TypstFrame, WrittenString } from './state.ts';

/** What single pieces of Typst say, once the reader has found where they begin. */

/** A heading whose end is not known yet. `titleEnd` is -1 until a label ends the title. */
export interface StartedHeading {
  readonly start: number;
  readonly titleStart: number;
  titleEnd: number;
  readonly rank: number;
  /** How many brackets it stands in. */
  readonly depth: number;
}

export function headingTo(
  text: string,
  { start, titleStart, titleEnd, rank }: StartedHeading,
  end: number,
): SegmentParts['headings'][number] {
  const source = text.slice(titleStart, titleEnd < 0 ? end : titleEnd);
  return {
    rank,
    title: plainTypst(source),
    span: { start, end: start + text.slice(start, end).trimEnd().length },
    titleSpan: { start: titleStart, end: titleStart + source.trimEnd().length },
  };
}

/** `@key` and `@key[p. 3]`; the answer is where it ends. The key is empty while it is to be typed. */
export function readReference(text: string, at: number, key: string, parts: SegmentCollector): number {
  const end = at + 1 + key.length;
  parts.slot(at + 1, end);
  if (key === '') return end;
  const supplement = text[end] === '[' ? supplementEnd(text, end) : -1;
  const whole = supplement > 0 ? supplement : end;
  parts.blocks.mention(mentionAt(at, key, whole));
  if (supplement > 0) readNested(text, end + 1, supplement - 1, parts);
  return whole;
}

/** What a supplement cites in its turn: `@a[see @b]`. */
function readNested(text: string, from: number, to: number, parts: SegmentCollector): void {
  for (let at = text.indexOf('@', from); at >= 0 && at < to; at = text.indexOf('@', at + 1)) {
    if (/[\p{L}\p{N}_\\]/u.test(text[at - 1]!)) continue;
    const key = referenceAt(text, at + 1);
    const end = at + 1 + key.length;
    if (key === '' || end > to) continue;
    parts.slot(at + 1, end);
    parts.blocks.mention(mentionAt(at, key, end));
  }
}

/** The mention of `@key` at an offset, in a citation that starts there. */
function mentionAt(at: number, key: string, citationEnd: number): KeyMention {
  const end = at + 1 + key.length;
  return {
    kind: 'key',
    start: at + 1,
    end,
    key,
    item: { start: at, end },
    citation: { start: at, end: citationEnd },
    narrative: false,
    suppressAuthor: false,
  };
}

/** A string in code, mostly in the arguments of a call, which is itself in those of `outer`. */
export function readString(
  written: WrittenString,
  call: TypstFrame | undefined,
  outer: TypstFrame | undefined,
  calls: CitationCalls,
  parts: SegmentCollector,
): void {
  if (call?.kind !== 'paren') {
    readBibliographyValue(written, '', '', parts);
    return;
  }
  const { text, span, value, isClosed } = written;
  const { callee, argument } = call;
  if (callee === 'link' && /^https?:/.test(value)) parts.blocks.link(span.start, span.end, value);
  if (callee === 'label' && calls.citesIn(outer)) {
    const slot = isClosed ? span : { start: span.start, end: span.start + labelAt(text, span.start).length };
    parts.slot(slot.start, slot.end);
    const key = text.slice(slot.start, slot.end);
    if (key !== '' && !key.includes('\\')) calls.cite(key, slot, slot, parts);
  } else if (argument === 'form') calls.form(call, value);
  else if (callee === 'bibliography' && argument === '' && value !== '') readBibliographyName(written, parts);
  else if (callee === 'text' && outer?.callee === 'set') readTextLanguage(argument, value, parts);
  else if (argument === 'title' && !silentCallees.has(callee)) parts.metadata.set('title', value);
  else if (!silentCallees.has(callee)) readBibliographyValue(written, callee, argument, parts);
}

/** `#set text(lang: "en", region: "gb")`: a BCP 47 tag of both. */
function readTextLanguage(argument: string, value: string, { metadata }: SegmentCollector): void {
  const [language, region] = String(metadata.get('lang') ?? '').split('-');
  if (argument === 'lang') metadata.set('lang', [value, region].filter(Boolean).join('-'));
  else if (argument === 'region')
    metadata.set('lang', `${language === '' ? 'en' : language}-${value.toUpperCase()}`);
}
