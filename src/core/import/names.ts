import type { Name } from '../bibliography/types.ts';
import type { PrintedNames } from './article.ts';

const initials = String.raw`(?:\p{Lu}\p{Ll}?\.[ \u00a0-]?)+`;
const family = String.raw`(?:(?:[Dd][aeiu]|[Dd]el|[Dd]ella|[Vv][ao]n|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Ll][aeo]|[Dd]os|[Dd]as|al|el|bin|ibn|zu|St\.)[ '’-]?){0,3}\p{Lu}[\p{L}'’-]*(?: \p{Lu}[\p{L}'’-]+){0,2}`;
const suffix = String.raw`(?:,? (?:Jr|Sr|II|III|IV)\.?)?`;

/** "C.G. Abdallah", "J.D. van der Meer Jr." */
const initialsFirst = new RegExp(`^(?<given>${initials}) ?(?<family>${family})(?<suffix>${suffix})$`, 'u');
/** "Abdallah CG", "van der Meer JD" */
const vancouver = new RegExp(
  `^(?<family>${family}) (?<given>\\p{Lu}{1,4}|\\p{Lu}(?: \\p{Lu}){1,3})(?<suffix>(?: (?:Jr|Sr|2nd|3rd))?)$`,
  'u',
);
/** "Abdallah, C. G." */
const apaName = new RegExp(
  `(?<family>${family}), (?<given>(?:\\p{Lu}\\.[ -]?){1,5})(?<suffix>(?:, (?:Jr\\.|Sr\\.|III?))?)(?:,? ?(?:&|and|et al|…|\\. \\. \\.)|, ?(?=\\p{L})|\\.?$)`,
  'uy',
);
const etAl = /[,;]? ?(?:\bet al\b\.?|\band others\b|…|\.{3})$/iu;
const degree =
  /^(?:M\.?D|Ph\.?D|M\.?Sc?|B\.?Sc?|M\.?A|B\.?A|D\.?Phil|MPH|FRCPsych|MRCPsych|DSc|Psy\.?D|RN|MBBS|FRCP|Dr|Prof)\.?$/iu;
/** A word that only names of groups hold. */
export const groupWord =
  /\b(?:group|consortium|committee|association|society|organi[sz]ation|investigators|team|network|collaborat(?:ion|ors)|institute|initiative|council|federation|foundation|agency|academy|commission|alliance|ministry|administration|task ?force|journal of)\b/iu;
/** A word of the name of an institution, which may be the author of a work. */
export const institutionWord =
  /\b(?:groups?|department|cent(?:re|er)s?|institutes?|university|college|bureau|authority|board|trust|union|bank|task force|services?|office|programme|nations|government|statistics|collaborative|inc|ltd|corporation|company|minist[ée]rio|secretar[ií]a|conselho|consejo|instituto|funda(?:ção|ción)|associação|asociación|organiza(?:ção|ción)|sociedade?|universidade?|agência|agencia|comiss?(?:ão|ión)|federa(?:ção|ción))(?!\p{L})/iu;
/** What stands before a group's name: "on behalf of the …", "for the …". */
const beforeGroup = /^(?:(?:and|&) )?(?:on behalf of |for (?=the ))?(?:the )?/iu;

/** A group by its name alone. */
export const groupOf = (text: string): Name => ({ literal: text.trim().replace(beforeGroup, '') });

const maxListLength = 20_000;

/**
 * Reads a printed list of names in the order that journals use: initials first, Vancouver, APA, or in full.
 */
export function readNames(text: string): PrintedNames {
  const clipped = text
    .slice(0, maxListLength)
    .replace(/\s{2,}/gu, ' ')
    .trim();
  const others = etAl.test(clipped);
  const list = clipped
    .replace(etAl, '')
    .replace(/[,;]\s*$/u, '')
    .trim();
  if (list === '') return { names: [], others };
  const names = readApa(list) ?? list.split(/;|,\s(?:and |& )?| (?:and|&) /u).flatMap(readName);
  return { names, others };
}

function readApa(list: string): readonly Name[] | undefined {
  const names: Name[] = [];
  apaName.lastIndex = 0;
  for (let at = 0; at < list.length; ) {
    const skipped = /(?:[\s,]|&|and )*/uy;
    skipped.lastIndex = at;
    apaName.lastIndex = at + (skipped.exec(list)?.[0].length ?? 0);
    if (apaName.lastIndex >= list.length) break;
    const found = apaName.exec(list);
    if (found?.groups === undefined) return undefined;
    names.push(nameOf(found.groups));
    at = apaName.lastIndex;
  }
  return names.length > 0 ? names : undefined;
}

function readName(text: string): Name[] {
  const name = text.trim().replace(/^(?:and|&)\s+/u, '');
  if (name === '' || degree.test(name)) return [];
  if (groupWord.test(name)) return [groupOf(name)];
  const known = initialsFirst.exec(name) ?? vancouver.exec(name);
  return [known?.groups === undefined ? readFullName(name) : nameOf(known.groups)];
}

/** What a name ends in behind its family's. */
export const nameSuffix = /,? (?<suffix>Jr\.?|Sr\.?|II|III|IV)$/u;

/** "Chadi G. Abdallah": the family name is the last word with the particles before it. */
export function readFullName(name: string): Name {
  const ending = nameSuffix.exec(name);
  const rest = ending === null ? name : name.slice(0, ending.index);
  const found =
    /^(?<given>.{0,80}?) (?<family>(?:\p{Lu}[\p{L}’'-]+ (?=[EeAa]l-?[DdZ]in$|[Ee]d-?[Dd]ine?$))?(?:(?:[Dd][aeiou]s?|[Dd]el|[Dd]ella|[Dd]al|[Vv][ao]n|[Dd]er|[Dd]en|[Tt]en|[Tt]er|[Ll][aeo]|al|el|bin|ibn|zu) ){0,3}[^ ]+)$/u.exec(
      rest,
    );
  if (found?.groups === undefined) return { literal: name };
  return nameOf({ ...found.groups, suffix: ending?.groups?.['suffix'] });
}

export function nameOf(groups: Readonly<Record<string, string | undefined>>): Name {
  const suffixText = (groups['suffix'] || groups['title'])?.replace(/^,? /u, '');
  return {
    family: groups['family'] ?? '',
    given: withFullStops((groups['given'] ?? '').trim()),
    ...(suffixText ? { suffix: suffixText } : {}),
  };
}

/**
 * Initials as one form, however they are printed: "CG" and "C. G." are "C.G.". A name in full stays as it is.
 */
export function withFullStops(given: string): string {
  if (/^\p{Lu}{1,4}$|^\p{Lu}(?: \p{Lu}){1,3}$/u.test(given))
    return given.replaceAll(' ', '').replace(/\p{Lu}/gu, '$&.');
  return /^(?:\p{Lu}\.[ \u00a0-]?){2,6}$/u.test(given) ? given.replace(/[ \u00a0]/gu, '') : given;
}
