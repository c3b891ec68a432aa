// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { formatAge } from '../../components/format-age.ts';
import { Instant } from '../../components/instant.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { AskedWitness, LogState } from './logs.ts';
import { type PolicyNode, policyTree, standingOf } from './policy.ts';
import { PolicyDrawing } from './policy-drawing.tsx';
import { TroubleOfLog, TroubleOfWitness } from './troubles.tsx';

const LOOKS = {
  today: { mark: 'proved', tone: 'proved' },
  before: { mark: 'open', tone: 'assured' },
  undated: { mark: 'open', tone: 'assured' },
  lacking: { mark: 'unknown', tone: 'unknown' },
} as const;

/** Who cosigns the node's checkpoints, and whether the newest counts under the policy. */
export function CheckpointSection({ log, now }: { readonly log: LogState; readonly now: Date }) {
  const { say } = useWords();
  const { quorum, witnesses, published, counting, trouble } = log;
  return (
    <Section id="checkpoint" title={say('logs.checkpoint')}>
      {trouble === undefined ? null : <TroubleOfLog {...trouble} />}
      {quorum === undefined ? (
        published === undefined ? null : (
          <p data-testid="no-policy">{say('logs.policy.none', { size: published })}</p>
        )
      ) : (
        <Counted tree={policyTree(quorum.groups, quorum.name)} {...{ size: quorum.size, counting, now }} />
      )}
      <h3 className="mt-5 font-semibold">{say('logs.witnesses')}</h3>
      <p className="text-sm text-stone-600 print:hidden">{say('logs.witnesses.lead')}</p>
      {witnesses.length === 0 ? (
        <p className="mt-2">{say('logs.witnesses.none')}</p>
      ) : (
        <Witnesses {...{ witnesses, now }} />
      )}
    </Section>
  );
}

function Counted({
  tree,
  size,
  counting,
  now,
}: {
  readonly tree: PolicyNode;
  readonly size: number;
  readonly counting: number | undefined;
  readonly now: Date;
}) {
  const { say, language } = useWords();
  const standing = standingOf(tree, now);
  const { mark, tone } = LOOKS[standing];
  return (
    <>
      <p className="flex flex-wrap items-center gap-2" data-checkpoint={standing}>
        <Badge mark={mark} tone={tone}>
          {say(`logs.counts.${standing}`)}
        </Badge>
        <span>{say('logs.counts.size', { size })}</span>
        {tree.at === undefined ? null : (
          <span className="text-stone-600">
            {say('logs.counts.since')} {formatAge(tree.at, now, language)} (<Instant at={tree.at} />)
          </span>
        )}
      </p>
      {standing === 'lacking' && counting !== undefined ? (
        <p className="mt-1">
          {counting === 0 ? say('logs.counts.never') : say('logs.counts.last', { size: counting })}
        </p>
      ) : null}
      <PolicyDrawing tree={tree} now={now} />
    </>
  );
}

function Witnesses({ witnesses, now }: { readonly witnesses: readonly AskedWitness[]; readonly now: Date }) {
  const { say, language } = useWords();
  const headings = (['name', 'url', 'size', 'when', 'trouble'] as const).map((word) => say(`logs.witness.${word}`));
  const rows = witnesses.map(({ name, url, size, cosignedAt, ...witness }) => ({
    key: url,
    cells: [
      name,
      url,
      size === undefined ? say('logs.witness.never') : String(size),
      cosignedAt === undefined ? '' : formatAge(cosignedAt, now, language),
      <TroubleOfWitness key="trouble" {...witness} />,
    ],
  }));
  return (
    <div className="mt-2">
      <DataTable caption={say('logs.witnesses')} headings={headings} rows={rows} />
    </div>
  );
}
