// SPDX-License-Identifier: Apache-2.0
import { DataTable } from '../../components/data-table.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { Certificate } from './certificate.ts';

/** What a calibration certificate in XML says, who signed it up to which root, and what it leaves open. */
export function CertificateView({ certificate }: { readonly certificate: Certificate }) {
  const { say, sayQuantity } = useWords();
  const { laboratory, instrument, calibratedOn, dueOn, points, paths, gaps } = certificate;
  const facts = [
    [say('certificate.laboratory'), laboratory],
    [say('certificate.instrument'), instrument],
    [say('certificate.day'), calibratedOn],
    ...(dueOn === undefined ? [] : [[say('certificate.due'), dueOn]]),
    ...paths.filter(({ length }) => length > 0).map((path) => [say('certificate.signer'), path.join(' ← ')]),
  ];
  return (
    <section data-certificate>
      <h3 className="font-semibold">{say('certificate.says')}</h3>
      <dl className="mt-2 mb-3 grid gap-x-4 text-sm sm:grid-cols-[auto_1fr]">
        {facts.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two signers may have one path, and the list never moves
          <div key={index} className="contents">
            <dt className="text-stone-600">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <DataTable
        caption={say('certificate.says')}
        headings={[
          say('certificate.quantity'),
          say('certificate.at'),
          say('certificate.uncertainty'),
          say('certificate.factor'),
        ]}
        rows={points.map(({ quantity, at, expandedUncertainty, coverageFactor }, index) => ({
          key: String(index),
          cells: [sayQuantity(quantity), at, expandedUncertainty, coverageFactor],
        }))}
      />
      <details className="mt-3">
        <summary className="flex min-h-11 items-center underline">
          {say('certificate.open', { count: gaps.length })}
        </summary>
        <ul className="mt-2 space-y-1 text-sm" lang="en">
          {gaps.map(({ code, at, message }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one gap may be named twice, and the list never moves
            <li key={index} className="wrap-anywhere">
              {at}: {message} <code className="text-xs text-stone-600">{code}</code>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
