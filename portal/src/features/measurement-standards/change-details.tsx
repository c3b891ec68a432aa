// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import { formatInstant } from '../../components/format-instant.ts';
import { useWords } from '../../messages/use-words.ts';
import type { WaitingChange } from './standard.ts';
import type { StandingStandard } from './standing.ts';

/** What is to become of which standard, from when, on what ground: whoever decides signs nothing unseen. */
export function ChangeDetails({
  waiting,
  standard,
}: {
  readonly waiting: WaitingChange;
  /** As it stands today; undefined where it does not stand among those of today. */
  readonly standard: StandingStandard | undefined;
}) {
  const { say, sayOr } = useWords();
  const { change, name, number, proposedBy, proposedAt } = waiting;
  const said = (status: string) => sayOr(`status.${status}`, status);
  const { takesBack } = change;
  const what =
    'status' in change
      ? `${said(change.status)}, ${change.from ?? say('standards.change.at-once')}`
      : takesBack === undefined
        ? change.cancels
        : `${said(takesBack.status)}, ${takesBack.from}: ${takesBack.reason}`;
  const rows: readonly (readonly [name: string, value: string])[] = [
    [say('standards.standard'), name],
    [say('standards.number'), number],
    ...(standard === undefined
      ? []
      : [
          [say('standards.keeper-name'), standard.keeper] as const,
          [say('standards.place'), sayOr(`place.${standard.place}`, standard.place)] as const,
          [say('standards.change.now'), said(standard.status)] as const,
        ]),
    [say('status' in change ? 'standards.change.becomes' : 'standards.change.cancels'), what],
    [say('standards.change.reason'), change.reason],
  ];
  return (
    <>
      <p className="wrap-anywhere">{say('decision.waits', { person: proposedBy, at: formatInstant(proposedAt) })}</p>
      <dl className="my-2 grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
        {rows.map(([term, value]) => (
          <Fragment key={term}>
            <dt className="text-stone-600">{term}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}
