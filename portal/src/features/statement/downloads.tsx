// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { askText } from '../../api/client.ts';
import { localProblem, type Problem, ProblemError } from '../../api/problem.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type Statement, statementUrl } from './statement.ts';

const VC_JWT = 'application/vc+jwt';

/** The statement as its issuer signed it: to read here, and to take along in both forms. */
export function Downloads({ statement }: { readonly statement: Statement }) {
  const { say } = useWords();
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const file = statement.id.replace('urn:uuid:', '');
  const takeToken = async () => {
    setProblem(undefined);
    try {
      const { text } = await askText(statementUrl(statement), { headers: { accept: VC_JWT } });
      save(`${file}.jwt`, text);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.problem : localProblem('ANSWER_NOT_READ', String(error)));
    }
  };
  return (
    <>
      <p className="text-stone-600">{say('statement.raw.lead')}</p>
      <div className="mt-3 flex flex-wrap gap-3 print:hidden">
        <a
          href={statementUrl(statement)}
          download={`${file}.json`}
          className="inline-flex min-h-11 items-center rounded-md border border-stone-400 bg-white px-4 py-2 font-medium hover:bg-stone-100"
        >
          {say('statement.download.json')}
        </a>
        <Button onClick={() => void takeToken()}>{say('statement.download.jwt')}</Button>
      </div>
      {problem === undefined ? null : <ProblemView problem={problem} />}
      <details className="mt-3">
        <summary className="flex min-h-11 items-center underline">{say('statement.raw.show')}</summary>
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          tabIndex={0}
          className="mt-2 max-h-96 overflow-auto rounded-md border border-stone-300 bg-white p-3 text-xs wrap-anywhere whitespace-pre-wrap"
        >
          {statement.text}
        </pre>
      </details>
    </>
  );
}

function save(name: string, content: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: VC_JWT }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
