/** A text without any of these characters, or spaces, at its end. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && (characters.includes(text[end - 1]!) || text[end - 1]!.trim() === '')) end -= 1;
  return text.slice(0, end);
}

/** A text without any of these characters, or spaces, at its beginning. */
export function withoutStart(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && (characters.includes(text[start]!) || text[start]!.trim() === '')) start += 1;
  return text.slice(start);
}
