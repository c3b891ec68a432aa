// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, dayOfInstant } from '@touchstone/identifiers';
import { type Finding, finding, type Reason, reason, worstOutcome } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import type { Paper } from '../../judge/papers-on-lot.ts';
import type { CompetenceFinding, CompetenceKind } from './competence.ts';
import { bestOf, type Standing, scopeStanding, vouchesFor } from './competence-chain.ts';
import { bodyNamesake, bodyStake } from '../party/impartiality.ts';
import { LOCAL_OFFSET_MINUTES } from '../time/local-time.ts';
import { lineFaults } from './scope-line-faults.ts';

type Grant = HeldOf<'Accreditation' | 'StatutoryQualification' | 'Designation'>;

/** What a paper claims competence for. */
interface Work {
  readonly activity: 'inspection' | 'certification';
  /** The scheme of a certificate; an inspection report names no procedure. */
  readonly scheme?: string;
  /** The days on which it was competent: of the work, and of the signature. */
  readonly days: readonly CalendarDay[];
}

/** Group 7 for papers: an inspection or certification body needs a scope line; a declarant must be an actor of the lot. */
export function checkPaperCompetence(paper: Paper, tasks: readonly string[], bench: Bench): CompetenceFinding {
  const { statement } = paper;
  switch (statement.kind) {
    case 'SelfDeclaration':
      return { finding: declarant(paper, statement.subject.declarant.did, bench), kinds: [] };
    case 'InspectionReport': {
      if (statement.subject.body.id !== paper.link.issuer) {
        const detail = `signed by ${paper.link.issuer}, but the body named is ${statement.subject.body.id}`;
        return failed('ISSUER_IS_NOT_BODY', detail);
      }
      const days = [statement.subject.inspectedOn, signedOn(paper)];
      return bodyStanding(paper, { activity: 'inspection', days }, { tasks, bench });
    }
    case 'ConformityCertificate': {
      const { scheme, from } = statement.subject;
      const days = [from, signedOn(paper)];
      return bodyStanding(paper, { activity: 'certification', scheme: scheme.name, days }, { tasks, bench });
    }
  }
}

function signedOn({ statement }: Paper): CalendarDay {
  return dayOfInstant(statement.validFrom, LOCAL_OFFSET_MINUTES);
}

function declarant(paper: Paper, did: string | undefined, { set }: Bench): Finding {
  const { issuer } = paper.link;
  const isActor = set.claim.actors.some((actor) => actor.did === issuer);
  if (did === issuer && isActor) return finding('competence', 'passed');
  const detail = `signed by ${issuer}, who is not both the declarant and an actor of the lot`;
  return finding('competence', 'failed', { reasons: [reason('DECLARANT_IS_NO_ACTOR', detail)] });
}

/** What a grant is asked for: the duties that a paper speaks of, in a place, on a day. */
interface Asked {
  readonly tasks: readonly string[];
  readonly bench: Bench;
}

function bodyStanding(paper: Paper, work: Work, asked: Asked): CompetenceFinding {
  const { bench } = asked;
  const body = paper.link.issuer;
  const own = bodyStake(paper, bench);
  if (own !== undefined) return failed('BODY_IS_ACTOR', `the body is also the ${own.role} of the lot`);
  const tried = bench.set
    .near('about-party', body, ['Accreditation', 'StatutoryQualification', 'Designation'])
    .map((grant) => ({ kind: KIND_OF[grant.statement.kind], standing: standingOnDays(grant, work, asked) }));
  if (tried.length === 0) {
    const why = reason('NO_GRANT_AT_HAND', `no proof of the competence of ${body} is at hand`, { body });
    return { finding: finding('competence', 'undetermined', { reasons: [why] }), kinds: [] };
  }
  const best = bestOf(tried.map(({ standing }) => standing));
  const holding = tried.filter(({ standing }) => standing.outcome === 'passed');
  const open: readonly Reason[] = bodyNamesake(paper, bench);
  const outcome = worstOutcome([best.outcome, open.length > 0 ? 'undetermined' : 'passed']);
  return {
    finding: finding('competence', outcome, { ...best, reasons: [...open, ...best.reasons] }),
    kinds: [...new Set(holding.map(({ kind }) => kind))],
  };
}

const KIND_OF: Readonly<Record<Grant['statement']['kind'], CompetenceKind>> = {
  Accreditation: 'accreditation',
  StatutoryQualification: 'statutory-qualification',
  Designation: 'designation',
};

/** The first day on which it does not hold tells why. */
function standingOnDays(grant: Grant, work: Work, asked: Asked): Standing {
  const standings = work.days.map((on) => tryGrant(grant, { ...work, on }, asked));
  const worst = worstOutcome(standings.map(({ outcome }) => outcome));
  return standings.find(({ outcome }) => outcome === worst) as Standing;
}

function tryGrant(
  grant: Grant,
  { activity, scheme, on }: Work & { readonly on: CalendarDay },
  { tasks, bench }: Asked,
): Standing {
  const chain = vouchesFor(grant, { activity, on, bench });
  const { statement } = grant;
  const lines =
    statement.kind === 'Designation'
      ? designatedFor(statement.subject.tasks, tasks)
      : scopeStanding(statement.subject.scope, activity, (line) =>
          lineFaults(line, { standard: scheme ?? line.method.standard, food: bench.food, on }, bench),
        );
  return {
    outcome: worstOutcome([lines.outcome, chain.outcome]),
    reasons: [...lines.reasons, ...chain.reasons],
    rests: [grant.link, ...chain.rests],
  };
}

function designatedFor(designated: readonly string[], tasks: readonly string[]): Pick<Standing, 'outcome' | 'reasons'> {
  if (designated.some((task) => tasks.includes(task))) return { outcome: 'passed', reasons: [] };
  return {
    outcome: 'failed',
    reasons: [reason('TASK_NOT_DESIGNATED', `designated for ${designated.join(', ')}`)],
  };
}

function failed(code: string, detail: string): CompetenceFinding {
  return { finding: finding('competence', 'failed', { reasons: [reason(code, detail)] }), kinds: [] };
}
