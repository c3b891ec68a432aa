// SPDX-License-Identifier: Apache-2.0
import { Fragment } from 'react';
import { formatInstant } from '../../components/format-instant.ts';
import { useWords } from '../../messages/use-words.ts';
import type { Measure, WaitingStandard } from './standard.ts';

/** Everything that is to be signed: whoever decides signs nothing unseen. */
export function StandardDetails({
  waiting: { standard: given, proposedBy, proposedAt, reason, more },
}: {
  readonly waiting: WaitingStandard;
}) {
  const { say, sayOr } = useWords();
  const law = [given.law, given.provision, say(`standards.certainty.${given.certainty}`)];
  const realised = [say(`standards.by.${given.by}`), given.description, given.constants];
  const rows: readonly (readonly [name: string, value: string])[] = [
    [say('standards.standard'), given.standard],
    [say('standards.number'), given.certificateNumber],
    [say('standards.level'), say(`standards.level.${given.level}`)],
    [say('standards.keeper-name'), given.keeperName],
    [say('standards.keeper'), given.keeper],
    [say('standards.place'), sayOr(`place.${given.place}`, given.place)],
    [say('standards.law'), filled(law)],
    [say('standards.by'), filled(realised)],
    ...given.measures.map(
      (one) => [say('standards.measure'), say('standards.measure.is', measured(one, sayOr))] as const,
    ),
    [say('standards.span'), `${given.from} – ${given.to}`],
    ...(given.demonstration ? [[say('standards.demonstration'), say('standards.yes')] as const] : []),
    ...(more === '' ? [] : [[say('standards.more'), more] as const]),
    ...(reason === undefined ? [] : [[say('standards.reason'), reason] as const]),
  ];
  return (
    <>
      <p className="wrap-anywhere">{say('decision.waits', { person: proposedBy, at: formatInstant(proposedAt) })}</p>
      <dl className="my-2 grid grid-cols-1 gap-x-4 gap-y-1 text-sm wrap-anywhere sm:grid-cols-[auto_1fr]">
        {rows.map(([name, value]) => (
          <Fragment key={`${name} ${value}`}>
            <dt className="text-stone-600">{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </dl>
    </>
  );
}

const filled = (parts: readonly string[]) => parts.filter((part) => part !== '').join(' · ');

function measured(
  { quantity, from, to, unit, uncertainty, uncertaintyUnit, factor }: Measure,
  sayOr: (id: string, fallback: string) => string,
) {
  const range = `${from} – ${to} ${unit}`;
  return {
    quantity: sayOr(`quantity.${quantity}`, quantity),
    range,
    u: `${uncertainty} ${uncertaintyUnit}`,
    k: factor,
  };
}
