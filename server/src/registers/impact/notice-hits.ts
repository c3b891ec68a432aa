// SPDX-License-Identifier: Apache-2.0
// Whose hits they are, and what of the way to each its reader may see.
import {
  type GatheredImpact,
  type ImpactHit,
  type Redecision,
  redecideReport,
  type ShiftedImpact,
  type Ways,
  waysFinder,
} from '@touchstone/evidence/impact';
import { type SubjectOf, statementKey } from '@touchstone/statements';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import type { Falling } from './record.ts';
import type { Raised } from './standing.ts';

type Hit = Extract<Falling, { readonly due: 'notice' }>['notice']['hits'][number];
type Step = Hit['path'][number];
type Decision = Hit['decisions'][number];

/** Ways that one hit lists beside the first, ways that are counted, and decisions of others' reports. */
const WAYS_MAX = 8;
const WAYS_LIMITS = { waysMax: 200, stepsMax: 2_000 };
const DECISIONS_MAX = 200;
const ORDER: Readonly<Record<Redecision['verdict'], number>> = { flips: 0, 'cannot-tell': 1, stands: 2 };

/** Whoever signed a certificate by which the reference was relied upon is told, before all others. */
export function relied(
  { owner, raised }: { readonly owner: string; readonly raised: Raised },
  { impact, recorded }: GatheredImpact<StatementRecord>,
): readonly ImpactHit[] {
  const keys = raised.papers.map(statementKey).filter((key) => key !== statementKey(raised.certificate));
  return [...new Set(keys)].flatMap((key): readonly ImpactHit[] => {
    const record = recorded.get(key);
    if (record?.kind !== 'CalibrationCertificate' || record.issuer === owner) return [];
    const { certificateNumber } = record.body.credentialSubject as unknown as SubjectOf<'CalibrationCertificate'>;
    const paper = nameOfPaper(record, certificateNumber);
    const node = { id: key, kind: 'calibration' as const, name: raised.standard, party: record.issuer, paper };
    return [{ node, since: raised.from, path: [{ from: impact.root.id, to: key }] }];
  });
}

type PaperName = NonNullable<ImpactHit['node']['paper']>;

function nameOfPaper({ kind, issuer, id, digest }: StatementRecord, number: string): PaperName {
  return { kind, issuer, id, digest, number } as unknown as PaperName;
}

/** Whoever holds a certificate of conformity that rests on what is in doubt sells by it, and did not sign it. */
export function held({ impact, recorded }: GatheredImpact<StatementRecord>): readonly ImpactHit[] {
  return impact.hits.flatMap((hit): readonly ImpactHit[] => {
    const record = recorded.get(hit.node.id);
    if (record?.kind !== 'ConformityCertificate') return [];
    const { holder } = record.body.credentialSubject as unknown as SubjectOf<'ConformityCertificate'>;
    if (holder.did === undefined || holder.did === hit.node.party) return [];
    return [{ ...hit, node: { ...hit.node, party: holder.did } }];
  });
}

/** What a search found, as far as notices are written from it. */
export interface Searched {
  readonly gathered: GatheredImpact<StatementRecord>;
  readonly around: ShiftedImpact;
}

/** Gives each hit as its owner sees it; of the ways there what is public, their own, or named by their own papers. */
export function hitWriter({ gathered, around }: Searched): (party: string, hit: ImpactHit) => Hit {
  const { recorded, impact } = gathered;
  const nodes = new Map([impact.root, ...impact.hits.map((hit) => hit.node)].map((one) => [one.id, one]));
  const sinceOf = new Map(impact.hits.map((hit) => [hit.node.id, hit.since]));
  const waysTo = waysFinder(impact, WAYS_LIMITS);
  const isOpenTo = (party: string, id: string) =>
    nodes.get(id)?.party === party || recorded.get(id)?.visibility === 'public';
  const step = (party: string, { from: above, to, on, isRecorded }: ImpactHit['path'][number]): Step => {
    const of = nodes.get(above) ?? impact.root;
    const user = nodes.get(to);
    // What one's own paper or list names one knows; a lot names nothing, and of whose reports it is spoken is theirs.
    const isNamedByOwn = user?.party === party && user.kind !== 'lot';
    const isOpen = of.kind === 'reference' || isOpenTo(party, above);
    // What only the record of the work says is told to whoever signed the paper, and to nobody else.
    const isShown = isNamedByOwn || (isOpen && isRecorded !== true);
    const { kind, name, paper } = of;
    const from = sinceOf.get(of.id);
    return {
      kind,
      ...(isShown ? { name } : {}),
      ...(isShown && paper !== undefined ? { paper } : {}),
      ...(isShown && on !== undefined ? { on } : {}),
      ...(isShown && from !== undefined ? { since: from } : {}),
    };
  };
  /** Reports on which a certificate or a lot rests, as far as their decisions may be read. */
  const decisionsBehind = (party: string, id: string): readonly Decision[] => {
    const above = impact.links.filter(({ to }) => to === id).map(({ from }) => from);
    const reports = [...new Set(above)].flatMap((from) => {
      const node = nodes.get(from);
      return node?.kind === 'report' && isOpenTo(party, from) ? [node] : [];
    });
    return reports.flatMap(({ id: of, name, paper }) =>
      redecideReport(of, around).map((decision) => ({
        ...toDecision(decision),
        report: { name, ...(paper === undefined ? {} : { paper }) },
      })),
    );
  };
  return (party, { node, since, path }) => {
    const { id, kind, name, paper } = node;
    const shown = path.map((link) => step(party, link));
    const others = otherWays(shown, waysTo(id), (link) => step(party, link));
    const all =
      kind === 'report'
        ? redecideReport(id, around).map(toDecision)
        : kind === 'lot' || kind === 'certificate'
          ? decisionsBehind(party, id).toSorted((a, b) => ORDER[a.verdict] - ORDER[b.verdict])
          : [];
    const listed = kind === 'report' ? all : all.slice(0, DECISIONS_MAX);
    return {
      ...{ id, kind, name, ...(paper === undefined ? {} : { paper }), since, path: shown, decisions: [...listed] },
      ...others,
      ...(listed.length < all.length ? { decisionsMore: all.length - listed.length } : {}),
    };
  };
}

/** What looks the same to the reader is one way: how many papers of others are behind it is not told. */
function otherWays(
  first: readonly Step[],
  { ways, cutOff }: Ways,
  step: (link: ImpactHit['path'][number]) => Step,
): Pick<Hit, 'ways' | 'waysMore'> {
  const looks = new Map(ways.map((way) => way.map(step)).map((way) => [JSON.stringify(way), way]));
  looks.delete(JSON.stringify(first));
  const others = [...looks.values()];
  const more = others.length - WAYS_MAX + (cutOff ? 1 : 0);
  return {
    ...(others.length === 0 ? {} : { ways: others.slice(0, WAYS_MAX) }),
    ...(more > 0 ? { waysMore: more } : {}),
  };
}

function toDecision({ reasons, ...decision }: Redecision): Decision {
  return { ...decision, reasons: [...reasons] };
}
