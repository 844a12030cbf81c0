/** Ties the model to the page: messages in and out, and what is kept for the next time the page is made. */
import { useCallback, useEffect, useReducer, useRef } from 'preact/hooks';
import { isToOutline } from '../../../protocol/outline.ts';
import type { Effect } from '../actions.ts';
import type { Host } from '../host.ts';
import { emptyModel, type Model, update, type ViewEvent } from './model.ts';
import { restore, save } from './saved.ts';

export interface Outline {
  readonly model: Model;
  readonly dispatch: (event: ViewEvent) => void;
  readonly perform: (effect: Effect) => void;
  readonly retry: () => void;
  readonly send: Host['send'];
}

/**
 * Between one keeping and the next, in milliseconds: scrolling and typing change the model many times a
 * second.
 */
const keepEvery = 100;

export function useOutline(host: Host): Outline {
  const [model, dispatch] = useReducer(update, emptyModel, () => restore(host.state()));

  useEffect(() => {
    const receive = (event: MessageEvent<unknown>): void => {
      if (isToOutline(event.data)) dispatch({ type: 'message', message: event.data });
    };
    window.addEventListener('message', receive);
    host.send({ type: 'ready' });
    return () => window.removeEventListener('message', receive);
  }, []);

  useEffect(() => {
    const query = model.query.trim();
    if (model.request > 0 && query !== '') host.send({ type: 'find', request: model.request, query });
  }, [model.request]);

  const shown = !model.folded.has('references') && model.query.trim() === '';
  const wasShown = useRef(false);
  useEffect(() => {
    if (shown !== wasShown.current) host.send({ type: 'references', shown });
    wasShown.current = shown;
  }, [shown]);

  useKept(host, model);

  const perform = useCallback((effect: Effect): void => {
    if (effect.kind === 'send') host.send(effect.message);
    else dispatch({ type: 'show', target: effect.target });
  }, []);
  const retry = useCallback((): void => {
    dispatch({ type: 'retry' });
    host.send({ type: 'retry' });
  }, []);
  return { model, dispatch, perform, retry, send: host.send };
}

/** Keeps the model as soon as it changes: what is kept while the page goes may not arrive. */
function useKept(host: Host, model: Model): void {
  const latest = useRef(model);
  latest.current = model;
  const keptAt = useRef(Number.NEGATIVE_INFINITY);
  const keep = useCallback((): void => {
    keptAt.current = performance.now();
    host.keep(save(latest.current));
  }, []);
  const { toggled, folded, active, scroll, coverageView } = model;
  useEffect(() => {
    const timer = setTimeout(keep, Math.max(0, keptAt.current + keepEvery - performance.now()));
    return () => clearTimeout(timer);
  }, [toggled, folded, active, scroll, coverageView]);
  useEffect(() => {
    window.addEventListener('pagehide', keep);
    document.addEventListener('visibilitychange', keep);
    return () => {
      window.removeEventListener('pagehide', keep);
      document.removeEventListener('visibilitychange', keep);
    };
  }, []);
}
