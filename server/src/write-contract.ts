// SPDX-License-Identifier: Apache-2.0
// node server/src/write-contract.ts: describes every route of this program in contract/openapi.json.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SUBMISSION_ACCESS, WHO_MAY } from './access/who-may.ts';
import { instrumentPlanRoutes } from './check/instrument-plans.ts';
import { qualityToolRoutes } from './check/quality-tools.ts';
import { checkRoutes } from './check/routes.ts';
import { authorisationFileRoutes } from './authorisation-files/routes.ts';
import { clusterFileRoutes } from './cluster-files/routes.ts';
import { registersOf } from './compose-node.ts';
import { withDescription } from './http/create-app.ts';
import { nodeRoutes } from './http/node-routes.ts';
import { describeRoutes } from './http/openapi.ts';
import { registerRoutes } from './http/register-routes.ts';
import type { ServedRoute } from './http/served-route.ts';
import { laboratoryLogRoutes } from './publication/laboratory-log-routes.ts';
import { logRoutes } from './publication/routes.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { submitStatements } from './http/statement-batch-route.ts';
import { submitStatement } from './http/statement-routes.ts';
import { submissionRoutes } from './http/submission-routes.ts';
import { exportAsDcc } from './http/dcc-routes.ts';
import { untpRoutes } from './http/untp-routes.ts';
import { roundFileRoutes } from './round-files/routes.ts';
import { statusListRoutes } from './status-lists/routes.ts';

/** Every route of this program, as data: none of their handlers is called, so nothing behind them is opened. */
export function describedRoutes(): readonly ServedRoute[] {
  const never = () => {
    throw new TypeError('these routes are only described');
  };
  const recordKeeping = { runRoute: never, read: never, acknowledgedCut: never, cutAt: never };
  const registers = registersOf([], never);
  const authenticator = {
    authenticate: never,
    login: never,
    logout: never,
    createApiKey: never,
    listApiKeys: never,
    revokeApiKey: never,
  };
  return withDescription([
    ...registers.flatMap((register) => registerRoutes(register, recordKeeping)),
    ...sessionRoutes(authenticator, { secure: true }),
    ...nodeRoutes({ recordKeeping, didDocuments: never, isHealthy: never }),
    submitStatement({
      recordKeeping: { ...recordKeeping, actIn: never, registers },
      readSigned: never,
      access: WHO_MAY['submit-statement'],
    }),
    submitStatements({
      recordKeeping: { submitMany: never, registers },
      readerOf: never,
      access: WHO_MAY['submit-statements'],
    }),
    ...submissionRoutes({
      recordKeeping: { ...recordKeeping, actIn: never, submissions: never, registers },
      readSigned: never,
      access: SUBMISSION_ACCESS,
    }),
    ...untpRoutes({
      recordKeeping: { ...recordKeeping, actIn: never },
      sign: never,
      access: { export: WHO_MAY['export-statement-as-untp'], losses: WHO_MAY['read-untp-losses'] },
    }),
    exportAsDcc({ recordKeeping, access: WHO_MAY['export-statement-as-dcc'] }),
    ...logRoutes({
      ...{ promiseOf: never, receiptOf: never, completenessOf: never },
      ...{ openedStatements: never, status: never, splitViews: never, splitView: never },
    }),
    ...laboratoryLogRoutes({ challengeLog: never, registerLog: never, handedLog: never }),
    ...roundFileRoutes(recordKeeping),
    ...clusterFileRoutes(recordKeeping, never),
    ...authorisationFileRoutes(),
    ...statusListRoutes({ current: never, at: never }),
    ...checkRoutes({ desk: { check: never, verify: never }, examplesFolder: '', examples: [] }),
    ...qualityToolRoutes(),
    ...instrumentPlanRoutes({ recordKeeping, readOffers: never, rules: { kinds: [], regimes: [] }, demonstrated: [] }),
  ]);
}

/** The text of the description. */
export function contractText(): string {
  return `${JSON.stringify(describeRoutes(describedRoutes()), null, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await writeFile(join(import.meta.dirname, '..', '..', 'contract', 'openapi.json'), contractText());
}
