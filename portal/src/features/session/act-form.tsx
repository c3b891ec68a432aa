// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useEffectEvent } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';

/** A form that puts something on record: says what became of it, and tells whoever shows what changed. */
export function ActForm<Asked>({
  name,
  asked,
  act,
  onDone,
  submit,
  children,
}: {
  /** For whoever looks for the form in the page. */
  readonly name: string;
  /** What is asked for now; undefined where something is still missing. */
  readonly asked: () => Asked | undefined;
  readonly act: (asked: Asked, signal: AbortSignal) => Promise<true>;
  readonly onDone: () => void;
  readonly submit: string;
  readonly children: ReactNode;
}) {
  const { say } = useWords();
  const { run, start } = useRun<Asked, true>(act);
  const done = useEffectEvent(onDone);
  useEffect(() => {
    if (run.state === 'answered') done();
  }, [run.state]);
  return (
    <>
      <form
        data-form={name}
        onSubmit={(event) => {
          event.preventDefault();
          const wanted = asked();
          if (wanted !== undefined) void start(wanted);
        }}
      >
        <div className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3">{children}</div>
        <div className="mt-3 flex flex-wrap items-center gap-3">
          <Button primary type="submit" disabled={run.state === 'running'}>
            {submit}
          </Button>
          <p role="status">{run.state === 'answered' ? say('form.saved') : null}</p>
        </div>
      </form>
      {/* Beside the form: it may hold a form of its own, to sign in again. */}
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </>
  );
}
