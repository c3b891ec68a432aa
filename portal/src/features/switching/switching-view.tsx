// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';
import type { Switching } from './switching.ts';

/** What takes the place of the edition, by when, and who still names it. */
export function SwitchingView({ answer }: { readonly answer: Switching }) {
  const { say, sayOr } = useWords();
  const { specification, on, by, successors, lines, standards } = answer;
  if (by === undefined) {
    return (
      <p className="mt-6" data-testid="nobody-switches">
        {say('switching.nothing', { edition: specification, on })}
      </p>
    );
  }
  return (
    <>
      <Section id="successors" title={say('switching.successors', { edition: specification })}>
        <p className="font-medium">{say(on > by ? 'switching.is-over' : 'switching.is-allowed', { by, on })}</p>
        <ul className="mt-2 space-y-2">
          {successors.map((each) => (
            <li key={`${each.place} ${each.specification}`} className="rounded-md border border-stone-300 bg-white p-3">
              <p className="font-semibold">
                {each.specification}{' '}
                <span className="font-normal text-stone-600">
                  {sayOr(`place.${each.place}`, each.place)} · {say('switching.from', { from: each.from })}
                </span>
              </p>
              <ul className="list-disc pl-5">
                {each.switchBy.map(({ who, by: day }) => (
                  <li key={`${who} ${day}`}>{say('switching.by', { who, by: day })}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="switching-lines" title={say('switching.lines', { count: lines.length })}>
        {lines.length === 0 ? <p>{say('switching.lines.none')}</p> : null}
        {lines.length === 0 ? null : (
          <DataTable
            caption={say('switching.lines', { count: lines.length })}
            headings={(['body', 'activity', 'property', 'certificate', 'state'] as const).map((name) =>
              say(`switching.column.${name}`),
            )}
            rows={lines.map((line) => ({
              key: `${line.id} ${line.line}`,
              cells: [
                line.name,
                sayOr(`switching.activity.${line.activity}`, line.activity),
                line.property,
                <StatementLink key="paper" statement={line} name={`${line.certificateNumber}, ${line.line}`} />,
                <Standing key="state" overdue={line.overdue} by={by} />,
              ],
            }))}
          />
        )}
      </Section>
      <Section id="switching-standards" title={say('switching.standards', { count: standards.length })}>
        {standards.length === 0 ? <p>{say('switching.standards.none')}</p> : null}
        {standards.length === 0 ? null : (
          <DataTable
            caption={say('switching.standards', { count: standards.length })}
            headings={(['standard', 'keeper', 'certificate', 'until', 'state'] as const).map((name) =>
              say(`switching.column.${name}`),
            )}
            rows={standards.map((each) => ({
              key: `${each.id} ${each.standard} ${each.keeper}`,
              cells: [
                each.standard,
                each.keeperName,
                <StatementLink key="paper" statement={each} name={each.certificateNumber} />,
                each.until ?? '—',
                <Standing key="state" overdue={each.overdue} by={by} />,
              ],
            }))}
          />
        )}
      </Section>
    </>
  );
}

function StatementLink({
  statement,
  name,
}: {
  readonly statement: { readonly issuer: string; readonly id: string };
  readonly name: string;
}) {
  return (
    <a className="underline" href={statementPage(statement)}>
      {name}
    </a>
  );
}

function Standing({ overdue, by }: { readonly overdue: boolean; readonly by: string }) {
  const { say } = useWords();
  return overdue ? (
    <Badge mark="refuted" tone="refuted">
      {say('switching.overdue', { by })}
    </Badge>
  ) : (
    <Badge mark="open" tone="unknown">
      {say('switching.until', { by })}
    </Badge>
  );
}
