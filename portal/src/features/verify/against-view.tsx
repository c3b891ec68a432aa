// SPDX-License-Identifier: Apache-2.0
import { ReasonList } from '../../components/reason-line.tsx';
import { TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import type { KnownAgainst } from './against.ts';

/** Restrictions, penalties, suspensions and recalls beside the links of a document, with the day and the time known. */
export function AgainstView({ against }: { readonly against: KnownAgainst }) {
  const { say } = useWords();
  const { on, knownAt, parties } = against;
  return (
    <section data-against className="mt-3">
      <h4 className="font-medium">{say('verify.against')}</h4>
      <p className="text-sm text-stone-600">{say('verify.against-as-of', { on, knownAt })}</p>
      <ul className="mt-1 space-y-2">
        {parties.map(({ of, standing, reasons, rests }) => (
          <li
            key={of}
            data-against-of={of}
            data-standing={standing}
            className={`rounded-md border px-3 py-2 text-sm ${standing === 'open' ? TONES.broken : 'border-stone-300 bg-white'}`}
          >
            <p className="font-medium">
              {say(`against.${of}`)}: {say(`against.${standing}`)}
            </p>
            <ReasonList reasons={reasons} />
            {rests.map(({ issuer, id, title }) => (
              <p key={`${issuer} ${id}`} className="wrap-anywhere text-stone-600">
                {title} ({issuer})
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
