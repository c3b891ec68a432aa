// SPDX-License-Identifier: Apache-2.0
// Runs trials beside the page, so that typing stays quick; a new question ends the worker and starts another.
import { runInSteps, type TrialsAsked, type TrialsMessage } from './trials.ts';

const answer = (message: TrialsMessage) => globalThis.postMessage(message);

globalThis.addEventListener('message', ({ data }: MessageEvent<TrialsAsked>) => {
  try {
    const run = runInSteps(data);
    let step = run.next();
    for (; step.done !== true; step = run.next()) answer({ state: 'running', done: step.value });
    answer({ state: 'done', answer: step.value });
  } catch (error) {
    answer({ state: 'failed', detail: error instanceof Error ? error.message : String(error) });
  }
});
