/**
 * The outline's page, before anything is in it. Knows nothing of VS Code, so that a browser alone can be
 * given it.
 */
export interface OutlinePageSources {
  /** Where stylesheets and fonts come from, as the content policy names it. */
  readonly cspSource: string;
  /** The addresses of the script and of the stylesheet. */
  readonly script: string;
  readonly stylesheet: string;
}

/**
 * One script, one stylesheet and its font, and nothing else: no images, no connections, no frames, no inline
 * code.
 */
export const outlinePage = (sources: OutlinePageSources): string => scriptPage('Outline', sources);

/** The same for any page of one script and one stylesheet. `title` is the extension's own words. */
export function scriptPage(title: string, { cspSource, script, stylesheet }: OutlinePageSources): string {
  const nonce = freshNonce();
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="${stylesheet}">
<title>${title}</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** 128 bits, new for each page: whatever got into an old page cannot know it. */
function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
