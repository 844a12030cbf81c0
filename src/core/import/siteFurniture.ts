/**
 * Every phrase that names the furniture of a site: what publishers' and databases' pages put around an
 * article and below its references. Sources of regular expressions, any letter case. Nothing else in the
 * importers names a site.
 */

/** Links below or behind a reference. */
export const linkNames = [
  'doi',
  'pubmed(?: abstract| central(?: full text)?|\\/ncbi)?',
  '(?:biomed central|publisher) full text|webcite|return to text',
  'pmc(?: free article|\\d{4,9})?',
  'google ?scholar(?: lookup)?',
  'cross ?ref(?: full text| google scholar)?',
  'view (?:in|at|on) (?:scopus|publisher|pubmed|web of science|article)',
  'view (?:record in scopus|article|pdf|abstract|large image)',
  'scopus|oxford academic',
  'web of science ?®?(?: times cited: \\d+)?',
  'isi|openurl|medline|embase|psycinfo|psycnet|ads|mathscinet|zbmath|cas|nasa ads|inspire|semantic scholar|worldcat',
  'full ?text(?: pdf| links?)?|free full text|pdf|article|abstract|references|external link|links?|find it|get it',
  'ovid(?: full text)?|altmetric|export citation|go to original source(?:\\.\\.\\.)?|search (?:ads|in google scholar)|return to ref(?:erence)? \\d*|back to (?:cited )?text(?: no\\. ?\\d+)?|open in a new tab|open url|\\[?opens in (?:a )?new (?:tab|window)\\]?',
  'chemical abstracts|biosis|agris|europe pmc|scilit|sciprofiles|preprints\\.org|digital object identifier.{0,5}|citations?|\\((?!(?:1[5-9]|20)\\d{2}\\))\\d{1,6}\\)|\\d{1,6} citations',
].join('|');

