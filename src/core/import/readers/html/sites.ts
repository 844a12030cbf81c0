import { matcherOf } from './select.ts';

/**
 * What one publisher's pages call the parts of an article. Selectors are of one element each (see
 * `matcherOf`).
 */
interface SiteRow {
  readonly site: string;
  /** One work of the list of references. */
  readonly reference?: readonly string[];
  /** What stands around an article and is none of it. */
  readonly furniture?: readonly string[];
  /** The legend of a figure or table. */
  readonly legend?: readonly string[];
  /** A heading that is no h1–h6. */
  readonly heading?: readonly string[];
  /** The name of the journal above the article; else its picture's other text says it. */
  readonly journal?: readonly string[];
  /** What shows a work of the list behind a mark of the text that cites it. */
  readonly shownWork?: readonly string[];
  /** Tables in windows behind the text, which links of the text open. */
  readonly tableWindow?: readonly string[];
  /** Authors whose "da" and "dos" belong to the given names, as Portuguese has it: "Silva, Ana da". */
  readonly portugueseAuthor?: readonly string[];
  /** One author with given and family name in elements of their own, or with a name in full. */
  readonly author?: readonly string[];
}

const rows: readonly SiteRow[] = [
  {
    site: 'any',
    reference: ['[role=doc-biblioentry]', '[role=doc-endnote]'],
    furniture: [
      'nav',
      'button',
      'input',
      'dialog',
      'menu',
      '[role=navigation]',
      '[role=menu]',
      '[role=menubar]',
      '[role=dialog]',
      '[role=search]',
      '[role=tooltip]',
      '[role=banner]',
      '[role=contentinfo]',
      '[hidden]',
      '[class*=cookie]',
      '[class*=Cookie]',
      '[id*=cookie]',
      '[class*=breadcrumb]',
      '.sr-only',
      '.visually-hidden',
      '.screen-reader-text',
      // A link from a work back to where it is cited, as HighWire's pages have it.
      '.rev-xref-ref',
      '.share',
      '.social',
    ],
    legend: ['figcaption', 'caption', '.caption', '.legend'],
  },
  {
    site: 'Elsevier',
    reference: ['ol.references>li', 'li[data-t=r]', 'dl.references>dd'],
    furniture: [
      '.ReferenceLinks',
      '.refPlaceHolder',
      '.external',
      '.publicationHead',
      '.publicationCover',
      '.Copyright',
      '.RelatedContent',
      '.SidePanel',
      '.Outline',
      '.TableOfContents',
      '.toolbar',
      '.download-all-supplemental-data',
      '.captionDownloads',
      '.ListArticles',
      '.PlumX',
      '.LinkDownload',
      '.list-recommended-articles',
      '.full-text-link',
      '.fullsize-link',
      '#preview-section-cited-by',
      '#section-cited-by',
      '.references-label-link',
      '.download-links',
      '.Footnotes>.label',
    ],
    legend: ['.captions', '.caption'],
    author: [
      '.author',
      '[data-xocs-content-type=author]',
      'a.authorName',
      '#author-group .react-xocs-alternative-link',
    ],
    journal: ['.publicationHead>.title', '.publication-title-link', '#publication-title'],
  },
  {
    site: 'Springer Nature',
    author: ['.AuthorNames .AuthorName'],
    journal: ['.ArticleCitation .JournalTitle', '[data-test=journal-title]'],
    reference: ['li.c-article-references__item', 'li.Citation', 'li.c-reading-companion__reference-item'],
    furniture: [
      '.c-article-references__links',
      '.Occurrences',
      '.c-reading-companion',
      '.c-article-share-box',
      '.c-article-rights',
      '.c-article-recommendations',
      '.c-article-subject-list',
      '.c-article-metrics-bar',
      '.c-bibliographic-information',
      '.c-article-further-reading',
      '.c-article-section__figure-link',
      '.c-article__pill-button',
      '.u-hide',
      '#article-info-section',
      '#rightslink-section',
      '#further-reading-section',
      '#about-this-article',
    ],
    legend: [
      '.c-article-section__figure-caption',
      '.c-article-section__figure-description',
      '.c-article-table__figcaption',
      '.CaptionContent',
    ],
  },
  {
    site: 'Wiley',
    reference: [
      'li[data-bib-id]',
      '.bibliography>ul>li',
      '.article-section__references>ul>li',
      '.article-section__references-list>li',
    ],
    furniture: [
      '.externalReferences',
      '.internalReferences',
      '.openUrl',
      '.jumpList',
      '.extra-links',
      '.getFTR',
      '.figure__download',
      '.figure__icon',
      '.coolBar',
      '.article-citation',
      '.pb-dropzone',
      '.citedByEntry',
      '#cited-by',
      '.cited-by',
      '.article-section__citedBy',
    ],
    legend: ['.figure__caption', '.figure__caption-text'],
  },
  {
    site: 'Atypon (SAGE, Taylor & Francis, American Psychiatric Association, PNAS)',
    reference: [
      '[role=doc-bibliography] [role=listitem]',
      '#core-collateral-references [role=listitem]',
      '.references li[id^=CIT]',
      '.references li[id^=R]',
    ],
    furniture: [
      '.external-links',
      '.xlinks-container',
      '.to-citation__wrapper',
      '.core-sections-menu',
      '.googleScholar-container',
      '.pubmed-container',
      '.ref-xlink',
      '.ref-lnk-tooltip',
      '.hidden-ref',
      '.figureDownloadOptions',
      '.figure-button',
      '.contributors-affiliations',
      '.core-authors-affiliations',
      '.information-container',
      '.sectionHeadingDiv select',
      '.summationNavigation',
      '.articleInfoSection',
      'td.sectionHeading',
      '.signup-alert-ad',
    ],
    heading: ['.sectionHeading', '.subSectionHeading', '.title2'],
    legend: ['.short-legend', '.figure__caption', '.captionText', '.NLM_caption'],
  },
  {
    site: 'AIP',
    // A window behind each mark shows the works that it cites.
    furniture: ['.ref-overlay', '.tocAuthors'],
    heading: ['.head-b', '.head-c', '.head-d'],
  },
  {
    site: 'Silverchair (Oxford, JAMA)',
    reference: ['.ref-content', '.references .reference'],
    furniture: [
      '.citation-links',
      '.reference-links',
      '.crossref-doi',
      '.refLink',
      '.xrefLink',
      '.jumplink-list',
      '.label-caption-link',
      '.fig-orig',
      '.download-slide',
      '.comment-form',
      '.article-metadata-panel',
      '.widget-ArticleJumpLinks',
      '.toolbar',
      '.get-permission',
      '.contents-tab',
      '.references-popup',
      '.reveal-modal',
    ],
    heading: ['.section-type-section'],
    legend: ['.fig-caption', '.figure-caption', '.table-wrap-title', '.caption'],
  },
  {
    site: 'PubMed Central and Europe PMC',
    reference: ['ul.ref-list>li', 'ol.ref-list>li', '.ref-cit-blk'],
    furniture: [
      '.goto',
      '.usa-in-page-nav',
      '.ui-ncbilinksmenu',
      '.fm-citation',
      '.pmc-sidebar',
      '.figpopup',
      '.largeImage',
      '.icnblk_img',
      '.pmc-layout__citation',
      '.d-panel',
      '.article-actions',
      '.citedby',
      '.similar-articles',
      '#ui-portlet',
    ],
    legend: ['.caption', '.fig-caption'],
  },
  {
    site: 'Frontiers',
    reference: ['.ReferencesCopy1', '.ReferencesCopy2', '.References p'],
    furniture: [
      '.article-header',
      '.article-aside',
      '.reviewed-by',
      '.citation-box',
      '.side-article-download',
      '.AuthorInfo',
    ],
    legend: ['.FigureDesc'],
  },
  {
    site: 'MDPI',
    reference: ['#html-references_list li', 'li[id^=B][data-content]'],
    furniture: [
      '.html-article-menu',
      '.art-authors',
      '.art-affiliations',
      '.belongsTo',
      '.pubhistory',
      '#share_deep_link',
      '.html-fig-show',
    ],
    legend: ['.html-fig_description', '.html-fig_caption', '.html-table_wrap_caption', '.html-caption'],
  },
  {
    site: 'PLOS',
    reference: ['ol.references>li'],
    furniture: [
      '.reflinks',
      '.nav-article',
      '.article-tabs',
      '.figure-inline-download',
      '.definition-label',
      '.aside-container',
    ],
    legend: ['.figcaption', '.caption_target'],
  },
  {
    site: 'SciELO',
    // Another such window names the reviewers.
    author: ['#ModalTutors .tutors>strong', '#ModalTutors .author-card>.author-name'],
    portugueseAuthor: ['#ModalTutors .tutors>strong', '#ModalTutors .author-card>.author-name'],
    journal: ['._editionMeta'],
    reference: ['.ref-list .refList>li'],
    shownWork: ['.refCtt'],
    tableWindow: ['.ModalTables'],
    furniture: [
      '#toolBox',
      '#printISSN',
      'h4#doi',
      '.refCtt',
      '.articleMenu',
      '.ModalTutors',
      '.ModalFigs',
      '.modal-header',
      // Notes are listed as works are.
      '.refList.footnote',
    ],
  },
  {
    site: 'MIT Press',
    journal: ['h1.journalTitle'],
  },
  {
    site: 'Cambridge',
    reference: ['#references-list .circle-list__item', '.ref-list .ref'],
    furniture: [
      '.circle-list__item__indicator-links',
      '.app-card',
      '.get-access',
      '.related-content',
      '.content-box',
      '.aop-lazy-load-image',
    ],
    legend: ['.caption', '.fig-label'],
  },
];

