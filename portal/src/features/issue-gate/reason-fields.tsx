// SPDX-License-Identifier: Apache-2.0
import type { ProblemError } from '../../api/problem.ts';
import type { Reason } from '../../api/verdict.ts';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';

/** A line for each code of the marks that let what they ask about through for a reason: a reason holds for all of a code. */
export function ReasonFields({
  asked,
  reasons,
  onReasons,
  required = false,
}: {
  readonly asked: readonly Reason[];
  /** What was typed, by code. */
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReasons: (reasons: Readonly<Record<string, string>>) => void;
  readonly required?: boolean;
}) {
  const { say, sayReason } = useWords();
  return [...Map.groupBy(asked, ({ code }) => code)].map(([code, marks]) => {
    const said = [...new Set(marks.map((mark) => sayReason(mark).text))].join('; ');
    return (
      <TextInput
        key={code}
        name={`reason-${code}`}
        label={say('calibrations.reason', { what: `${said} (${code})` })}
        value={reasons[code] ?? ''}
        required={required}
        onValue={(why) => onReasons({ ...reasons, [code]: why })}
      />
    );
  });
}

/** The marks that a reason lets through: the refusal says so of each. Those that were answered before stay. */
export function askedReasons({ problem: { faults } }: ProblemError, before: readonly Reason[]): readonly Reason[] {
  const marks = faults.flatMap(({ code, message, values }) =>
    code !== undefined && message.includes(`give a reason under ${code}`)
      ? [{ code, detail: withoutCure(message), values, article: undefined }]
      : [],
  );
  const codes = new Set(marks.map(({ code }) => code));
  return [...before.filter(({ code }) => !codes.has(code)), ...marks];
}

/** What the mark says; how to cure it stands in the refusal beside the form. */
const withoutCure = (message: string) => message.split('. To cure it: ')[0] ?? message;
