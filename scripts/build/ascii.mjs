import { readFile, writeFile } from 'node:fs/promises';

/**
 * Writes a built file anew with every character outside ASCII escaped. esbuild does so in strings, and leaves
 * regular expressions as they are; but one such character makes Node read the whole file slowly, and keep it
 * at two bytes a character. In the `u` mode of expressions two escapes in a row are one character
 * (ECMAScript, RegExpUnicodeEscapeSequence). `String.raw` would show the escapes: use it for the source of
 * expressions alone.
 */
export async function escapeToAscii(path) {
  const code = await readFile(path, 'utf8');
  const escaped = code.replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (escaped !== code) await writeFile(path, escaped);
}
