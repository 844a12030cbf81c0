import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Socket } from 'node:net';
import type { Clock } from '../../src/server/host.ts';

export interface Loopback {
  readonly url: string;
  /** Method, path and headers of what was asked, in order. */
  readonly requests: { method: string; path: string; headers: IncomingMessage['headers']; body: string }[];
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** A server on this machine that answers as a service does, and remembers what it was asked. */
export async function serve(answer: Answer): Promise<Loopback> {
  const requests: Loopback['requests'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      requests.push({ method: request.method!, path: request.url!, headers: request.headers, body });
      answer(request, response, body);
    });
  });
  return { ...(await listening(server)), requests };
}

/** A server that speaks below HTTP: what it writes is what is read. */
export async function serveRaw(answer: (socket: Socket) => void): Promise<Omit<Loopback, 'requests'>> {
  const server = createSocketServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      answer(socket);
    });
  });
  return listening(server as unknown as Server);
}

async function listening(server: Server): Promise<Pick<Loopback, 'url' | 'close'>> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}

/** A clock that goes `speed` times as fast as the machine's. */
export const fastClock = (speed: number): Clock => ({
  now: () => performance.now() * speed,
  after(delay, callback) {
    const timer = setTimeout(callback, delay / speed);
    return () => {
      clearTimeout(timer);
    };
  },
  yield: () => new Promise((resolve) => setImmediate(resolve)),
});

export const json = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
};
