// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { OneFileDrop } from '../../components/one-file-drop.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type DocumentChain, requestVerify } from './document-chain.ts';
import { DocumentChainView } from './document-chain-view.tsx';

/** One document in, its chain out. */
export function Verify() {
  const { say } = useWords();
  const { run, start, cancel } = useRun<File, DocumentChain>(requestVerify);
  const [file, setFile] = useState<File | undefined>(undefined);
  const verify = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    setFile(chosen);
    void start(chosen);
  };
  return (
    <section aria-labelledby="verify-title">
      <h2 id="verify-title" className="text-xl font-semibold">
        {say('verify.title')}
      </h2>
      <p className="mt-1 mb-3 text-stone-600">{say('verify.lead')}</p>
      <OneFileDrop label={say('verify.drop')} hint={say('verify.hint')} choose={say('verify.choose')} onFile={verify} />
      <div role="status" className="mt-4">
        {run.state === 'running' ? (
          <div className="flex flex-wrap items-center gap-3">
            <span>{say('verify.running', { file: file?.name ?? '' })}</span>
            <Button onClick={cancel}>{say('ask.cancel')}</Button>
          </div>
        ) : null}
      </div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => verify(file)} /> : null}
      {run.state === 'answered' ? <DocumentChainView chain={run.answer} /> : null}
    </section>
  );
}
