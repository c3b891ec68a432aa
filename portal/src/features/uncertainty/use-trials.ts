// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import type { TrialsAsked, TrialsMessage } from './trials.ts';

/** Typing goes on for about so long between two keys; trials begin after it. */
const PAUSE_MS = 350;

/** How far the trials are, or what they say; undefined while nothing is asked. */
export function useTrials(asked: TrialsAsked | undefined): TrialsMessage | undefined {
  const [heard, setHeard] = useState<{ readonly of: string; readonly message: TrialsMessage }>();
  const question = asked === undefined ? undefined : JSON.stringify(asked);
  useEffect(() => {
    if (question === undefined) return;
    let worker: Worker | undefined;
    const timer = setTimeout(() => {
      worker = new Worker(new URL('./trials-worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('message', ({ data }: MessageEvent<TrialsMessage>) => {
        setHeard({ of: question, message: data });
      });
      worker.addEventListener('error', ({ message: detail }) => {
        setHeard({ of: question, message: { state: 'failed', detail } });
      });
      worker.postMessage(JSON.parse(question));
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      worker?.terminate();
    };
  }, [question]);
  if (question === undefined) return undefined;
  return heard?.of === question ? heard.message : { state: 'running', done: 0 };
}
