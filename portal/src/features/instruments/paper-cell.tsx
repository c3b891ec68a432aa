// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { InstrumentPaper } from './on-record.ts';

/** By which paper an instrument is in use: a way to the certificate where one is on record, and what became of it. */
export function PaperCell({ paper: { number, laboratory, certificate, status } }: { readonly paper: InstrumentPaper }) {
  const { say } = useWords();
  const name = number ?? say('instruments.paper.no-number');
  const isHere = certificate !== undefined && status !== 'not-on-record';
  return (
    <>
      {isHere ? (
        <a
          href={`/statements/${encodeURIComponent(certificate.issuer)}/${encodeURIComponent(certificate.id)}`}
          className="underline"
        >
          {name}
        </a>
      ) : (
        name
      )}
      {laboratory === undefined ? null : <span className="block text-stone-600">{laboratory}</span>}
      {status === undefined || status === 'active' ? null : (
        <span className="block font-semibold" data-paper={status}>
          {say(`instruments.paper.${status}`)}
        </span>
      )}
    </>
  );
}
