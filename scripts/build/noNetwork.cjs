// Stands in for the fetchers of citation-js. Nothing of ours reaches them; if something ever does, it fails at once.
module.exports = () => {
  throw new Error('PsyCite does not use the network.');
};
