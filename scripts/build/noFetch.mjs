// citation-js brings two fetchers, one of which blocks. PsyCite has one way to other machines, its own, so in
// bundles a module that throws stands for the one that holds them.

const contents = `
export function fetchFile() {
  throw new Error('citation-js does not ask the network here.');
}
export const fetchFileAsync = fetchFile;
export const setUserAgent = () => undefined;
export default fetchFile;
`;

/** @type {import('esbuild').Plugin} */
export const noFetch = {
  name: 'no-fetch',
  setup(build) {
    const fetchers = /@citation-js[\\/]core[\\/]lib(?:-mjs)?[\\/]util[\\/]fetchFile(?:Async)?\.js$/;
    build.onLoad({ filter: fetchers }, () => ({ contents, loader: 'js' }));
    // Its package.json is bundled for its version alone, and names them.
    build.onLoad({ filter: /@citation-js[\\/]core[\\/]package\.json$/ }, () => ({
      contents: '{}',
      loader: 'json',
    }));
  },
};
