/** How much of a list of names is read, characters. */
const maxLength = 8000;

/** The names of a list of authors as it is printed. */
export const splitNames = (names: string): readonly string[] =>
  names.slice(0, maxLength).split(/;|,(?! ?(?:Jr|Sr)\b)|\band\b|&/);
