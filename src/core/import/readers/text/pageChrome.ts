import { footers, frontLines, furnitureLines, landmarks, linkNames } from '../../siteFurniture.ts';

const wholeLine = (sources: readonly string[]): RegExp => new RegExp(`^(?:${sources.join('|')})\\s*$`, 'iu');
const chrome = wholeLine(furnitureLines);
const front = wholeLine(frontLines);
const link = new RegExp(`\\[?(?:${linkNames})\\]?[\\s|·•,]*`, 'iuy');
const footer = new RegExp(`^(?:${footers.join('|')})`, 'iu');
const landmarkPatterns = landmarks.map((source) => new RegExp(`^(?:${source})`, 'iu'));

/** Whether a whole line is furniture of a site. */
export const isChrome = (text: string): boolean => text.length <= 420 && (chrome.test(text) || isLinks(text));

/** Whether a whole line above the text is furniture, or says how and when the article came about. */
export const isFrontChrome = (text: string): boolean =>
  text.length <= 420 && (isChrome(text) || front.test(text));

/** Whether a text holds names of links and nothing else, with or without space between them. */
export function isLinks(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    link.lastIndex = at;
    const found = link.exec(text);
    if (found === null) return false;
    at += found[0].length;
  }
  return at > 0;
}

/** From here on a page shows its site, not its article. */
export const isFooter = (text: string): boolean => footer.test(text.slice(0, 60));

/** Which kinds of site text a line shows; two of them and a DOI make a saved page. */
export const landmarkOf = (text: string): number =>
  text.length > 120 ? -1 : landmarkPatterns.findIndex((one) => one.test(text));
