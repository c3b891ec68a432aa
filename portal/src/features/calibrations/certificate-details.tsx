// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import { DataTable } from '../../components/data-table.tsx';
import { formatInstant } from '../../components/format-instant.ts';
import { WordForWord } from '../../components/word-for-word.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { Figure, ProposedCertificate, ShownPoint, WaitingCertificate } from './calibration.ts';

/** Everything that is to be signed: whoever decides signs nothing unseen. */
export function CertificateDetails({ waiting }: { readonly waiting: WaitingCertificate }) {
  const { say } = useWords();
  const { proposed, proposedBy, proposedAt, number, thing } = waiting;
  return (
    <>
      <p className="font-semibold wrap-anywhere">
        {number} · {thing}
      </p>
      <p className="wrap-anywhere">{say('decision.waits', { person: proposedBy, at: formatInstant(proposedAt) })}</p>
      {'reason' in proposed ? (
        <p className="mt-2 wrap-anywhere">{say('calibrations.revocation', { reason: proposed.reason })}</p>
      ) : (
        <Whole certificate={proposed} proposedBy={proposedBy} />
      )}
    </>
  );
}

function Whole({
  certificate,
  proposedBy,
}: {
  readonly certificate: ProposedCertificate;
  readonly proposedBy: string;
}) {
  const { say, sayReason } = useWords();
  const { laboratory, item, method, calibratedOn, dueOn, visibility, references, work, reasons } = certificate;
  const rows: readonly (readonly [name: string, value: string])[] = [
    [say('calibrations.laboratoryName'), laboratory],
    ...(item === '' ? [] : [[say('calibrations.item'), item] as const]),
    [say('calibrations.method'), method],
    [say('calibrations.calibratedOn'), calibratedOn],
    ...(dueOn === undefined ? [] : [[say('calibrations.dueOn'), dueOn] as const]),
    [say('calibrations.visibility'), say(`calibrations.visibility.${visibility}`)],
    ...references.map((one) => [say('calibrations.reference'), one] as const),
    ...work.map(
      ({ site, from, to, by = proposedBy }) =>
        [say('calibrations.work'), `${by}, ${site}: ${formatInstant(from)} – ${formatInstant(to)}`] as const,
    ),
    ...reasons.map(
      ([code, why]) =>
        [sayReason({ code, detail: code, values: {}, article: undefined }).text, `${why} (${code})`] as const,
    ),
  ];
  return (
    <>
      <dl className="my-2 grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
        {rows.map(([name, value]) => (
          <Fragment key={`${name} ${value}`}>
            <dt className="text-stone-600">{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
      <PointTable name="left" points={certificate.points} />
      {certificate.asFound.length === 0 ? (
        <p className="mt-2 text-sm text-stone-600">{say('calibrations.found.none')}</p>
      ) : (
        <PointTable name="found" points={certificate.asFound} />
      )}
      <WordForWord text={certificate.wordForWord} />
    </>
  );
}

function PointTable({ name, points }: { readonly name: 'left' | 'found'; readonly points: readonly ShownPoint[] }) {
  const { say, sayQuantity } = useWords();
  return (
    <div data-points={name} className="mt-2">
      <h3 className="font-semibold">{say(`calibrations.${name}`)}</h3>
      <DataTable
        caption={say(`calibrations.${name}`)}
        headings={[
          say('certificate.quantity'),
          say('certificate.at'),
          say(`calibrations.${name}.value`),
          say('certificate.uncertainty'),
          say('certificate.factor'),
        ]}
        rows={points.map(({ quantity, at, found, uncertainty, factor }, index) => ({
          key: `${name} ${index}`,
          cells: [
            sayQuantity(quantity),
            figure(at),
            found === undefined ? '' : figure(found),
            figure(uncertainty),
            factor,
          ],
        }))}
      />
    </div>
  );
}

const figure = ({ value, unit }: Figure) => `${value} ${unit}`;
