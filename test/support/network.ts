import type { Network, ServiceName, ServiceRequest } from '../../src/core/index.ts';

/** What a service answers to a path that begins so; a number is a status without a body. */
export type Answers = Readonly<Record<string, unknown>>;

/**
 * A network of answers by `service /path`; whatever it has none for is not found. Remembers what it was
 * asked.
 */
export function fakeNetwork(
  answers: Answers,
  replaced: readonly ServiceName[] = [],
): Network & { readonly asked: string[]; readonly requests: ServiceRequest[] } {
  const asked: string[] = [];
  const requests: ServiceRequest[] = [];
  return {
    asked,
    requests,
    isReplaced: (service) => replaced.includes(service),
    ask(request) {
      const { service, path } = request;
      asked.push(`${service} ${path}`);
      requests.push(request);
      const name = Object.keys(answers).find((start) => `${service} ${path}`.startsWith(start));
      const answer = name === undefined ? 404 : answers[name];
      if (answer instanceof Error)
        return Promise.resolve({
          kind: 'failed',
          failure: { service, fault: { kind: 'timeout', seconds: 10 } },
        });
      const status = typeof answer === 'number' ? answer : 200;
      const text =
        typeof answer === 'string' ? answer : typeof answer === 'number' ? '' : JSON.stringify(answer);
      return Promise.resolve({ kind: 'answer', status, headers: new Map(), text });
    },
  };
}