/** Whole lines that are never part of an article. */
export const furnitureLines: readonly string[] = [
  'show (?:more|less|abstract|all|details|affiliations|authors)(?: .{0,30})?|hide (?:abstract|details)',
  '(?:share|cite|save|print|email|export|follow|feedback|help|menu|search|outline|tools|about|home|back|close|next|previous|browse|submit|subscribe|donate|alerts?|new|more|options|settings|languages?|contents|toggle .{0,30})(?:[ |·•,/]+(?:share|cite|save|print|email|export|follow|outline|tools|menu|search|download|pdf|about))*',
  'share (?:article|this article|this|on .{0,40}|via .{0,40}|icons?|options)|share ?\\w{0,3}cite|(?:tweet|facebook|twitter|linkedin|whatsapp|reddit|wechat|mendeley|bluesky|x \\(formerly twitter\\))(?: .{0,20})?',
  'add to (?:mendeley|library|favorites|favourites|collections|citation manager|my .{0,20}|clipboard)',
  '(?:get )?rights (?:and|&) (?:content|permissions)|(?:reprints|permissions|rights) .{0,40}permissions|request permissions?|get permission|order article reprints|permalink',
  'view (?:more|all|full|pdf|article|abstract|in|at|on|large|related|record|table of|the|author|affiliations|metrics|comments|latest|issue|current|large image)\\b.{0,80}',
  '(?:download|open|purchase|access|read|get|buy) (?:pdf|epub|xml|full|high-res|all|as|the|through|options|powerpoint|ppt|image|citations?|this|article|now|figure|slide|file|access|e-?reader).{0,80}',
  'download ?:?.{0,20}|downloads?(?: ?:.{0,120})?|pdf(?: download| \\(.{1,20}\\)| [\\d.]+ ?[km]b)?|e-?pub|e-?reader|xml|html|figures? (?:and|&) tables?',
  'you have (?:full text |full )?access.{0,60}',
  'access (?:through|options|provided|via|denied).{0,80}|check (?:access|for updates)|institutional (?:login|access|sign in)|(?:sign|log) ?(?:in|on|out|up)(?: .{0,40})?|register(?: .{0,20})?|create (?:an )?account|my (?:account|profile|ncbi|journals).{0,20}',
  '(?:previous|next)(?: article)?(?: in (?:this )?(?:issue|volume))?|(?:prev|next) article|back to (?:top|results|article|journal).{0,20}|jump to.{0,40}|go to(?: top| :| section)?.{0,20}|on this page|in this (?:article|issue|section|page)',
  'author links open overlay panel|authors? info(?:rmation)? (?:and|&) affiliations?|authors? (?:and|&) affiliations|affiliations? (?:and|&) notes|author notes|corresponding author.{0,80}|contributor information|show author .{0,20}',
  'article (?:preview|sections?|menu|tools|navigation|options|contents|versions?|actions|guide|outline|history|info(?:rmation)?|metrics|views?|level metrics|recommendations|highlights)|page (?:navigation|actions|content).{0,20}',
  '(?:recommended|related|similar|trending|popular|most (?:read|cited)|featured|other|more) (?:articles?|content|reading|papers?|from .{0,60}|in .{0,40}|journals|on this topic|stories)(?: \\(\\d+\\))?|special issue articles?.{0,40}|people also read.{0,40}|you may also .{0,40}|explore (?:content|topics|all).{0,40}|view all (?:articles|journals|issues).{0,30}',
  'skip to .{0,40}|sciencedirect|journals? (?:&|and) books?|an official website of .{0,80}|here.s how you know|advertisement|loading.{0,20}|cookies?(?: settings| policy| preferences)?.{0,60}|(?:manage|accept|reject) (?:all|cookies|preferences).{0,40}|we (?:and our partners )?use cookies.{0,200}|your privacy.{0,60}',
  'privacy (?:policy|notice|statement)|terms (?:and|&) conditions(?: .{0,30})?|terms of (?:use|service)|contact (?:and|&) support|contact us|remote access|about (?:sciencedirect|us|the journal|this journal|this article|journal)|help (?:cent(?:er|re)|pages?)|accessibility(?: statement)?|newsletter.{0,60}|sign up for .{0,80}|journals?(?: home| menu| information| list| index| metrics)?|all (?:journals|issues|articles|content|volumes)|current issue|latest (?:issue|articles|content)|(?:online )?first|archive|for (?:authors|reviewers|editors|librarians|readers|subscribers|advertisers)|submit (?:to (?:this )?journal|a? ?(?:manuscript|article)|your .{0,40}).{0,40}|guide (?:for|to) authors|instructions for authors|editorial (?:board|policies)|publish with us|review for .{0,30}|edit a special issue|propose a special issue',
  '(?:figures|tables|extras|videos|images|metrics|article metrics|altmetrics?|plumx metrics|captures|citations|mentions|citation indexes|comments?|supplemental|peer review|responses?|views|accesses|total views|cited by|permissions|references)(?: ?\\(?[\\d.,]+k?\\)?){1,2}|(?:figures|tables|extras|videos|images|metrics|article metrics|altmetrics?|plumx metrics|captures|citations|mentions|permissions|comments|supplemental)|[\\d.,]+k? ?(?:views?|accesses|citations?|altmetric|downloads?|shares?|reads?|comments?)|citations?:? ?\\d+|altmetric(?: score)?:? ?\\d+',
  '(?:free |full |open |restricted |subscription |limited |no )?access|under a creative commons license|open archive|(?:fully )?peer[- ]reviewed?|corrected proof|in press|full access|free|licensed under .{0,80}|this (?:article is )?(?:an )?open access.{0,200}|cc[- ]by.{0,20}',
  'abstract (?:views|downloads).{0,20}|cited by in scopus.{0,20}|article history.{0,20}|received:? .{0,120}|available online.{0,80}|version of record.{0,40}',
  'published by .{0,80}|all content on this site.{0,400}|copyright ©.{0,300}|©.{0,200}|\\(c\\) \\d{4}.{0,200}|all rights reserved.{0,200}|elsevier logo.{0,60}|relx group.{0,40}|powered by .{0,60}',
  'image \\d{1,3}|(?:table|fig(?:ure)?)\\.? ?\\d{1,3}\\.?|open in (?:figure|viewer|a new tab).{0,40}|caption|enlarge.{0,30}|expand.{0,30}|zoom.{0,20}|full size (?:image|table)|view (?:figure|table).{0,40}|download (?:figure|slide|ms).{0,40}|original image|powerpoint slide',
];

/**
 * Whole lines above an article that are no part of it: kinds of articles, dates, people beside the authors.
 */
export const frontLines: readonly string[] = [
  '(?:mini |systematic |narrative |scoping |invited |brief |original |full length |full |rapid |short |research |clinical |case |new |meta-?)*(?:reviews?|article|research|communication|report(?: article)?|paper|letter|editorial|commentary|perspective|hypothesis (?:and|&) theory|research (?:article|paper|report)|analysis|trial|study protocol|protocol|case report)s?(?: article)?',
  '(?:abstract|article|full text) (?:views|downloads).{0,20}|cited by in scopus.{0,20}|cited by \\d+.{0,30}|(?:submission )?received:? .{0,160}|accepted:? .{0,120}|revised:? .{0,120}|available online.{0,80}|version of record.{0,60}|(?:first )?published(?: online| in print| date)?:? ?.{0,120}|publication date:? .{0,60}|issue date:? .{0,60}|e-?pub(?:lished)?:? .{0,60}|date (?:of publication|published).{0,60}|posted(?: online)?:? .{0,60}|issue published.{0,60}|online:? \\d.{0,30}',
  'affiliations?: .{0,400}|x|\\* ?e-mail:.{0,120}',
  'edited by:?.{0,120}|reviewed by:?.{0,200}|academic editors?:.{0,120}|editors?:.{0,120}|citation:.{0,400}|how to cite.{0,200}|cite (?:this|as).{0,400}|correspondence:?.{0,200}|\\*? ?corresponding authors?.{0,200}|e-?mail(?: address)?:.{0,120}|keywords? (?:plus|from).{0,60}|orcid.{0,60}|issn:? .{0,40}|pmc(?:id)?:? ?pmc\\d+(?: +pmid:? ?\\d+)?|pmid:? ?\\d+',
];

