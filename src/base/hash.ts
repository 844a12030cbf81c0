/** FNV-1a, 32 bits; 0 for no text. */
export function hash(text: string): number {
  if (text === '') return 0;
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0 || 1;
}
