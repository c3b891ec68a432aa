// SPDX-License-Identifier: Apache-2.0
import type { ImpactNotice } from '@touchstone/contract';
import { type ReactNode, useMemo } from 'react';
import { Badge } from '../../components/badge.tsx';
import { LayeredDrawing } from '../../components/layered-drawing.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { HitDetails, VERDICT_LOOKS } from './hit-details.tsx';
import { type ImpactNode, type ImpactTree, mergeWays } from './merge-ways.ts';
import type { ImpactHit, Redecision } from './notice.ts';

const VERDICTS: readonly Redecision['verdict'][] = ['flips', 'cannot-tell', 'stands'];

/** From the reference that was found off down to the own papers, drawn, and what becomes of each decision. */
export function ImpactTreeView({
  notice,
  answering,
}: {
  readonly notice: ImpactNotice;
  /** The form to answer a hit, for who may. */
  readonly answering?: ((hit: ImpactHit) => ReactNode) | undefined;
}) {
  const { say } = useWords();
  const tree = useMemo(() => mergeWays(notice.hits), [notice]);
  const nodes = useMemo(() => tree.nodes.map((node) => ({ id: node.id, card: <NodeCard node={node} /> })), [tree]);
  const links = useMemo(
    () =>
      tree.uses.map(({ id, from, to, on }) => {
        const word = on === undefined ? say('impact.used') : say('impact.used-on', { on });
        return { id, from, to, label: word, look: { tone: 'broken', mark: 'broken', word, dashes: '9 5' } as const };
      }),
    [tree, say],
  );
  return (
    <>
      <Section id="tree" title={say('impact.tree')}>
        <p className="mb-2 text-sm text-stone-600">{say('impact.tree.hint')}</p>
        <div className="hidden sm:block">
          <LayeredDrawing label={say('impact.tree')} nodes={nodes} links={links} arrows="down" />
        </div>
        <div className="sm:hidden">
          <Outline tree={tree} />
        </div>
        {notice.cutOff || notice.more > 0 ? (
          <p className="mt-2 font-medium text-amber-900">{say('impact.more', { more: notice.more })}</p>
        ) : null}
      </Section>
      <Section id="hits" title={say('impact.hits', { count: notice.hits.length })}>
        <div className="grid gap-3 md:grid-cols-2">
          {notice.hits.map((hit) => (
            <HitDetails key={hit.id} hit={hit}>
              {answering?.(hit)}
            </HitDetails>
          ))}
        </div>
      </Section>
    </>
  );
}

function NodeCard({ node: { kind, name, hit } }: { readonly node: ImpactNode }) {
  const { say } = useWords();
  const look =
    kind === 'reference'
      ? 'border-2 border-amber-700 bg-amber-50'
      : hit === undefined
        ? 'border border-dotted border-slate-500 bg-white'
        : 'border-2 border-stone-900 bg-white';
  return (
    <div className={`flex h-full flex-col justify-center rounded-md px-3 py-1.5 text-sm leading-tight ${look}`}>
      <p className="truncate text-xs text-stone-600">{say(`impact.kind.${kind}`)}</p>
      <p className="line-clamp-2 font-semibold wrap-anywhere" title={name}>
        {name ?? say('impact.not-shown')}
      </p>
      {hit === undefined ? null : <Counts decisions={hit.decisions} />}
    </div>
  );
}

function Counts({ decisions }: { readonly decisions: readonly Redecision[] }) {
  const { say } = useWords();
  const counts = VERDICTS.map((verdict) => ({
    verdict,
    count: decisions.filter((decision) => decision.verdict === verdict).length,
  })).filter(({ count }) => count > 0);
  return (
    <p className="mt-0.5 flex flex-wrap gap-1">
      {counts.map(({ verdict, count }) => (
        <Badge key={verdict} {...VERDICT_LOOKS[verdict]}>
          {say(`impact.verdict.${verdict}`)}: {count}
        </Badge>
      ))}
    </p>
  );
}

function Outline({ tree }: { readonly tree: ImpactTree }) {
  const tops = tree.nodes.filter(({ id }) => !tree.uses.some(({ from }) => from === id));
  return (
    <ul>
      {tops.map((node) => (
        <li key={node.id}>
          <Branch node={node} tree={tree} above={[]} />
        </li>
      ))}
    </ul>
  );
}

function Branch({
  node,
  tree,
  above,
}: {
  readonly node: ImpactNode;
  readonly tree: ImpactTree;
  readonly above: readonly string[];
}) {
  const { say } = useWords();
  const below = tree.uses.filter(({ to, from }) => to === node.id && !above.includes(from));
  return (
    <div>
      <NodeCard node={node} />
      {below.length === 0 ? null : (
        <ul className={above.length < 5 ? 'ml-3 border-l-2 border-amber-700 pl-2' : ''}>
          {below.map((use) => {
            const next = tree.nodes.find(({ id }) => id === use.from);
            return next === undefined ? null : (
              <li key={use.id} className="pt-1">
                <p className="text-sm">
                  ↓ {use.on === undefined ? say('impact.used') : say('impact.used-on', { on: use.on })}
                </p>
                <Branch node={next} tree={tree} above={[...above, node.id]} />
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
