const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/**
 * As much of the protocol's patterns as is used here: a leading star pair, stars, choices in braces, one
 * character in brackets.
 */
export function globRegExp(glob: string): RegExp {
  const source = glob.replaceAll(/\*\*\/|\*|\{[^{}]*\}|\[.\]|[\s\S]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '*') return '[^/]*';
    if (token.startsWith('{')) return `(?:${token.slice(1, -1).split(',').map(escaped).join('|')})`;
    return escaped(token.length === 3 ? token[1]! : token);
  });
  return new RegExp(`^${source}$`);
}
