// SPDX-License-Identifier: Apache-2.0
import { Instant } from '../../components/instant.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { LogState, Shard } from './logs.ts';

/** The node's own log, year for year, with its keys; and how others hold it to what it showed. */
export function OwnLog({ log: { shards, next, vkey, origin, isWritten } }: { readonly log: LogState }) {
  const { say } = useWords();
  const isReadable = shards.at(-1)?.open ?? false;
  const path = shards.at(-1)?.path ?? '/log';
  const address = `${window.location.origin}${path}`;
  const commands = [
    ['witness', `./touchstone witness --state DIR --name NAME --log '${vkey}'`],
    ['mirror', `./touchstone mirror --state DIR --log '${vkey}=${address}/'`],
    ['audit', `./touchstone audit ${address} --log '${vkey}'`],
  ] as const;
  return (
    <Section id="own" title={say('logs.own')}>
      <ul className="space-y-2">
        {shards.map((shard) => (
          <li key={shard.origin} data-shard={shard.origin} className="rounded-md border border-stone-300 bg-white p-3">
            <strong className="wrap-anywhere">{shard.origin}</strong> <Standing shard={shard} isWritten={isWritten} />
            <code className="block text-xs wrap-anywhere">{shard.vkey}</code>
            {shard.open ? (
              <a href={`${shard.path}/checkpoint`} className="inline-flex min-h-11 items-center text-sm underline">
                {say('logs.own.checkpoint')}
              </a>
            ) : (
              <p className="text-sm">{say('logs.own.closed')}</p>
            )}
          </li>
        ))}
        {next === undefined ? null : (
          <li data-shard={next.origin} className="rounded-md border border-dashed border-stone-400 bg-white p-3">
            <strong className="wrap-anywhere">{next.origin}</strong> {say('logs.own.next')}
            <code className="block text-xs wrap-anywhere">{next.vkey}</code>
          </li>
        )}
      </ul>
      {isReadable ? (
        <>
          <h3 className="mt-5 font-semibold">{say('logs.watch')}</h3>
          <p className="text-stone-600">{say('logs.watch.lead', { origin })}</p>
          <dl className="mt-2 space-y-2">
            {commands.map(([name, command]) => (
              <div key={name}>
                <dt>{say(`logs.watch.${name}`)}</dt>
                <dd>
                  <code className="block rounded bg-stone-100 p-2 text-xs wrap-anywhere">{command}</code>
                </dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </Section>
  );
}

function Standing({ shard, isWritten }: { readonly shard: Shard; readonly isWritten: boolean }) {
  const { say } = useWords();
  if (shard.endedAt === undefined) return say(isWritten ? 'logs.own.open' : 'logs.own.stopped');
  return (
    <>
      {say('logs.own.ended')} <Instant at={shard.endedAt} />
    </>
  );
}
