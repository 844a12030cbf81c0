import type { Scope } from '../types.ts';
import type { ChunkPart } from './chunk.ts';

/*
 * In which scope each block stands, as far as the blocks around it decide: the section it is in, the div
 * around it, the table beside a caption.
 */

interface OpenDiv {
  readonly scope: Scope | undefined;
  /** A figure or table of Quarto, whose last paragraph is its caption. */
  readonly isFloat: boolean;
  readonly firstPart: number;
}

const abstractTitle = /^(?:structured |plain[- ]language |lay |graphical )?(?:abstract|summary)\.?:?$/i;
/** What may stand before the abstract: a "Summary" behind other sections of its level sums up a chapter. */
const frontTitle = /^(?:key ?(?:points|words|messages)|highlights)\b/i;
const legendTitle =
  /^(?:figure|table|figures? and tables?)s?(?: (?:legend|caption|title)s?)\.?:?$|^(?:legend|caption)s?(?: (?:to|of|for) figures?)?\.?:?$/i;

/** The scope of each part, in order; undefined for those that are no blocks. */
export function scopesOf(parts: readonly ChunkPart[]): (Scope | undefined)[] {
  const scopes: (Scope | undefined)[] = [];
  const divs: OpenDiv[] = [];
  let section: { readonly level: number; readonly scope: Scope } | undefined;
  let deepest = 0;
  for (const [index, part] of parts.entries()) {
    if (part.kind === 'div') {
      scopes.push(undefined);
      if (part.attributes !== '') divs.push(openDiv(part.attributes, index));
      else closeDiv(divs.pop(), parts, scopes);
      continue;
    }
    if (part.kind === 'heading') {
      scopes.push('heading');
      if (part.isSection) section = sectionAt(part.level, part.title, section, deepest >= part.level);
      if (part.isSection && section === undefined && !frontTitle.test(part.title))
        deepest = Math.max(deepest, part.level);
      continue;
    }
    const isCaption = part.kind === 'caption' && (isTable(parts[index - 1]) || isTable(parts[index + 1]));
    const around = divs.findLast((div) => div.scope !== undefined)?.scope ?? section?.scope ?? 'body';
    scopes.push(part.scope ?? (isCaption ? 'legend' : around));
  }
  return scopes;
}

const isTable = (part: ChunkPart | undefined): boolean => part?.kind === 'table';

function sectionAt(
  level: number,
  title: string,
  current: { readonly level: number; readonly scope: Scope } | undefined,
  isBehindOthers: boolean,
): { readonly level: number; readonly scope: Scope } | undefined {
  if (current && level > current.level) return current;
  if (abstractTitle.test(title) && !(isBehindOthers && /^summary/i.test(title)))
    return { level, scope: 'abstract' };
  return legendTitle.test(title) ? { level, scope: 'legend' } : undefined;
}

function openDiv(attributes: string, firstPart: number): OpenDiv {
  const isFloat = /(?:^|[{\s])#(?:fig|tbl|lst|vid)-/.test(attributes);
  const isAbstract = /(?:^|[{\s])[.#]?abstract(?=[}\s]|$)/i.test(attributes);
  return { scope: isAbstract ? 'abstract' : undefined, isFloat, firstPart };
}

/** The last paragraph of a float is its caption, unless it is all there is in it. */
function closeDiv(
  div: OpenDiv | undefined,
  parts: readonly ChunkPart[],
  scopes: (Scope | undefined)[],
): void {
  if (!div?.isFloat) return;
  const last = scopes.length - 2;
  if (last > div.firstPart && parts[last]?.kind === 'text') scopes[last] = 'legend';
}
