// SPDX-License-Identifier: Apache-2.0
import type { TraceabilityGraph } from '@touchstone/contract';
import { useMemo, useState } from 'react';
import { Badge } from '../../components/badge.tsx';
import { LayeredDrawing } from '../../components/layered-drawing.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import type { TraceLink, TraceState } from './graph.ts';
import { LinkDetails, TraceReasons } from './link-details.tsx';
import { LinkTable } from './link-table.tsx';
import { lookOf } from './look.ts';
import { NodeCard } from './node-card.tsx';
import { outlineOf } from './outline.ts';
import { TraceOutline } from './trace-outline.tsx';

const STATES: readonly TraceState[] = ['broken', 'undisclosed', 'assured', 'shown'];

/** What a statement rests on: drawn from the SI downwards, as an outline where there is no room, and as a table. */
export function TraceTree({ graph }: { readonly graph: TraceabilityGraph }) {
  const words = useWords();
  const { say } = words;
  const [opened, setOpened] = useState<string | undefined>(() => firstToSee(graph.links));
  const nameOf = useMemo(() => {
    const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
    return (id: string) => names.get(id) ?? id;
  }, [graph]);
  const nodes = useMemo(
    () => graph.nodes.map((node) => ({ id: node.id, card: <NodeCard node={node} isRoot={node.id === graph.root} /> })),
    [graph],
  );
  const links = useMemo(
    () =>
      graph.links.map((link) => {
        const look = lookOf(link.state, { say });
        const label = say('trace.link', { state: look.word, from: nameOf(link.from), to: nameOf(link.to) });
        return { id: idOf(link), from: link.from, to: link.to, look, label };
      }),
    [graph, nameOf, say],
  );
  const shown = graph.links.find((link) => idOf(link) === opened);
  const outline = outlineOf(graph);
  return (
    <>
      <StateLine graph={graph} />
      <TraceReasons reasons={graph.reasons} />
      <Section id="tree" title={say('trace.tree')}>
        <p className="mb-2 hidden text-sm text-stone-600 sm:block print:hidden">{say('trace.tree.hint')}</p>
        <div className="hidden items-start gap-4 sm:grid lg:grid-cols-[1fr_20rem]">
          <LayeredDrawing
            label={say('trace.tree')}
            nodes={nodes}
            links={links}
            opened={opened}
            onOpen={(id) => setOpened((before) => (before === id ? undefined : id))}
          />
          <aside
            aria-label={say('trace.why')}
            aria-live="polite"
            className="rounded-md border border-stone-300 bg-white p-3 lg:sticky lg:top-4"
          >
            {shown === undefined ? (
              <p className="text-sm text-stone-600">{say('trace.pick-link')}</p>
            ) : (
              <>
                <h3 className="mb-2 font-semibold wrap-anywhere">
                  {nameOf(shown.from)} → {nameOf(shown.to)}
                </h3>
                <LinkDetails link={shown} />
              </>
            )}
          </aside>
        </div>
        <div className="sm:hidden">{outline === undefined ? null : <TraceOutline item={outline} />}</div>
        {graph.cutOff ? <p className="mt-2 font-medium text-amber-900">{say('trace.cut-off')}</p> : null}
      </Section>
      {/* On a phone the outline says the same. */}
      <div className="hidden sm:block">
        <Section id="links" title={say('trace.table')}>
          <LinkTable links={graph.links} nameOf={nameOf} />
        </Section>
      </div>
    </>
  );
}

function StateLine({ graph }: { readonly graph: TraceabilityGraph }) {
  const words = useWords();
  const { say } = words;
  const counts = STATES.map((state) => ({ state, count: graph.links.filter((link) => link.state === state).length }));
  return (
    <p className="mt-3 flex flex-wrap items-center gap-2" data-whole={graph.state}>
      {counts
        .filter(({ count }) => count > 0)
        .map(({ state, count }) => {
          const look = lookOf(state, words);
          return (
            <Badge key={state} mark={look.mark} tone={look.tone}>
              {look.word}: {count}
            </Badge>
          );
        })}
      <span>{say(`trace.whole.${graph.state}`)}</span>
    </p>
  );
}

/** What is wrong is what a reader came for. */
function firstToSee(links: readonly TraceLink[]): string | undefined {
  const found = links.find(({ state }) => state === 'broken');
  return found === undefined ? undefined : idOf(found);
}

function idOf({ from, to }: TraceLink): string {
  return `${from} ${to}`;
}
