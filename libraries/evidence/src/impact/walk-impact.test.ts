// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { walkImpactSlowly } from '../testing/slow-impact.ts';
import { type Arcs, makeImpactGraph, NEVER, WHENEVER } from './impact-graph.ts';
import { type Doubt, impactPath, walkImpact } from './walk-impact.ts';

const arcsOf = (rows: readonly (readonly [number, number, number])[]): Arcs => ({
  from: Uint32Array.from(rows.map(([from]) => from)),
  to: Uint32Array.from(rows.map(([, to]) => to)),
  on: Int32Array.from(rows.map(([, , on]) => on)),
});
const NODES = 12;
const node = fc.nat(NODES - 1);
const dayOrWhenever = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: -5, max: 15 }) }, fc.constant(WHENEVER));
const someArcs = fc.array(fc.tuple(node, node, dayOrWhenever), { maxLength: 40 }).map(arcsOf);
const someDoubts: fc.Arbitrary<Doubt[]> = fc.array(
  fc.record({ node, from: fc.integer({ min: -9, max: 12 }), until: fc.integer({ min: -9, max: 20 }) }),
  { minLength: 1, maxLength: 3 },
);
const someEnds = fc.option(
  fc
    .array(fc.oneof(fc.integer({ min: -9, max: 20 }), fc.constant(NEVER), fc.constant(WHENEVER)), {
      minLength: NODES,
      maxLength: NODES,
    })
    .map((days) => Int32Array.from(days)),
  { nil: undefined },
);

describe('makeImpactGraph()', () => {
  it('keeps the uses of each node together, by their days, WHENEVER first, those of one day as given', () => {
    const graph = makeImpactGraph(
      3,
      arcsOf([
        [1, 2, 5],
        [0, 1, 9],
        [1, 0, 2],
        [1, 1, WHENEVER],
        [1, 0, 5],
      ]),
    );
    expect([...graph.first]).toEqual([0, 1, 5, 5]);
    expect([...graph.arc]).toEqual([1, 3, 2, 0, 4]);
    expect([...graph.on]).toEqual([9, WHENEVER, 2, 5, 5]);
    expect([...graph.to]).toEqual([1, 1, 0, 2, 0]);
  });

  it('refuses columns of different lengths, nodes that are not there, and days of no calendar', () => {
    const good = arcsOf([[0, 1, 5]]);
    expect(() => makeImpactGraph(2, { ...good, to: new Uint32Array(2) })).toThrow(RangeError);
    expect(() => makeImpactGraph(2, { ...good, on: new Int32Array(2) })).toThrow(RangeError);
    expect(() => makeImpactGraph(1, good)).toThrow(RangeError);
    expect(() => makeImpactGraph(1, arcsOf([[1, 0, 5]]))).toThrow(RangeError);
    expect(() =>
      makeImpactGraph(
        2,
        arcsOf([
          [0, 1, 0],
          [0, 1, 4_000_001],
        ]),
      ),
    ).toThrow(RangeError);
    expect(
      makeImpactGraph(
        2,
        arcsOf([
          [0, 1, 0],
          [0, 1, 4_000_000],
        ]),
      ).nodes,
    ).toBe(2);
  });
});

