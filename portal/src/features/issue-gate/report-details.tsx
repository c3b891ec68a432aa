// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { formatInstant } from '../../components/format-instant.ts';
import { WordForWord } from '../../components/word-for-word.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { IssueGate } from './issue-gate.ts';
import type { ReportDraft, WaitingReport } from './report-case.ts';
import { shownResults, typedFrom } from './typed-report.ts';
import { instantOf } from './worksheet.ts';

/** Everything that is to be signed, or the reason for which what was signed is to be taken back. */
export function ReportDetails({
  waiting: { proposedBy, proposedAt, reasons, revokes },
  draft,
  gate,
}: {
  readonly waiting: WaitingReport;
  readonly draft: ReportDraft | undefined;
  /** As it stands now: what the reasons are about, in words. */
  readonly gate: IssueGate | undefined;
}) {
  const { say, sayReason } = useWords();
  const marks = gate?.lines.flatMap((line) => line.marks) ?? [];
  return (
    <>
      <p className="wrap-anywhere">{say('decision.waits', { person: proposedBy, at: formatInstant(proposedAt) })}</p>
      {revokes === undefined ? null : (
        <p className="mt-2 wrap-anywhere">{say('calibrations.revocation', { reason: revokes })}</p>
      )}
      {draft === undefined || revokes !== undefined ? null : <Whole draft={draft} />}
      <Rows
        rows={reasons.map(([code, why]) => [
          sayReason(marks.find((mark) => mark.code === code) ?? { code, detail: code, values: {}, article: undefined })
            .text,
          `${why} (${code})`,
        ])}
      />
    </>
  );
}

function Whole({ draft }: { readonly draft: ReportDraft }) {
  const { say, sayOr } = useWords();
  const typed = typedFrom(draft);
  const { number, laboratoryName, place, sample, description, food, receivedAt, condition, visibility } = typed;
  return (
    <>
      <Rows
        rows={[
          [say('report.number'), number],
          [say('report.laboratoryName'), `${laboratoryName}, ${sayOr(`place.${place}`, place)}`],
          [say('report.sample'), `${sample}: ${description}`],
          ...(food === '' ? [] : [[say('report.food'), food] as const]),
          [say('report.receivedAt'), formatInstant(instantOf(receivedAt))],
          ...(condition === '' ? [] : [[say('report.condition'), condition] as const]),
          [say('calibrations.visibility'), say(`calibrations.visibility.${visibility}`)],
          ...(draft.replacing === undefined ? [] : [[say('report.replacing'), draft.replacing] as const]),
        ]}
      />
      <DataTable
        caption={say('report.results')}
        headings={[
          say('report.result.result'),
          say('report.result.substance'),
          say('report.result.value'),
          say('report.result.method'),
          say('provided.testedOn'),
        ]}
        rows={shownResults(draft).map((one) => ({
          key: one.result,
          cells: [one.result, sayOr(`substance.${one.substance}`, one.substance), one.figure, one.method, one.testedOn],
        }))}
      />
      <WordForWord text={JSON.stringify(draft.subject, undefined, 2)} />
    </>
  );
}

function Rows({ rows }: { readonly rows: readonly (readonly [name: string, value: string])[] }) {
  if (rows.length === 0) return null;
  return (
    <dl className="my-2 grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
      {rows.map(([name, value]) => (
        <Fragment key={`${name} ${value}`}>
          <dt className="text-stone-600">{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
