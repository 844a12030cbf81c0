/** Sources of regular expressions for the parts of names, as lists of references and authors print them. */
export const particle = String.raw`(?:[Dd][aeiou]s?|[Dd]el(?:la|le|los)?|[Vv][ao]n|[Vv]an[’']t|[Dd]e[rn]|[Tt]e[rn]|[Ll][aeo]s?|al|el|bin|ibn|zu[rm]?|St\.|Saint|ap|af|av|[’']t)`;
const word = String.raw`(?!(?:Jr|Sr)\b)\p{Lu}[\p{L}\p{M}'’ʼ‐-]*`;

/** "van der Meer", "García Márquez", "O’Brien", "d’Amico". */
export const family = String.raw`(?:${particle}[ -]){0,3}(?:[dlD][’']|\p{Ll}{2,4}-)?${word}(?: (?:(?:${particle}|y|e) ){0,2}${word}(?<=[\p{L}\p{M}'’ʼ‐-]{2})){0,2}`;
/** "A.B.", "A. B.", "J.-P.", "Yu." */
export const dotted = String.raw`(?:(?![JS]r\.)\p{Lu}\p{Ll}{0,2}\.[ \u00a0]?[-‐–]?){0,5}(?![JS]r\.)\p{Lu}\p{Ll}{0,2}\.`;
/** "A.B.", "S. L. de", "C. da S. T.": what stands behind a family name and its comma. */
export const between = `(?:d[aeio]s?(?: l[ao]s?)?|del|e|y|v[ao]n(?: de[rn]?)?|te[rn])`;
export const dottedBehind = String.raw`${dotted}(?: ${between} ${dotted})?(?:,? ${between}\b(?!\p{L})\.?)?`;
/** "AB", "J-P", "A B". */
export const capitals = String.raw`(?!(?:II|III|IV)(?!\p{L}))(?:\p{Lu}(?: \p{Lu}(?!\p{L})){1,3}|\p{Lu}{0,2}(?:Ch|Kh|Sh|Th|Ya|Yu|Zh)|\p{Lu}{1,4}(?:[-‐]\p{Lu}{1,2})?)`;
export const suffix = String.raw`(?:,? (?:Jr|Sr|II|III|IV|2nd|3rd)(?:\.|(?![\p{L}\d])))?`;
/** "Ada", "Ada B.", "Jean-Paul", "A. Belle". */
export const given = String.raw`(?:\p{Lu}\.|${word})(?:[ -](?:\p{Lu}\.|${word})){0,3}`;
/** "DIAS, Maria Odila da Silva": a family name in capitals tells what is given and what is not. */
export const shouted = String.raw`(?:${particle}[ -]){0,2}\p{Lu}[\p{Lu}\p{M}'’‐-]+(?: \p{Lu}[\p{Lu}\p{M}'’‐-]+){0,2}(?!\p{Ll})`;
export const givenBehind = `${given}(?:(?: ${between}){1,2}(?: ${given})?)?`;
/** What stands behind a whole name. */
export const nameEnd = String.raw`(?=(?<=\.)\s|\s*(?:[,;:.…&(“‘"[]|$|(?:and|und|et|with|in) |\d{4}))`;