describe('walkImpact()', () => {
  it('hits what was made in the doubtful days, not before and not after', () => {
    const graph = makeImpactGraph(
      4,
      arcsOf([
        [0, 1, 9],
        [0, 2, 10],
        [0, 3, 21],
      ]),
    );
    const walk = walkImpact(graph, [{ node: 0, from: 10, until: 20 }]);
    expect([...walk.hits]).toEqual([2]);
    expect([...walk.since]).toEqual([NEVER, NEVER, 10, NEVER]);
  });

  it('narrows the doubt at each step: what was made with a thing before it was itself made wrong is not hit', () => {
    const graph = makeImpactGraph(
      4,
      arcsOf([
        [0, 1, 12],
        [1, 2, 11],
        [1, 3, 12],
      ]),
    );
    expect([...walkImpact(graph, [{ node: 0, from: 10, until: 20 }]).hits]).toEqual([1, 3]);
  });

  it('follows a thing from the earliest day on which anything made it doubtful', () => {
    // 3 is reached on day 18 in one step and on day 11 in two; its use of day 12 counts.
    const graph = makeImpactGraph(
      5,
      arcsOf([
        [0, 3, 18],
        [0, 1, 10],
        [1, 3, 11],
        [3, 4, 12],
      ]),
    );
    const walk = walkImpact(graph, [{ node: 0, from: 10, until: 20 }]);
    expect(impactPath(graph, walk, 4).map(({ from, on }) => [from, on])).toEqual([
      [0, 10],
      [1, 11],
      [3, 12],
    ]);
  });

  it('carries doubt into a paper that rests on another, whatever its date says, and there on', () => {
    const graph = makeImpactGraph(
      4,
      arcsOf([
        [0, 1, 12],
        [1, 2, WHENEVER],
        [2, 3, WHENEVER],
      ]),
    );
    expect([...walkImpact(graph, [{ node: 0, from: 10, until: 20 }]).since]).toEqual([NEVER, 12, 12, 12]);
  });

  it('stops at what was found not to be affected', () => {
    const graph = makeImpactGraph(
      3,
      arcsOf([
        [0, 1, 12],
        [1, 2, WHENEVER],
      ]),
    );
    const until = Int32Array.from([NEVER, WHENEVER, NEVER]);
    expect([...walkImpact(graph, [{ node: 0, from: 10, until: 20 }], { until }).hits]).toEqual([1]);
  });

  it('refuses doubts without a day', () => {
    const graph = makeImpactGraph(2, arcsOf([[0, 1, 5]]));
    expect(() => walkImpact(graph, [{ node: 0, from: WHENEVER, until: 9 }])).toThrow(RangeError);
  });

  it('finds nothing without a doubt, nor in a graph without uses, and ends in a circle', () => {
    expect(walkImpact(makeImpactGraph(1, arcsOf([])), [{ node: 0, from: 0, until: 9 }]).hits.length).toBe(0);
    expect(walkImpact(makeImpactGraph(1, arcsOf([])), []).hits.length).toBe(0);
    const circle = makeImpactGraph(
      2,
      arcsOf([
        [0, 1, 5],
        [1, 0, 5],
      ]),
    );
    expect([...walkImpact(circle, [{ node: 0, from: 0, until: 9 }]).hits]).toEqual([1, 0]);
  });

  it('agrees with looking at every use again and again', () => {
    fc.assert(
      fc.property(someArcs, someDoubts, someEnds, (arcs, doubts, until) => {
        const walk = walkImpact(makeImpactGraph(NODES, arcs), doubts, until === undefined ? {} : { until });
        expect([...walk.since]).toEqual(walkImpactSlowly(NODES, arcs, { doubts, until }));
        expect([...walk.hits].sort()).toEqual([...walk.since.keys()].filter((at) => walk.since[at] !== NEVER).sort());
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('impactPath()', () => {
  it('begins with a doubt, and every step is a use of the days on which its source was in doubt', () => {
    fc.assert(
      fc.property(someArcs, someDoubts, (arcs, doubts) => {
        const graph = makeImpactGraph(NODES, arcs);
        const walk = walkImpact(graph, doubts);
        for (const hit of walk.hits) {
          const path = impactPath(graph, walk, hit);
          const [first] = path;
          expect(path.at(-1)?.to).toBe(hit);
          let day = WHENEVER;
          path.forEach((step, index) => {
            const { from, to, on, arc } = step;
            expect([arcs.from[arc], arcs.to[arc], arcs.on[arc]]).toEqual([from, to, on]);
            if (index > 0) expect(path[index - 1]?.to).toBe(from);
            const since = index === 0 ? WHENEVER : (walk.since[from] as number);
            if (on !== WHENEVER) expect(on).toBeGreaterThanOrEqual(Math.max(since, day));
            day = Math.max(day, on);
          });
          const begins = doubts.some(
            ({ node: at, from, until }) =>
              at === first?.from && from <= until && (first.on === WHENEVER || (from <= first.on && first.on <= until)),
          );
          expect(begins).toBe(true);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
