/**
 * A DOI as it is written in an address, without what an address encodes:
 * `10.1016%2Fs0272-7714%2802%2900410-9` (DOI Handbook, section 2.5.2.4). What does not decode stays as it is.
 */
export function decodedDoi(text: string): string {
  if (!/%[0-9a-f]{2}/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
