/** What pdf.js draws with. It names these classes when it is loaded, and nothing is drawn here. */
class NothingDrawn {}

for (const name of ['DOMMatrix', 'ImageData', 'Path2D'])
  if (!(name in globalThis)) Object.assign(globalThis, { [name]: NothingDrawn });
