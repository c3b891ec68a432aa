// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { localProblem, type Problem, ProblemError } from '../../api/problem.ts';
import { Button } from '../../components/button.tsx';
import { saveBlob } from '../../components/save-file.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type ListAsked, requestPlanFile } from './instrument-plan.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const ICS = 'text/calendar';

/** The answer to take along: as a workbook, and its days for a calendar. */
export function PlanDownloads({ asked }: { readonly asked: ListAsked }) {
  const { say } = useWords();
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const take = async (mediaType: string, name: string) => {
    setProblem(undefined);
    try {
      saveBlob(name, await requestPlanFile(asked, mediaType));
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.problem : localProblem('ANSWER_NOT_READ', String(error)));
    }
  };
  return (
    <>
      <div className="mt-4 flex flex-wrap gap-3 print:hidden">
        <Button onClick={() => void take(XLSX, 'instruments-plan.xlsx')}>{say('instruments.take.workbook')}</Button>
        <Button onClick={() => void take(ICS, 'instruments-due.ics')}>{say('instruments.take.calendar')}</Button>
      </div>
      {problem === undefined ? null : <ProblemView problem={problem} />}
    </>
  );
}
