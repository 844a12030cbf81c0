/** What of a completion item counts here. */
export interface Offered {
  readonly label: string;
  /** The text typed so far: the server filters, and gives it to every item. */
  readonly typed: string;
  readonly isTerm: boolean;
}

/**
 * True for a list of terms that may come unasked while prose is typed. “bri” is the beginning of many words, and a
 * name that has a capital is seldom one of them: that is offered behind “Bri” or “brief psy”, or when asked for.
 */
export function opensByItself(items: readonly Offered[]): boolean {
  return items.every(({ isTerm }) => isTerm) && items.some((item) => !isNameForWord(item));
}

const isNameForWord = ({ label, typed }: Offered): boolean =>
  /^\p{Ll}+$/u.test(typed) && /^\p{Lu}\p{Ll}/u.test(label);

/**
 * True where what is typed may well be all that is meant: words, and short forms that are whole as they stand. False
 * behind an unfinished short form, and where nothing is offered.
 */
export function isPlainWord(items: readonly Offered[]): boolean {
  const typed = items[0]?.typed;
  if (typed === undefined) return false;
  const isShortForm = /[\p{Lu}\p{N}]/u.test(typed.slice(1));
  return !isShortForm || items.some(({ label }) => label.startsWith(typed) && endsWord(label, typed.length));
}

const endsWord = (label: string, at: number): boolean => !/^[\p{L}\p{N}]/u.test(label.slice(at));
