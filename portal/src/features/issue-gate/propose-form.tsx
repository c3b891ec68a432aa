// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import { type IssueGate, marksOf } from './issue-gate.ts';
import { ReasonFields } from './reason-fields.tsx';
import { proposeReport } from './report-case.ts';

/** Proposes a draft for signature, with a reason for each mark that asks for one; what blocks is cured first. */
export function ProposeForm({
  stream,
  gate,
  onProposed,
}: {
  readonly stream: string;
  readonly gate: IssueGate;
  readonly onProposed: () => void;
}) {
  const { say } = useWords();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const red = marksOf(gate, 'red');
  if (red > 0) return <p data-testid="blocked">{say('report.blocked', { red })}</p>;
  const asked = gate.lines.flatMap(({ marks }) => marks.filter(({ level }) => level === 'amber'));
  const codes = new Set(asked.map(({ code }) => code));
  // A mark that was cured meanwhile asks for no reason any more.
  const given = Object.fromEntries(Object.entries(reasons).filter(([code]) => codes.has(code)));
  return (
    <ActForm
      name="propose"
      asked={() => ({ stream, reasons: given })}
      act={proposeReport}
      onDone={onProposed}
      submit={say('report.propose.send')}
    >
      <p className="text-sm text-stone-600 sm:col-span-full">{say('report.propose.lead')}</p>
      <ReasonFields asked={asked} reasons={reasons} onReasons={setReasons} required />
    </ActForm>
  );
}
