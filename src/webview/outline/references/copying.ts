/**
 * Printed references on their way to the clipboard: with their italics for who takes HTML, as plain text for
 * others.
 */
import type { PrintedReference } from '../../../protocol/outline.ts';

/** The elements that a run's marks stand for. */
export const elementOf: ReadonlyMap<string, string> = new Map([
  ['i', 'i'],
  ['b', 'b'],
  ['sup', 'sup'],
  ['sub', 'sub'],
  ['small-caps', 'span'],
]);

export const textOf = ({ runs }: Pick<PrintedReference, 'runs'>): string =>
  runs
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/** One paragraph a reference, made of elements and text alone. */
function htmlOf(list: readonly PrintedReference[]): string {
  const whole = document.createElement('div');
  for (const { runs } of list) {
    const paragraph = whole.appendChild(document.createElement('p'));
    for (const { text, marks } of runs) {
      let inner: Element = paragraph;
      for (const mark of marks) {
        const name = elementOf.get(mark);
        if (name === undefined) continue;
        const element = inner.appendChild(document.createElement(name));
        if (mark === 'small-caps') element.style.fontVariant = 'small-caps';
        inner = element;
      }
      inner.append(text);
    }
  }
  return whole.innerHTML;
}

/**
 * Copies in the course of a click or key press; no permission is asked for. False where the browser refuses.
 */
export function copyReferences(list: readonly PrintedReference[]): boolean {
  const write = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/html', htmlOf(list));
    event.clipboardData?.setData('text/plain', list.map((one) => `${textOf(one)}\n`).join(''));
    event.preventDefault();
  };
  document.addEventListener('copy', write, { once: true });
  const done = document.execCommand('copy');
  document.removeEventListener('copy', write);
  return done;
}
