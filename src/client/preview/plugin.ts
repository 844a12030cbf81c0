import { citationSpans } from '../../core/previewing.ts';
import type { FormattedManuscript } from '../../protocol/requests.ts';
import type { BlockState, CoreState, InlineState, MarkdownIt, RenderRule } from './markdownIt.ts';
import { Rendering } from './rendering.ts';

/**
 * Where the plugin finds what is at hand of a document. It is asked while a preview is drawn, and answers at
 * once.
 */
export interface Formatted {
  /** Undefined where nothing is at hand yet. Whoever asks is told when there is more. */
  of(document: unknown): FormattedManuscript | undefined;
}

const citation = 'psycite_citation';
const references = 'psycite_references';
const end = 'psycite_end';

/** A citation begins with one of these: `[ @ - { \`. */
const openings = new Set([...'[@-{\\'].map((character) => character.charCodeAt(0)));

/** Text longer than this is no paragraph that somebody wrote. UTF-16 units. */
const maxTextLength = 250_000;

/**
 * Citations and references in VS Code's preview. What is parsed depends on the text alone, for VS Code keeps
 * the tokens; what is drawn depends on what the formatter has said so far.
 */
export function citationsInPreview<M extends MarkdownIt>(markdown: M, formatted: Formatted): M {
  markdown.inline.ruler.before('escape', citation, citationRule());
  markdown.block.ruler.before('fence', references, referencesRule, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  markdown.core.ruler.push(end, endRule);
  const renderings = new WeakMap<object, Rendering>();
  const renderingOf = (env: unknown): Rendering => {
    const key = typeof env === 'object' && env !== null ? env : {};
    const known = renderings.get(key) ?? new Rendering(formatted.of(documentOf(key)));
    renderings.set(key, known);
    return known;
  };
  const rules = markdown.renderer.rules;
  const rule =
    (draw: (rendering: Rendering, token: Parameters<RenderRule>[0][number]) => string): RenderRule =>
    (tokens, index, _options, env) => {
      const token = tokens[index];
      return token === undefined ? '' : draw(renderingOf(env), token);
    };
  rules[citation] = rule((rendering, { content, meta }) => rendering.citation(content, meta === true));
  rules[references] = rule((rendering) => rendering.references());
  rules[end] = rule((rendering) => rendering.end());
  return markdown;
}

const documentOf = (env: object): unknown => ('currentDocument' in env ? env.currentDocument : undefined);

/** Reads a text once, however many places of it are looked at. */
function citationRule(): (state: InlineState, silent: boolean) => boolean {
  let read = '';
  let ends: ReadonlyMap<number, number> = new Map();
  return (state, silent) => {
    const { src, pos } = state;
    if (!openings.has(src.charCodeAt(pos)) || src.length > maxTextLength) return false;
    if (src !== read) {
      ends = new Map(citationSpans(src).map((span) => [span.start, span.end]));
      read = src;
    }
    const close = ends.get(pos);
    if (close === undefined || close > state.posMax) return false;
    if (!silent) {
      const token = state.push(citation, '', 0);
      token.content = src.slice(pos, close);
      token.meta = (state.linkLevel ?? 0) > 0;
    }
    state.pos = close;
    return true;
  };
}

/**
 * `::: {#refs}` to its `:::`, and a fence or division that means the same: where the list of references goes.
 */
const places: readonly { readonly open: RegExp; readonly close: RegExp }[] = [
  { open: /^:{3,}\s*\{\s*#refs(?:\s[^{}]*)?\}[\s:]*$/, close: /^:{3,}\s*$/ },
  { open: /^`{3,}\s*\{bibliography\}/, close: /^`{3,}\s*$/ },
  { open: /^<div id="refs"[^<>]{0,100}>\s*$/, close: /^<\/div>\s*$/ },
];
const divisionOfOneLine = /^<div id="refs"[^<>]{0,100}>\s*<\/div>\s*$/;

/** Lines that such a place may hold: options of a directive, entries that somebody put there. */
const maxLines = 50;

function referencesRule(state: BlockState, startLine: number, endLine: number, silent: boolean): boolean {
  const lineAt = (line: number): string =>
    state.src.slice(state.bMarks[line]! + state.tShift[line]!, state.eMarks[line]);
  if (state.sCount[startLine]! - state.blkIndent >= 4) return false;
  const first = lineAt(startLine);
  let last = startLine;
  if (!divisionOfOneLine.test(first)) {
    const place = places.find(({ open }) => open.test(first));
    if (place === undefined) return false;
    do last += 1;
    while (last < Math.min(endLine, startLine + maxLines) && !place.close.test(lineAt(last)));
    if (last >= endLine || !place.close.test(lineAt(last))) return false;
  }
  if (silent) return true;
  const token = state.push(references, '', 0);
  token.map = [startLine, last + 1];
  state.line = last + 1;
  return true;
}

/** Behind all else: notes, and the references where nothing gives them a place. */
function endRule({ tokens, inlineMode, Token }: CoreState): void {
  if (inlineMode) return;
  if (!tokens.some(({ type }) => type === references)) tokens.push(new Token(references, '', 0));
  tokens.push(new Token(end, '', 0));
}
