/** What publishers' sites put around an article: never part of it. Each is a whole line. */
const chrome = new RegExp(
  `^(?:${[
    'show (?:more|less|abstract|all)',
    'hide abstract',
    'share|cite|share cite|share (?:article|this article|icons?)|outline|save|print|export|follow|feedback|help|menu|search',
    'add to (?:mendeley|library|favorites)',
    '(?:get )?rights (?:and|&) content|(?:reprints|permissions|rights) .{0,40}permissions',
    'view (?:more|all|full|pdf|article|abstract|in|at|on|large|related|record|table of|the)\\b.{0,80}',
    '(?:download|open|purchase|access|read) (?:pdf|full|high-res|all|as|the|through|options|powerpoint|image|citation|this).{0,80}',
    'download ?:.{0,120}',
    'access (?:through|options).{0,80}',
    '(?:previous|next)(?: article)?(?: in (?:this )?(?:issue|volume))?',
    'author links open overlay panel',
    'recommended articles?(?: \\(\\d+\\))?|related articles?|special issue articles?.{0,40}',
    'cross ?ref|google scholar|pubmed|scopus|medline|web of science|full text(?: pdf)?|pdf|html|doi',
    '(?:crossref|google scholar|pubmed|view in scopus|scopus|medline|full text|pdf|view article|view record in scopus)(?:[ |·•,]+(?:crossref|google scholar|pubmed|view in scopus|scopus|medline|full text|pdf|view article|view pdf))+',
    // Below each reference of a list.
    'article(?: (?:cas|pubmed|pubmed central|ads|mathscinet|google scholar))+',
    'skip to .{0,40}|sciencedirect|journals (?:&|and) books|my account|sign in|register|log in|institutional (?:login|access)',
    'advertisement|loading.{0,20}|cookies?(?: settings| policy| preferences)?.{0,60}|accept all.{0,20}|privacy policy|terms (?:and|&) conditions|contact (?:and|&) support|remote access|about sciencedirect',
    '(?:figures|tables|extras|videos|images|metrics|article metrics|article info(?:rmation)?|plumx metrics|captures|citations|mentions|citation indexes)(?: \\(\\d+\\))?:?(?: \\d+)?',
    'open access|under a creative commons license|check for updates|open archive|free access|peer reviewed?|corrected proof|in press',
    'review article|research article|original (?:research )?article|full length article|short communication|case report article',
    'published by .{0,80}|all content on this site.{0,400}|copyright ©.{0,300}|©.{0,200}|all rights reserved.{0,200}|elsevier logo.{0,60}|relx group.{0,40}',
    'abstract (?:views|downloads).{0,20}|cited by in scopus.{0,20}|article history.{0,20}|received .{0,120}|available online.{0,80}|version of record.{0,40}',
    'image \\d{1,3}|(?:table|fig(?:ure)?)\\.? ?\\d{1,3}\\.?',
  ].join('|')})\\s*$`,
  'iu',
);

export const isChrome = (text: string): boolean => text.length <= 420 && chrome.test(text);

/** From here on a page shows its site, not its article. */
export const isFooter = (text: string): boolean =>
  /^(?:published by |all content on this site|copyright ©|© ?\d{4}|view all citing articles|view full text$|recommended articles?(?: \(\d+\))?$|article metrics$|about sciencedirect)/iu.test(
    text.slice(0, 60),
  );

const landmarks = [
  /^section snippets$/i,
  /^references \(\d+\)$/i,
  /^cited by \(\d+\)$/i,
  /^view full text$/i,
  /^(?:get )?rights (?:and|&) content$/i,
  /^share(?: cite)?$|^cite$/i,
  /^author links open overlay panel/i,
  /^view all citing articles/i,
  /^show (?:more|abstract)$/i,
  /^(?:crossref|google scholar|view in scopus|view article)\b/i,
  /^recommended articles/i,
];

/** Which kinds of site text a line shows; two of them and a DOI make a saved page. */
export const landmarkOf = (text: string): number =>
  text.length > 120 ? -1 : landmarks.findIndex((one) => one.test(text));
