// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding, type Link, reason } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';

const SHOWN = 5;

/**
 * Whether a followed log has leaves that its node does not open about anything on which a positive answer rests: each
 * may be a withdrawal, and what is not seen is not "nothing". Undefined where there is none. It is asked of what speaks
 * for a claim alone: were a penalty or a withdrawal weakened by it, a leaf that nobody opens would take that away.
 */
export function checkNotOpened(rests: readonly Link[], bench: Bench): Finding | undefined {
  const { notOpened } = bench.set.logs;
  if (notOpened === undefined) return undefined;
  const inDoubt = closureOf(rests, bench).flatMap((link) => {
    const leaves = notOpened(link);
    return leaves.length === 0 ? [] : [{ link, leaves }];
  });
  if (inDoubt.length === 0) return undefined;
  const reasons = inDoubt.map(({ link, leaves }) => {
    const log = [...new Set(leaves.map((leaf) => leaf.log))].join(', ');
    const numbers = leaves.flatMap(({ index }) => (index === undefined ? [] : [String(index)]));
    const entries = [...numbers.slice(0, SHOWN), ...(numbers.length > SHOWN ? ['…'] : [])].join(', ') || '?';
    const detail = `${log} has entries about ${link.title} that its node does not open (${entries}): a change of its status may be among them`;
    return reason('LOG_LEAF_NOT_OPENED', detail, { log, entries, document: link.title });
  });
  return finding('document', 'undetermined', { reasons, rests: inDoubt.map(({ link }) => link) });
}

/** What the links rest on in turn, such as the key authorisations of a grant. */
function closureOf(rests: readonly Link[], bench: Bench): readonly Link[] {
  const held = bench.remember(bench.set, 'by-link', () => heldByName(bench.set.all));
  const found = new Map<string, Link>();
  const open = [...rests];
  for (let link = open.pop(); link !== undefined; link = open.pop()) {
    const name = nameOf(link);
    if (found.has(name)) continue;
    found.set(name, link);
    // What was typed off an unsigned paper rests on nothing that is held.
    for (const one of held.get(name) ?? []) open.push(...bench.soundness(one, bench.on).rests);
  }
  return [...found.values()].filter(({ kind }) => !CHANGES.includes(kind)).reverse();
}

/** They stand under the thing that they change: what else stands there is a doubt about that, and none about them. */
const CHANGES: readonly string[] = ['StatusChange', 'ReportDefect'];

function heldByName(all: readonly Held[]): ReadonlyMap<string, readonly Held[]> {
  const byName = new Map<string, Held[]>();
  for (const held of all) byName.set(nameOf(held.link), [...(byName.get(nameOf(held.link)) ?? []), held]);
  return byName;
}

function nameOf({ issuer, id }: Link): string {
  return `${issuer} ${id}`;
}