const all = (part: Exclude<keyof SiteRow, 'site'>): readonly string[] =>
  rows.flatMap((row) => row[part] ?? []);

export const isReferenceItem = matcherOf(all('reference'));
/** Copies of parts of the article that a page shows beside it. */
export const isCopy = matcherOf(['.core-collateral', '.c-reading-companion', '#figure-viewer']);
/** A panel beside the text that holds the whole list of references. */
export const isListPanel = matcherOf(['.core-collateral']);
export const isFurniture = matcherOf(all('furniture'));
export const isShownWork = matcherOf(all('shownWork'));
export const isTableWindow = matcherOf(all('tableWindow'));
export const isLegend = matcherOf(all('legend'));
export const isSiteHeading = matcherOf(all('heading'));
export const isMarkedAuthor = matcherOf(all('author'));
export const isPortugueseAuthor = matcherOf(all('portugueseAuthor'));
/** Signs that fonts draw by a word. */
export const isIcon = matcherOf(['[class*=material-icons]', '[class*=material-symbols]']);
export const isMarkedJournal = matcherOf(all('journal'));

/** Headings of what a site adds to an article. */
export const siteHeading =
  /^(?:cited by|citing articles?|similar articles|related (?:articles?|content|research)|recommended(?: articles?| content| reading)?|articles? (?:from|citing|metrics|information|info|options|tools)|associated data|cite (?:this|as)|how to cite|share(?: and cite)?|metrics|comments|information|about this article|rights and permissions|permissions|download|links?|actions|resources|collections|more (?:from|by) .{1,60}|you may also .{1,60}|most (?:read|cited|viewed).{0,40}|further reading|subscribe|sign in|log in|export citation|figures? (?:and|&) tables?|media|sections?|on this page|in this (?:article|page|issue)|outline|navigation|menu|follow us|contact us|advertisement|publication history|article history|view options|pdf|full text|reprints|citations?|altmetric|tables?(?: \(\d+\))?|figures?(?: \(\d+\))?|extras? \(\d+\)|search|account|help|legal|footer|footnotes?|notes?|author information|(?:authors? and )?affiliations|author affiliations|additional information|editors?|reviewed by|corresponding author|article information|publisher(?:['’]s)? note|electronic supplementary material|change history|see more about|explore|issue|this article|contact|accreditation|decision letter|author(?:s['’]|['’]s)? response|author biograph(?:y|ies)|author and article information|article and author information|cookies?.{0,60}|your privacy.{0,60})$/iu;

/** Texts of links below a work of the list. */
export const linkText =
  /^(?:[[(]?(?:cross ?ref|full ?text(?: pdf)?|google scholar|pub ?med(?: central)?|pmc(?: free article)?|free full text|free article|medline|scopus|web of science.{0,40}|isi|cas|ads|mathscinet|zbmath|doi|article|abstract|pdf|view (?:article|pdf|in scopus|record in scopus|at publisher|abstract|full text).{0,40}|publisher full text|publisher site|search ads|open ?url|get it.{0,40}|find (?:it|full).{0,40}|return to (?:ref|citation).{0,60}|go to (?:citation|reference|ref).{0,40}|citation|download|chemport|infotrieve|openurl .{0,60}|see all references|view at|external link|opens in new window|check for full text.{0,40}|.{0,40}find this article online|ref(?:erence)? list|order article.{0,40}|links?|europe pmc|worldcat|[↑↵^]{1,3}|\d{1,4} citations?)[\])]?[ ,;|]{0,3})$/iu;
