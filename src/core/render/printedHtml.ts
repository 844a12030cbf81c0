import { httpUrl } from './escape.ts';

/*
 * A CSL processor's HTML made safe: what it marks is made anew from a list, and everything else is text,
 * whatever stands in a title.
 */

/**
 * A tag, an entity, or a character that HTML reads as its own. No part of the pattern can match in two ways.
 */
const mark =
  /<(\/?)([a-z]{1,6})((?:\s[^<>]{0,300})?)>|&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|nbsp);|[<>&"]/gi;

const plainTags: ReadonlyMap<string, string> = new Map([
  ['i', 'i'],
  ['em', 'i'],
  ['b', 'b'],
  ['strong', 'b'],
  ['sup', 'sup'],
  ['sub', 'sub'],
]);

/** The parts of an entry (citeproc-js, "Output formats"). */
const blocks = new Set(['csl-entry', 'csl-left-margin', 'csl-right-inline', 'csl-block', 'csl-indent']);

/** Tags deeper than this are text. */
const deepest = 30;

export interface PrintedHtmlOptions {
  /** Addresses in the text become links. */
  readonly links?: boolean;
}

/** HTML of i, b, sup, sub, small capitals and the parts of an entry, each tag closed. */
export function printedHtml(html: string, { links = false }: PrintedHtmlOptions = {}): string {
  let out = '';
  let text = '';
  let at = 0;
  /** What closes each open tag, with the name that closes it in the source. */
  const open: { readonly name: string; readonly close: string }[] = [];
  const flush = (): void => {
    out += links ? withLinks(text) : text;
    text = '';
  };
  for (const found of html.matchAll(mark)) {
    text += html.slice(at, found.index);
    at = found.index + found[0].length;
    const [whole, slash, tag, attributes] = found;
    if (tag === undefined) {
      text += whole.length > 1 ? whole : escapeCharacter(whole);
      continue;
    }
    const name = tag.toLowerCase();
    if (slash === '') {
      const opened = open.length < deepest ? openingOf(name, attributes ?? '') : undefined;
      if (opened === undefined) text += escapeHtml(whole);
      else {
        flush();
        out += opened.open;
        open.push({ name, close: opened.close });
      }
    } else if (open.some((one) => one.name === name)) {
      flush();
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        out += last.close;
        if (last.name === name) break;
      }
    } else text += escapeHtml(whole);
  }
  text += html.slice(at);
  flush();
  return (
    out +
    open
      .reverse()
      .map(({ close }) => close)
      .join('')
  );
}

function openingOf(name: string, attributes: string): { open: string; close: string } | undefined {
  const plain = plainTags.get(name);
  if (plain !== undefined && attributes.trim() === '') return { open: `<${plain}>`, close: `</${plain}>` };
  if (name === 'span' && /^ style="[a-z-]{1,20}(?::\s?[a-z-]{1,20};?)?"$/.test(attributes))
    return attributes.includes('small-caps')
      ? { open: '<span class="psycite-small-caps">', close: '</span>' }
      : { open: '', close: '' };
  const part = name === 'div' ? /^ class="([a-z-]{1,20})"$/.exec(attributes)?.[1] : undefined;
  return part !== undefined && blocks.has(part)
    ? { open: `<div class="${part}">`, close: '</div>' }
    : undefined;
}

const address = /https?:\/\/(?:[^\s<>&"]|&(?:amp|#38);){1,2000}/gi;

/** Links in text that is escaped already. */
const withLinks = (text: string): string =>
  text.replace(address, (whole) => {
    const shown = withoutEnd(whole);
    const url = httpUrl(shown.replace(/&(?:amp|#38);/g, '&'));
    return url === undefined
      ? whole
      : `<a href="${escapeHtml(url)}">${shown}</a>${whole.slice(shown.length)}`;
  });

/** What closes a sentence behind an address is none of it; a bracket is where none opens in it. */
function withoutEnd(url: string): string {
  let end = url.length;
  while (/[.,;:!?'’”]/.test(url.charAt(end - 1)) && !url.slice(0, end).endsWith(';')) end -= 1;
  if (url.charAt(end - 1) === ')' && !url.slice(0, end).includes('(')) end -= 1;
  return url.slice(0, end);
}

/** Plain text where HTML is read, in an attribute too. */
export const escapeHtml = (text: string): string => text.replace(/[<>&"]/g, escapeCharacter);

function escapeCharacter(character: string): string {
  switch (character) {
    case '<':
      return '&lt;';
    case '>':
      return '&gt;';
    case '&':
      return '&amp;';
    default:
      return '&quot;';
  }
}

/** A piece of printed text with one look. */
export interface PrintedRun {
  readonly text: string;
  /** The names of the elements around it: i, b, sup, sub, and `small-caps`. */
  readonly marks: readonly string[];
}

/** The pieces of printed HTML, for what makes elements of its own. */
export function printedRuns(html: string): readonly PrintedRun[] {
  const out: PrintedRun[] = [];
  const marks: string[] = [];
  for (const piece of printedHtml(html).split(/(<[^<>]*>)/)) {
    if (piece.startsWith('</')) marks.pop();
    else if (piece.startsWith('<'))
      marks.push(piece.includes('small-caps') ? 'small-caps' : piece.slice(1, -1));
    else if (piece !== '') {
      const text = decoded(piece).replace(/\s+/g, ' ');
      out.push({ text, marks: marks.filter((mark) => !mark.startsWith('div')) });
    }
  }
  return out;
}

/** The text that printed HTML shows. */
export const printedText = (html: string): string =>
  decoded(html.replace(/<[^<>]*>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();

const decoded = (text: string): string =>
  text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|amp|lt|gt|quot|nbsp);/gi,
    (entity, decimal?: string, hex?: string) => {
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
      if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
      return named.get(entity) ?? entity;
    },
  );

const named: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&nbsp;', ' '],
]);
