import { UNTP_BODIES } from './untp-bodies.ts';
import { readUntp } from '../untp/read-untp.ts';
import type { UntpAttestation, UntpDocument, UntpResult } from '../untp/reading.ts';
import type { UntpKind } from '../untp/untp-kind.ts';

/** A body as plain JSON. */
export type Json = Record<string, unknown>;

/** The path of the first assessment. */
export const ASSESSMENT = 'credentialSubject.conformityAssessment.0';

/** The path of its first measure. */
export const MEASURE = `${ASSESSMENT}.assessedPerformance.0.measure`;

/** The kind that carries results. */
export const CONFORMITY = 'DigitalConformityCredential';

/** A sound body with one member changed; `undefined` removes it. The path is written with dots. */
export function changed(kind: UntpKind, path: string, value: unknown): Json {
  const body = structuredClone(UNTP_BODIES[kind]);
  const steps = path.split('.');
  const last = steps.pop() as string;
  const holder = steps.reduce<Json>((object, step) => object[step] as Json, body);
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return body;
}

/** What a conformity credential says. */
export const attested = (body: unknown): UntpAttestation => readUntp(body).reading as UntpAttestation;

/** Its first result. */
export const firstResult = (body: unknown): UntpResult => attested(body).assessments[0]?.results[0] as UntpResult;

/** The gaps of a document, each with its place. */
export const codes = ({ gaps }: UntpDocument): readonly string[] => gaps.map(({ code, at }) => `${code} ${at}`);