/** Beginnings of lines from which on a page shows its site, not its article. */
export const footers: readonly string[] = [
  'published by ',
  'all content on this site',
  'copyright ©',
  '© ?\\d{4}',
  'view all citing articles',
  'view full text$',
  'recommended articles?(?: \\(\\d+\\))?$',
  'article metrics$',
  'about sciencedirect',
  'similar articles$',
  'related (?:articles|content)(?: \\(\\d+\\))?$',
  'actions$',
  'follow ncbi',
  'download references$',
];

/** Kinds of lines of which two, with a DOI, show that a page was saved. */
export const landmarks: readonly string[] = [
  'section snippets$',
  'references \\(\\d+\\)$',
  'cited by \\(\\d+\\)$',
  'view full text$',
  '(?:get )?rights (?:and|&) content$',
  'share(?: cite)?$|cite$',
  'author links open overlay panel',
  'view all citing articles',
  'show (?:more|abstract)$',
  '(?:crossref|google scholar|view in scopus|view article)\\b',
  'recommended articles',
  'download pdf',
  'article preview$',
  'skip to ',
  'open access$',
];

/** Publishers whose names stand before a journal's on its first page. */
export const publishers =
  'hindawi(?: publishing corporation)?|biomed central|springer(?: nature)?|elsevier|wiley(?:-blackwell)?|sage publications|taylor (?:&|and) francis|oxford university press|cambridge university press|dove(?: medical)? ?press|mdpi|frontiers media|contents lists available at sciencedirect';

/** What stands before or behind the names on a line of authors. */
export const beforeAuthors = 'author links open overlay panel|authors?:|by ';
export const behindAuthors =
  '(?:authors? (?:info(?:rmation)?|links|affiliations|notes).{0,60}|show (?:more|authors|affiliations).{0,20}|\\[?\\.{3}\\]?|view (?:all )?authors.{0,20}|see (?:all|fewer) authors.{0,60}|\\+ ?\\d+(?: authors?)?|affiliations?(?: (?:and|&|\\|).{0,40})?)';
/** What stands behind the affiliations of each author. */
export const behindEachAuthor = /^search for (?:more papers|other works) by this author(?: on)?:?$/iu;
/** The kind of an article, which stands directly above its title; its date may be glued to it. */
export const articleKind =
  /^(?:(?:original|research|review|regular|journal|short|brief|full(?: length)?|open access|clinical|empirical) )*(?:article|paper|report|communication|investigation|research)(?: ?\d{1,2} \p{Lu}\p{Ll}{2,8} \d{4})?$/iu;
/** What stands behind the name of a journal above an article. */
export const behindJournal = /^impact factor:? ?\d/iu;
/** Words of menus, of kinds of articles and of places, which no name of a person holds. */
export const menuWord =
  /^(?:all|about|new|open|full|free|access|journals?|articles?|research|practice|science|sciences|search|sign|log|home|help|menu|issues?|volumes?|current|latest|archive|submit|editorial|board|special|collections?|topics?|sections?|figures?|tables?|metrics|citations?|references|abstract|keywords|download|pdf|share|tools|view|read|more|online|first|published?|publication|editors?|authors?|author|affiliations?|original|clinical|trials?|study|studies|reports?|news|events|books?|mood|medicine|health|university|department|institute|school|hospital|college|centre|center|policy|privacy|terms|contact|browse|explore|register|subscribe|alerts?|feedback|content|contents|information|guidelines?|resources|video|audio|media|blog|careers|advertising|permissions|reprints|rights|supplementary|materials?|data|introduction|methods?|results|discussion|conclusions?|background|united|states|kingdom|north|south|east|west|press|publishers?|publishing|group|limited|versions?|notes|review|reviews|advanced|archives)$/iu;
/** Words for the picture of a person or an envelope beside a name. */
export const authorIcons =
  /\b(?:person|envelope|orcid(?: logo| icon)?|mail(?= ?,))\b|✉|📧|\[?orcid\.org\/[\dX-]{19}\]?/giu;
