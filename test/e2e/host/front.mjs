// Serves an extension from the page's own origin, for the web extension host.
//
// VS Code makes no workers from extensions that come over vscode-remote:, and the workbench's own policy lets
// it connect to 'self' only. So this small server answers /extension/… from a folder and passes everything
// else, WebSockets too, on to VS Code's server. (Playwright's page.route() cannot do it: a page made by
// interception has no loopback address, and Chromium then blocks its WebSocket.)
import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { extname, join, normalize, sep } from 'node:path';

const prefix = '/extension/';
const types = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
};

/**
 * @param {string} folder the extension
 * @param {number} upstreamPort of VS Code's server
 */
export async function startFront(folder, upstreamPort) {
  const server = http.createServer((request, response) => {
    const path = decodeURIComponent(request.url.split('?')[0]);
    if (path.startsWith(prefix)) sendFile(folder, path.slice(prefix.length), response);
    else forward(request, response, upstreamPort);
  });
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => joinSockets(request, socket, head, upstreamPort));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const authority = `127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
  return {
    authority,
    origin: `http://${authority}`,
    prefix: prefix.replace(/\/$/, ''),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendFile(folder, name, response) {
  const path = normalize(join(folder, name));
  if (!path.startsWith(folder + sep) || !isFile(path)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': types[extname(path)] ?? 'application/octet-stream',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  createReadStream(path).pipe(response);
}

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

function forward(request, response, port) {
  const { method, url: path, headers } = request;
  const upstream = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  upstream.on('error', () => response.destroy());
  request.pipe(upstream);
}

/** @param {http.IncomingMessage} request */
function joinSockets({ method, url, rawHeaders }, socket, head, port) {
  const upstream = net.connect(port, '127.0.0.1', () => {
    const headers = rawHeaders.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`)).join('');
    upstream.write(`${method} ${url} HTTP/1.1\r\n${headers}\r\n`);
    upstream.write(head);
    upstream.pipe(socket);
    socket.pipe(upstream);
  });
  for (const [one, other] of [
    [upstream, socket],
    [socket, upstream],
  ]) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}
