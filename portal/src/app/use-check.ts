// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState } from 'react';
import { type Question, requestCheck } from '../api/client.ts';
import { localProblem, type Problem, ProblemError } from '../api/problem.ts';
import type { Verdict } from '../api/verdict.ts';

/** Where a question stands. */
export type Run<Answer> =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'answered'; readonly answer: Answer }
  | { readonly state: 'failed'; readonly problem: FailedProblem };

/** A problem with how to send the same again; without where nothing was sent. */
export interface FailedProblem extends Problem {
  readonly resend?: (() => void) | undefined;
}

/** A question to the server that can be asked again and called off; only the latest one's answer counts. */
export function useRun<Asked, Answer>(ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>) {
  const [run, setRun] = useState<Run<Answer>>({ state: 'idle' });
  const latest = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => latest.current?.abort(), []);

  function cancel(): void {
    latest.current?.abort();
    latest.current = undefined;
    setRun({ state: 'idle' });
  }

  async function start(asked: Asked): Promise<void> {
    latest.current?.abort();
    const controller = new AbortController();
    latest.current = controller;
    setRun({ state: 'running' });
    const ended = await ask(asked, controller.signal).then(
      (answer): Run<Answer> => ({ state: 'answered', answer }),
      (error: unknown): Run<Answer> => ({
        state: 'failed',
        problem: { ...problemOf(error), resend: () => void start(asked) },
      }),
    );
    if (latest.current === controller && !controller.signal.aborted) setRun(ended);
  }

  return { run, start, cancel };
}

/** The main question. */
export function useCheck() {
  return useRun<Question, Verdict>(requestCheck);
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return localProblem('ANSWER_NOT_READ', error instanceof Error ? error.message : String(error));
}
