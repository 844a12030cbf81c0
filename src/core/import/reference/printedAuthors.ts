import type { Name } from '../../bibliography/types.ts';
import { corporateShortNames } from '../../manuscript/authorYear/words.ts';
import type { PrintedNames } from '../article.ts';
import { groupWord, institutionWord, nameOf, readNames } from '../names.ts';
import {
  between,
  capitals,
  dotted,
  dottedBehind,
  family,
  given,
  givenBehind,
  nameEnd,
  particle,
  shouted,
  suffix,
} from './nameShapes.ts';

/** The names that a printed reference begins with. */
export interface PrintedAuthors extends PrintedNames {
  /** Behind the names, "et al." and "(Eds.)". */
  readonly end: number;
  /** True where the names are those of editors. */
  readonly editors: boolean;
}

interface NameOrder {
  readonly first: RegExp;
  readonly next: RegExp;
  /** What must follow the names; full names look like any words in capitals. */
  readonly follows: RegExp;
  readonly fewest: number;
}

const sticky = (source: string): RegExp => new RegExp(source + nameEnd, 'uy');
const anywhere = /^(?:[.,:;]|\s*[([“‘"]|\s+\d{4}|\s*$)/u;
const withYearOrQuote = /^[.,]? ?(?:[“‘"]|\(?(?:1[5-9]|20)\d{2})/u;

/** MLA's title, and its journal with "vol. 3 … 2016" or its publisher with the year. */
const withTitleOfMla =
  /^\.? ?\p{Lu}(?:.{8,300}?[.?!] .{3,150}?, (?:vol|no)\. ?\d{1,5}\b.{0,40}?\b(?:19|20)\d{2}\b|[^.]{6,200}\. (?:\d{1,2}\p{Ll}{2} ed\., )?\p{Lu}[^.,]{2,60}, (?:19|20)\d{2}\.?$)/u;

const vancouver = sticky(
  `(?<family>${family})(?: (?<title>Jr|Sr)\\.?)? (?<given>${dotted}|${capitals}(?: ${between}(?!\\p{L}))?)(?<suffix>${suffix})`,
);
const inverted = sticky(
  `(?<family>${family})(?: (?<title>Jr|Sr)\\.?)?, ?(?<given>${dottedBehind}|${capitals}\\.?)(?<suffix>${suffix})`,
);
const shoutedFirst = sticky(
  `(?<family>${shouted}), (?<given>${givenBehind}|${dottedBehind})(?<suffix>${suffix})`,
);
const initialsFirst = sticky(`(?<given>${dotted}) ?(?<family>${family})(?<suffix>${suffix})`);
const fullInverted = sticky(
  `(?<family>${family}), (?<given>${given}(?: ${between}(?!\\p{L}))?)(?<suffix>${suffix})`,
);
/** "Alder, Ada B.": behind initials the title begins. */
const fullBeforeTitle = sticky(
  `(?<family>${family}), (?<given>\\p{Lu}\\p{Ll}[\\p{L}’'-]*(?: \\p{Lu}\\p{Ll}[\\p{L}’'-]*)?(?: \\p{Lu}\\.){0,3}(?=[.,]|(?<=\\.) ))(?<suffix>${suffix})`,
);
const toldApart = sticky(
  `(?<family>${family}), (?<given>\\p{Lu}\\p{Ll}+(?:[ -]\\p{Lu}\\p{Ll}*\\.?){0,2})(?<suffix>${suffix})`,
);
const full = sticky(`(?<given>${given}) (?<family>${family})(?<suffix>${suffix})`);
/** "Van Yperen, N." begins with no given name. */
const fullFirst = sticky(`(?!${particle} )(?<given>${given}) (?<family>${family})(?<suffix>${suffix})`);

const orders: readonly NameOrder[] = [
  { first: vancouver, next: vancouver, follows: anywhere, fewest: 1 },
  { first: inverted, next: inverted, follows: anywhere, fewest: 1 },
  { first: initialsFirst, next: initialsFirst, follows: anywhere, fewest: 1 },
  // Only the first of the names is turned round: "Alder, Ada B., and Carl D. Birch", "Alder, A. B., C. D.
  // Birch".
  { first: inverted, next: initialsFirst, follows: anywhere, fewest: 2 },
  { first: shoutedFirst, next: shoutedFirst, follows: anywhere, fewest: 1 },
  // Of two works of one family name the style tells the first author in full: "Alder, Ada B, Birch, C.".
  { first: toldApart, next: inverted, follows: anywhere, fewest: 2 },
  { first: fullInverted, next: full, follows: withYearOrQuote, fewest: 1 },
  { first: fullFirst, next: full, follows: withYearOrQuote, fewest: 2 },
  { first: fullBeforeTitle, next: full, follows: withTitleOfMla, fewest: 1 },
];

const othersOmitted =
  /[,;]{0,2}\s*\(?(?:\bet al\b\.?|(?:\band|&) (?:others|other authors)\b|\band colleagues\b|…$)\)?/uy;
const separator = /\s*[,;]\s*(?:(?:…|\.{3}|\. \. \.)\s*)?(?:(?:&|and|und)\s+)?|\s+(?:&|and|und|with)\s+/uy;
const editorMark =
  /[,.]?\s*(?:\((?:Eds?|editors?|Hrsg|Orgs?|Coords?|Dirs?)\.?\)|(?:editors?|eds?)(?=[.,:;\s]))\.?,?/iuy;
const maxListLength = 6_000;

/**
 * The names at the beginning of a reference, whatever order its style has; undefined where there are none.
 */
export function authorsAt(text: string): PrintedAuthors | undefined {
  const list = text.slice(0, maxListLength);
  let best: PrintedAuthors | undefined;
  for (const order of orders) {
    const found = listIn(list, order);
    const isBetter = found !== undefined && (best === undefined || found.names.length > best.names.length);
    if (isBetter) best = found;
  }
  return best ?? groupAt(list);
}

function listIn(text: string, order: NameOrder): PrintedAuthors | undefined {
  const names: Name[] = [];
  let end = 0;
  let others = false;
  for (let at = 0; at < text.length && names.length < 1_000; ) {
    const pattern = names.length === 0 ? order.first : order.next;
    const groups = matchAt(pattern, text, at)?.groups;
    const group = groups === undefined && names.length > 0 ? furtherGroup(text, at) : undefined;
    if (groups !== undefined) {
      // "Alder, Ada." ends with the stop of the list.
      const whole = groups['given']?.replace(/^(\p{Lu}(?=\p{Ll}*[aeiouy])\p{Ll}{2})\.$/u, '$1');
      names.push(nameOf({ ...groups, given: whole }));
      end = pattern.lastIndex;
    } else if (group === undefined) break;
    else {
      names.push({ literal: group.replace(/^(?:(?:on behalf of|for|and) )?(?:the )?/iu, '') });
      end = at + group.length;
    }
    const omitted = matchAt(othersOmitted, text, end);
    if (omitted !== null) {
      others = true;
      end += omitted[0].length;
      break;
    }
    const between = matchAt(separator, text, end);
    if (between === null) break;
    at = end + between[0].length;
  }
  // "WHO, World Mood Report" is no person.
  const isAcronym = ({ family: name = '', given: first = '' }: Name) =>
    /^\p{Lu}{3,8}$/u.test(name) && /\p{Ll}/u.test(first);
  const isShoutedGroup = ({ family: name = '', given: first = '' }: Name) =>
    corporateShortNames.has(name) || documentWord.test(first);
  if (
    names.length < order.fewest ||
    (order.first === fullInverted && names.some(isAcronym)) ||
    (order.first === shoutedFirst && names.some(isShoutedGroup))
  )
    return undefined;
  const forGroup = matchAt(behindColon, text, end);
  if (forGroup?.groups !== undefined && isNamedGroup(forGroup.groups)) {
    names.push({ literal: forGroup.groups['group']!.trim() });
    end += forGroup[0].length;
  }
  const role = matchAt(editorMark, text, end);
  if (role !== null) end += role[0].length;
  const dottedEnd = others || /[.\s]$/u.test(text.slice(0, end));
  if (role === null && !dottedEnd && !order.follows.test(text.slice(end))) return undefined;
  if (dottedEnd && order.follows !== anywhere && !order.follows.test(text.slice(end).trimStart()))
    return undefined;
  return { names, others, end, editors: role !== null };
}

/**
 * ": for the STAR*D group:", ": Norwegian Spine Study Group:" behind the names, where a style ends them with
 * a colon.
 */
const behindColon =
  /:\s(?:(?<onBehalf>(?:and|for|on behalf of)(?:\sthe)?\s)|the\s)?(?<group>\p{L}[^.:;]{3,160}?)(?=:\s)/uy;
const groupAtEnd =
  /(?:group|consortium|committee|investigators?|trialists|collaborat(?:ion|ors)|network|team|association|society|organi[sz]ation|federation|council|college|study)(?:\s?\([^()]{1,60}\))?(?:\sgroup)?$/iu;

function isNamedGroup({ group = '', onBehalf }: Readonly<Record<string, string | undefined>>): boolean {
  if (!groupAtEnd.test(group)) return false;
  const [first = ''] = group.split(' ');
  return (
    onBehalf !== undefined || (isTitleCase(group) && group.split(' ').length > 2) || /^\p{Lu}{2}/u.test(first)
  );
}

/** The last word of a title that stands behind the short name of an institution. */
const documentWord =
  /\b(?:reports?|surveys?|guidelines?|handbook|manual|statistics|reviews?|act|atlas|standards?|plan|strategy|factsheets?)$/iu;

/** The names of a line that holds nothing else. */
export function namesOfLine(text: string): PrintedNames {
  const found = authorsAt(text);
  return found !== undefined && /^[\s.,;]*$/u.test(text.slice(found.end)) ? found : readNames(text);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A group behind the names of people: "STAR*D Investigators Team". */
function furtherGroup(text: string, at: number): string | undefined {
  const onBehalf = /^(?:(?:on behalf of|for|and) )?(?:the )?/u.exec(text.slice(at, at + 20))?.[0] ?? '';
  const found = /^[^.,;:()]{3,120}/u.exec(text.slice(at + onBehalf.length, at + 121))?.[0];
  if (found === undefined || !namesGroup(found)) return undefined;
  const isNamed = isTitleCase(found) || (onBehalf !== '' && groupAtEnd.test(found.trim()));
  return isNamed ? onBehalf + found.trimEnd() : undefined;
}

/** An institution before a year ("WHO (2009)", "WHO, 2009.") or before the full stop behind its name. */
function groupAt(text: string): PrintedAuthors | undefined {
  const head = text.slice(0, 250);
  const quoted = /^(?<name>\p{Lu}[^.;:“”"]{1,150}?), (?=[“‘"])/u.exec(head)?.groups?.['name'];
  if (quoted !== undefined && isGroup(quoted) && namesGroup(quoted)) return group(quoted);
  const before = /^(?<name>\p{Lu}[^.,;:()“”"]{1,120}(?: \([\p{Lu}&-]{2,12}\))?), (?=\p{Lu})/u.exec(head)
    ?.groups?.['name'];
  // An institution may publish its own works.
  if (before !== undefined && isGroup(before) && text.includes(`, ${before}, `, before.length))
    return group(before);
  if (
    before !== undefined &&
    isGroup(before) &&
    (isInstitution.test(before) || /^\p{Lu}{2,8}$/u.test(before))
  )
    return group(before);
  const dated =
    /^(?<name>\p{Lu}[^.;:()\d]{1,150}?(?: \([\p{Lu}\p{Ll}&-]{2,12}\))?),?\.? ?\(?(?=(?:1[5-9]|20)\d{2}[a-z]?[),.:;])/u.exec(
      head,
    )?.groups?.['name'];
  if (dated !== undefined && isGroup(dated)) return group(dated);
  const named = /^(?<name>\p{Lu}[^.;:()]{1,150}(?: \([\p{Lu}&-]{2,12}\))?)(?=: )/u.exec(head)?.groups?.[
    'name'
  ];
  if (named !== undefined && isGroup(named) && isInstitution.test(named)) return group(named);
  const stopped = /^(?<name>\p{Lu}[^.;:()]{1,150}(?: \([\p{Lu}&-]{2,12}\))?)(?=\. )/u.exec(head)?.groups?.[
    'name'
  ];
  if (stopped === undefined || !isGroup(stopped)) return undefined;
  const isLawgiver = /^[\p{Lu} ]+$/u.test(stopped) && law.test(head.slice(stopped.length));
  return isLawgiver || namesGroup(stopped) || /^\p{Lu}{2,8}$/u.test(stopped) ? group(stopped) : undefined;
}

/** "MINAS GERAIS. Lei nº 1", as Brazil's style prints what a state decrees. */
const law =
  /^\. (?:Lei|Decreto|Portaria|Resolução|Constituição|Medida Provisória|Instrução Normativa|Ley)\b/u;

/** Words that name an institution and hardly begin a title before its colon. */
const isInstitution =
  /\b(?:department|organi[sz]ation|association|society|committee|ministry|institutes?|council|federation|agency|academy|commission|administration|university|bureau|authority|foundation|college|consortium|investigators)\b/iu;

const group = (name: string): PrintedAuthors => ({
  names: [{ literal: name }],
  others: false,
  end: name.length,
  editors: false,
});

const namesGroup = (text: string): boolean => groupWord.test(text) || institutionWord.test(text);

const isGroup = (name: string): boolean => isTitleCase(name) && !/[“”"?!]/u.test(name);

const smallWord =
  /^(?:of|and|the|for|on|in|to|at|by|de|des|du|la|le|et|für|und|der|die|del|y|a|an|with|e|da|do|das|dos|em|para)$/u;

/** Whether all words but the small ones begin with a capital: a name, and no sentence. */
export function isTitleCase(text: string): boolean {
  const words = text.split(/[\s/–—-]+/u).filter((word) => /\p{L}/u.test(word) && !smallWord.test(word));
  return words.length > 0 && words.every((word) => /^[^\p{L}]*[\p{Lu}\d]/u.test(word));
}
