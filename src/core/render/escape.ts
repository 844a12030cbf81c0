/**
 * The only way text from outside gets into Markdown. Everything here makes CommonMark with GFM extensions
 * that shows the text literally: no markup, no HTML, no entity, no image, no autolink, and links to http(s)
 * alone.
 *
 * Rules: CommonMark 0.31 §2.4 (any ASCII punctuation may be escaped), §4 (what starts a block), GFM §6.9
 * (autolinks).
 */
import { clean, cutEarly, defaultMaximum, oneLine, truncate } from '../../base/plainText.ts';

export { clean, fewOf, oneLine, quoted, truncate, withoutEscapes } from '../../base/plainText.ts';

/** The longest URL that becomes a link. */
const maxUrlLength = 2000;

export interface EscapeOptions {
  /** UTF-16 units of the text before escaping; what is longer ends in an ellipsis. */
  readonly maximum?: number;
  /** Keeps line breaks as hard breaks and blank lines as paragraphs. Without it the text becomes one line. */
  readonly lines?: boolean;
}

/** Any text, shown literally where Markdown is read. */
export function escapeMarkdown(text: string, options: EscapeOptions = {}): string {
  const maximum = options.maximum ?? defaultMaximum;
  if (!options.lines) return escapeLine(oneLine(text, maximum));
  const whole = truncate(clean(cutEarly(text, maximum)).trim(), maximum);
  return whole
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => escapeLine(line.replace(/\s+/g, ' ').trim()))
        .join('  \n'),
    )
    .join('\n\n');
}

/** A code span that holds any text. Empty for empty text, for there is no empty code span. */
export function codeSpan(text: string, maximum = 300): string {
  const content = oneLine(text, maximum);
  if (content === '') return '';
  let longest = 0;
  for (const run of content.matchAll(/`+/g)) longest = Math.max(longest, run[0].length);
  const fence = '`'.repeat(longest + 1);
  const padding = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${content}${padding}${fence}`;
}

/** A link where `url` is plain http(s); else the label alone as plain text. */
export function safeLink(label: string, url: string): string {
  const target = httpUrl(url);
  const text = escapeMarkdown(label, { maximum: 300 });
  return target === undefined || text === '' ? text : `[${text}](${target})`;
}

/** `10.1016/…` as a link to doi.org, or plain text where it is no DOI. */
export function doiLink(doi: string): string {
  const url = doiUrl(doi);
  return url === undefined ? escapeMarkdown(doi, { maximum: 300 }) : safeLink(doi.trim(), url);
}

/** The address of a bare DOI at doi.org, every character that is special in URLs or Markdown encoded. */
export function doiUrl(doi: string): string | undefined {
  const name = clean(doi).trim();
  if (name.length > 300 || !/^10\.\d{4,9}(?:\.\d+)*\/\S+$/.test(name)) return undefined;
  return `https://doi.org/${encodeURIComponent(name)
    .replaceAll('%2F', '/')
    .replace(/[!'()*~]/g, percent)}`;
}

export function pubmedUrl(pmid: string): string | undefined {
  return /^\d{1,9}$/.test(pmid.trim()) ? `https://pubmed.ncbi.nlm.nih.gov/${pmid.trim()}/` : undefined;
}

/**
 * The URL made safe for a Markdown link destination, or undefined unless it is http or https with a plain
 * host: no user name (`https://doi.org@evil.example`), no look-alike letters in the host.
 */
export function httpUrl(url: string): string | undefined {
  const whole = clean(url).trim();
  if (whole.length > maxUrlLength) return undefined;
  const parts = /^(https?):\/\/([A-Za-z0-9.-]+(?::\d{1,5})?)(?=[/?#]|$)(.*)$/i.exec(whole);
  if (!parts) return undefined;
  const [, scheme, host, rest] = parts as unknown as [string, string, string, string];
  // `;` goes too: without it no entity (`&copy;`) can be read into the address.
  const tail = rest.replace(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._/:?#@!$&+,=~%]/gu, percent);
  return `${scheme.toLowerCase()}://${host}${tail}`;
}

function percent(character: string): string {
  const encoded = encodeURIComponent(character);
  if (encoded !== character) return encoded;
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

function escapeLine(line: string): string {
  return line
    .replace(/[\\`*_{}[\]()<>&#|~!$@^]/g, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d{1,9})\.(?=\s|$)/, '$1\\.')
    .replace(/(?<=[a-z]):(?=\S)/gi, '\\:')
    .replace(/(?<=www)\./gi, '\\.');
}
