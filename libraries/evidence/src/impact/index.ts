// SPDX-License-Identifier: Apache-2.0
export { type Arcs, type ImpactGraph, makeImpactGraph, NEVER, WHENEVER } from './impact-graph.ts';
export {
  type Doubt,
  type ImpactStep,
  type ImpactWalk,
  impactPath,
  type WalkImpactOptions,
  walkImpact,
} from './walk-impact.ts';
