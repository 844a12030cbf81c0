/** The extension's side of the page. */
import type { FromOutline } from '../../protocol/outline.ts';

export interface Host {
  readonly send: (message: FromOutline) => void;
  readonly state: () => unknown;
  readonly keep: (state: unknown) => void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

/** VS Code gives it to every webview, once. */
declare function acquireVsCodeApi(): VsCodeApi;

export function vsCodeHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    state: () => api.getState(),
    keep: (state) => api.setState(state),
  };
}
