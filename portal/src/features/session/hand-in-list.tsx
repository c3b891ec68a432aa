// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useRun } from '../../app/use-check.ts';
import { OneFileDrop } from '../../components/one-file-drop.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';

/** Hands in a list as a file, which is kept whole or not at all, and says which. */
export function HandInList({
  of,
  handIn,
  onKept,
}: {
  /** Of what: the room of its words. */
  readonly of: 'authorised' | 'clusters';
  readonly handIn: (file: File, signal: AbortSignal) => Promise<true>;
  readonly onKept: () => void;
}) {
  const { say } = useWords();
  const { run, start } = useRun<File, true>(handIn);
  const kept = useEffectEvent(onKept);
  useEffect(() => {
    if (run.state === 'answered') kept();
  }, [run.state]);
  return (
    <>
      <OneFileDrop
        label={say(`${of}.drop`)}
        hint={say(`${of}.drop.hint`)}
        choose={say(`${of}.choose`)}
        onFile={(file) => void start(file)}
      />
      <p role="status" className="mt-2">
        {run.state === 'running' ? say('nav.loading') : null}
        {run.state === 'answered' ? say(`${of}.kept`) : null}
      </p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </>
  );
}
