// SPDX-License-Identifier: Apache-2.0
import { MarkIcon } from '../../components/marks.tsx';
import { CHECK_MARKS, TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { firstBroken } from '../cell/chain.ts';
import { ChainList } from '../cell/chain-list.tsx';
import { DocumentCard } from '../documents/documents.tsx';
import { AgainstView } from './against-view.tsx';
import { CertificateView } from './certificate-view.tsx';
import type { DocumentChain, ProofLink } from './document-chain.ts';
import { IndicatorsView } from './indicators-view.tsx';

/** A document's chain: its standing, its proof, then place by place who vouches for it. */
export function DocumentChainView({ chain }: { readonly chain: DocumentChain }) {
  const { say, sayOr } = useWords();
  const { document, proof, places, certificate, indicators } = chain;
  const broken = proof.find(({ outcome }) => outcome === 'failed') ?? proof.find(({ outcome }) => outcome !== 'passed');
  return (
    <div className="mt-4 space-y-6">
      <DocumentCard document={document} />
      <section>
        <h3 className="font-semibold">{say('verify.proof')}</h3>
        <ol className="mt-2 space-y-1">
          {proof.map((link, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two signatures have the same checks, and the list never moves
            <ProofItem key={index} link={link} isBroken={link === broken} />
          ))}
        </ol>
      </section>
      {certificate === undefined ? null : <CertificateView certificate={certificate} />}
      {places.map(({ place, policy, checks, against }) => {
        const links = [...new Set(checks.map(({ group }) => group))].map((group) => ({
          group,
          checks: checks.filter((check) => check.group === group),
        }));
        return (
          <section key={place}>
            <h3 className="font-semibold">{say('verify.place', { place: sayOr(`place.${place}`, place) })}</h3>
            <p className="mb-2 text-sm text-stone-600">
              {policy === undefined ? say('verify.no-policy') : say('coverage.policy', { title: policy })}
            </p>
            {links.length === 0 ? (
              <p className="text-sm">{say('verify.no-checks')}</p>
            ) : (
              <ChainList chain={links} broken={firstBroken(links)} documents={[document]} />
            )}
            {against === undefined ? null : <AgainstView against={against} />}
          </section>
        );
      })}
      {indicators.length === 0 ? null : <IndicatorsView rules={indicators} />}
    </div>
  );
}

function ProofItem({ link, isBroken }: { readonly link: ProofLink; readonly isBroken: boolean }) {
  const { say, sayOr, sayReason } = useWords();
  const { name, outcome, code, detail } = link;
  const said =
    code === undefined ? undefined : sayReason({ code, detail: detail ?? code, values: {}, article: undefined });
  return (
    <li
      data-broken={isBroken || undefined}
      className={`rounded-md border px-3 py-2 ${isBroken ? TONES.broken : 'border-stone-300 bg-white'}`}
    >
      <p className="flex flex-wrap items-center gap-x-2">
        <MarkIcon mark={CHECK_MARKS[outcome]} />
        <span className="font-medium">{sayOr(`proof.${name}`, name)}</span>
        <span className="text-sm">{say(`check.${outcome}`)}</span>
        {isBroken ? (
          <strong className="rounded bg-stone-900 px-1.5 text-sm text-white">{say('cell.first-broken')}</strong>
        ) : null}
      </p>
      {said === undefined ? null : (
        <p className="mt-1 text-sm wrap-anywhere">
          <span lang={said.language}>{said.text}</span> <code className="text-xs text-stone-600">{code}</code>
        </p>
      )}
    </li>
  );
}
