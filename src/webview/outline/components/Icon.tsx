/** Glyphs of the codicon font (@vscode/codicons); a test compares them with the font's own table. */
import type { VNode } from 'preact';

export const glyphs = {
  add: '\uea60',
  beaker: '\uea79',
  book: '\ueaa4',
  'chevron-down': '\ueab4',
  'chevron-right': '\ueab6',
  close: '\uea76',
  'collapse-all': '\ueac5',
  error: '\uea87',
  'go-to-file': '\uea94',
  insert: '\uec11',
  'kebab-vertical': '\ueb10',
  key: '\ueb11',
  'link-external': '\ueb14',
  'list-flat': '\ueb84',
  location: '\ueb1a',
  quote: '\ueb33',
  search: '\uea6d',
  'split-horizontal': '\ueb56',
  'symbol-keyword': '\ueb62',
  'symbol-text': '\uea93',
  warning: '\uea6c',
} as const;

export type IconName = keyof typeof glyphs;

/** Decoration: whatever it means is said in words beside it or in the accessible name. */
export function Icon({ name, tone }: { readonly name: IconName; readonly tone?: string }): VNode {
  return (
    <span class={tone === undefined ? 'icon' : `icon ${tone}`} aria-hidden="true">
      {glyphs[name]}
    </span>
  );
}
