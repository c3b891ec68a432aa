// SPDX-License-Identifier: Apache-2.0
import type { InstrumentRules } from '@touchstone/metrology/upkeep';
import { underIn } from '@touchstone/evidence/plausibility';
import type { RequirementSet } from '@touchstone/requirements';
import type { FastifyInstance } from 'fastify';
import { accessTables } from './access/access-tables.ts';
import { type AccountKeeping, isOfParty, placesOfParty } from './access/accounts.ts';
import { databaseAuthenticator } from './access/authenticator.ts';
import type { PasswordCost } from './access/password.ts';
import { passwordReauthenticator } from './access/reauthenticator.ts';
import { SUBMISSION_ACCESS, WHO_MAY } from './access/who-may.ts';
import { authorisationFileRoutes } from './authorisation-files/routes.ts';
import { clusterFileRoutes } from './cluster-files/routes.ts';
import { createApp, type HttpLimits } from './http/create-app.ts';
import { exportAsDcc } from './http/dcc-routes.ts';
import { nodeRoutes } from './http/node-routes.ts';
import { registerRoutes } from './http/register-routes.ts';
import type { ServedRoute } from './http/served-route.ts';
import { sessionRoutes } from './http/session-routes.ts';
import { submitStatements } from './http/statement-batch-route.ts';
import { submitStatement } from './http/statement-routes.ts';
import { submissionRoutes } from './http/submission-routes.ts';
import { untpRoutes } from './http/untp-routes.ts';
import type { Home } from './http/who-asks.ts';
import { layTombstones } from './publication/erasures/effects.ts';
import { erasureRegister } from './publication/erasures/register.ts';
import type { FollowingAtHand } from './publication/following/at-hand.ts';
import { followingRegister } from './publication/following/register.ts';
import { foreignRegister } from './publication/foreign-register.ts';
import { laboratoryLogRoutes } from './publication/laboratory-log-routes.ts';
import { requireOthersToFollow } from './publication/own-log-names.ts';
import { mountCheckpointTaking, mountLogFiles } from './publication/log-files.ts';
import type { LogSettings } from './publication/log-settings.ts';
import { openPublication, type Publication } from './publication/publication.ts';
import { logRoutes } from './publication/routes.ts';
import { readerOf, readVerified, resolverFor } from './read-handed-in.ts';
import type { CompetentRoot } from './record-keeping/competent-root.ts';
import type { JsonObject } from './record-keeping/fact.ts';
import type { ReadPersons } from './record-keeping/issue-gate.ts';
import type { Keeping } from './record-keeping/keeping.ts';
import { joinOtherPapers } from './record-keeping/other-papers.ts';
import { recordedUsesReader } from './record-keeping/recorded-uses.ts';
import { signedWorkReader } from './record-keeping/signed-work.ts';
import { openRecordKeeping, type RecordKeeping } from './record-keeping/record-keeping.ts';
import { type Members, NOBODY_KNOWN } from './record-keeping/members.ts';
import { readLinesNaming, readOffers, readScopeOffers } from './registers/accreditation/capabilities.ts';
import { accreditationRegister } from './registers/accreditation/register.ts';
import { usesOfCertificates } from './registers/calibrations/fold.ts';
import { readCertificatesNaming } from './registers/calibrations/naming.ts';
import { readOtherCertificates } from './registers/calibrations/other-certificates.ts';
import { signedCertificates } from './registers/calibrations/signed-work.ts';
import { calibrationsRegister } from './registers/calibrations/register.ts';
import { clustersRegister } from './registers/clusters/register.ts';
import { readCompetence } from './registers/competence/reading.ts';
import { competenceRegister } from './registers/competence/register.ts';
import { doubtsReader } from './registers/impact/doubts.ts';
import { impactRegister } from './registers/impact/register.ts';
import { readInUseBy } from './registers/instruments/in-use-by.ts';
import { instrumentsRegister } from './registers/instruments/register.ts';
import { findInstrument, readStretches, readWindows } from './registers/instruments/windows.ts';
import { usesOfReports } from './registers/laboratories/fold.ts';
import { readAuthorisations } from './registers/laboratories/gate.ts';
import { readOtherReports } from './registers/laboratories/other-reports.ts';
import { laboratoriesRegister } from './registers/laboratories/register.ts';
import { readAllAuthorisations, signedReports } from './registers/laboratories/signed-work.ts';
import { metrologyRegister } from './registers/metrology/register.ts';
import { findTypes } from './registers/metrology/types.ts';
import { ownStandardsRegister } from './registers/own-standards/register.ts';
import { readingsRegister } from './registers/readings/register.ts';
import { recognitionRegister } from './registers/recognition/register.ts';
import { roundsRegister } from './registers/rounds/register.ts';
import { standardsRegister } from './registers/standards/register.ts';
import { supervisionRegister } from './registers/supervision/register.ts';
import { upkeepRegister } from './registers/upkeep/register.ts';
import { roundFileRoutes } from './round-files/routes.ts';
import { didDocumentsOf } from './signing/did-documents.ts';
import type { FileKeyStore } from './signing/file-key-store.ts';
import { readSigned, type SignedText } from './signing/read-signed.ts';
import { openSignatureThreads } from './signing/signature-threads.ts';
import { signForParty, statementIssuer } from './signing/statement-issuer.ts';
import { statusListing } from './status-lists/listed-kinds.ts';
import { statusListRoutes } from './status-lists/routes.ts';
import { openStatusLists } from './status-lists/status-lists.ts';
import type { Database } from './storage/database.ts';

/** Rules that registers hold things against, as they are loaded; what is not loaded is not known. */
interface LoadedRules {
  readonly rules?: InstrumentRules | undefined;
  readonly requirements?: RequirementSet | undefined;
}

/** What registers take beside the record. */
export interface RegisterMeans extends LoadedRules {
  /** What is followed and asked, once the node runs and keeps a log. */
  readonly running?: () => FollowingAtHand | undefined;
  /** Who has accounts here; without it nobody has. */
  readonly members?: Members;
}

/** Who of a laboratory may do what, and whose competence its files show. */
const readPersons: ReadPersons = async (reads, owner) => ({
  authorisations: await readAuthorisations(reads, owner),
  competence: await readCompetence(reads, owner),
});

/** Reports and certificates of a laboratory together: its numbers, its persons, its things and its raw files are one. */
const readOtherPapers = joinOtherPapers([readOtherReports, readOtherCertificates]);

/** How what was signed came about: who worked where and when, over reports and certificates. */
const readSignedWork = signedWorkReader([signedReports, signedCertificates], readAllAuthorisations);

/** What the work for signed reports and certificates used. */
const readRecordedUses = recordedUsesReader([
  { uses: usesOfReports, isOfResults: true },
  { uses: usesOfCertificates, isOfResults: false },
]);

/** What an organisation knows to be in doubt of what it uses and keeps. */
const readDoubts = doubtsReader(readInUseBy);

/** Every register of this program. A new one is a folder and a line here. */
export function registersOf(
  roots: readonly CompetentRoot[],
  keeping: () => Keeping,
  {
    rules = { kinds: [], regimes: [] },
    requirements,
    running = () => undefined,
    members = NOBODY_KNOWN,
  }: RegisterMeans = {},
) {
  const isUnder = requirements === undefined ? undefined : underIn(requirements.taxonomy);
  return [
    ...[
      accreditationRegister,
      laboratoriesRegister({ readWindows, readPersons, readDoubts, readOtherPapers, roots, isUnder }, members),
      standardsRegister,
      recognitionRegister(roots),
      foreignRegister,
    ],
    ...[
      metrologyRegister(roots, { lines: readLinesNaming, certificates: readCertificatesNaming }),
      calibrationsRegister(roots, { readPersons, readWindows, readDoubts, readOtherPapers }),
      instrumentsRegister(roots, findTypes, readDoubts),
      readingsRegister(findInstrument),
      impactRegister(roots, { readInUseBy, readRecordedUses, placesOf: members.placesOf }),
    ],
    competenceRegister(keeping, members),
    clustersRegister(readScopeOffers),
    roundsRegister,
    upkeepRegister({ rules, readOffers }),
    supervisionRegister({ roots, readSignedWork, readStretches, isUnder }, keeping),
    ownStandardsRegister({ requirements, roots }, keeping),
    erasureRegister(keeping),
    followingRegister(keeping, running),
  ];
}

/** What a node is made of; everything that is not pure comes in here. */
export interface NodeOptions {
  readonly database: Database;
  /** Its name in every row that originates here. */
  readonly node: string;
  /** The jurisdiction whose public an unknown reader belongs to. */
  readonly jurisdiction: string;
  readonly keys: FileKeyStore;
  readonly cursorKey: Uint8Array;
  readonly home: Home;
  readonly clock: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Hears of every error that is a fault of the server. */
  readonly onUnexpected: (error: unknown, requestId: string) => void;
  /** Routes beside those of registers, such as the check desk's. */
  readonly extraRoutes?: (services: NodeServices) => Promise<readonly ServedRoute[]>;
  /** Whom this node takes as the competent authority of which places. */
  readonly roots?: readonly CompetentRoot[];
  /** Kinds of instruments and what the law asks of them; without them it is not known. */
  readonly instrumentRules?: InstrumentRules;
  /** What places demand of foods; without it no enterprise standard is held against anything. */
  readonly requirements?: RequirementSet;
  /** DID documents of parties that sign elsewhere, as the operator configured them. */
  readonly resolveForeignDid?: (did: string) => Promise<unknown>;
  /** The public log that this node keeps; without it nothing is promised. */
  readonly log?: LogSettings;
  /** Where others reach this node: status lists are served under it. Without it, statements name none. */
  readonly statusListsAt?: URL;
  readonly portalDirectory?: string;
  readonly trustProxy?: string;
  readonly limits?: HttpLimits;
  readonly passwordCost?: PasswordCost;
  /** For tests: an answer that does not fit its own schema becomes an error. */
  readonly checkAnswers?: boolean;
}

/** What seeds and further routes work with. */
export interface NodeServices {
  readonly recordKeeping: RecordKeeping;
  readonly accounts: AccountKeeping;
  readonly keys: FileKeyStore;
  readonly clock: () => string;
  readonly publication: Publication | undefined;
}

/** A node that answers requests once its app listens. */
export interface ComposedNode extends NodeServices {
  readonly app: FastifyInstance;
  readonly routes: readonly ServedRoute[];
  /** Answers what is under way, then ends all background work; the database stays open. */
  close(): Promise<void>;
}

/** Joins the parts: record, keys, access, routes. */
export async function composeNode(options: NodeOptions): Promise<ComposedNode> {
  const { database, keys, clock, randomBytes, home } = options;
  if (options.log !== undefined) requireOthersToFollow(options.log, options.node);
  const registers = registersOf(options.roots ?? [], () => recordKeeping.keeping, {
    ...{ rules: options.instrumentRules, requirements: options.requirements },
    running: () => publication?.following,
    members: {
      placesOf: (party) => placesOfParty(accounts.tables, party),
      isOf: (party, person) => isOfParty(accounts.tables, { party, person }),
    },
  });
  const recordKeeping: RecordKeeping = await openRecordKeeping({
    ...{ database, node: options.node, registers, cursorKey: options.cursorKey, clock, randomBytes },
    issuer: statementIssuer(keys),
    ...(options.statusListsAt === undefined ? {} : { statusLists: statusListing(options.statusListsAt) }),
    onError: (error) => options.onUnexpected(error, 'background'),
  });
  // What was decided before a stop is erased from the registers before anybody reads them.
  await layTombstones(recordKeeping.keeping);
  const accounts: AccountKeeping = {
    ...{ tables: accessTables(database), clock, randomBytes },
    ...(options.passwordCost === undefined ? {} : { passwordCost: options.passwordCost }),
  };
  const authenticator = databaseAuthenticator(accounts);
  const publication = openLogOf(options, recordKeeping);
  const services: NodeServices = { recordKeeping, accounts, keys, clock, publication };
  const threads = openSignatureThreads();
  const readHandedIn = async (signed: SignedText, now: string) =>
    readVerified(signed, { now, resolveDid: await resolverFor(signed.text, options) });
  const routes = [
    ...registers.flatMap((register) => registerRoutes(register, recordKeeping)),
    ...sessionRoutes(authenticator, home),
    ...nodeRoutes({
      recordKeeping,
      didDocuments: async () => didDocumentsOf(keys.publishedKeys()).map((document) => ({ ...document })),
      isHealthy: () =>
        recordKeeping.currentCut().then(
          () => true,
          () => false,
        ),
    }),
    submitStatement({ recordKeeping, access: WHO_MAY['submit-statement'], readSigned: readHandedIn }),
    submitStatements({
      recordKeeping,
      access: WHO_MAY['submit-statements'],
      readerOf: (issuer, now) => readerOf(issuer, now, { ...options, threads }),
    }),
    ...submissionRoutes({
      recordKeeping,
      readSigned: readHandedIn,
      access: SUBMISSION_ACCESS,
    }),
    ...untpRoutes({
      recordKeeping,
      sign: (request) => signForParty(keys, request),
      access: { export: WHO_MAY['export-statement-as-untp'], losses: WHO_MAY['read-untp-losses'] },
    }),
    exportAsDcc({ recordKeeping, access: WHO_MAY['export-statement-as-dcc'] }),
    ...statusListRoutes(
      openStatusLists({
        keeping: recordKeeping.keeping,
        sign: (list) => signForParty(keys, { ...list, body: list.body as JsonObject, party: list.issuer }),
      }),
    ),
    ...(publication === undefined ? [] : [...logRoutes(publication), ...laboratoryLogRoutes(publication)]),
    ...roundFileRoutes(recordKeeping),
    ...clusterFileRoutes(recordKeeping, readScopeOffers),
    ...authorisationFileRoutes(),
    ...((await options.extraRoutes?.(services)) ?? []),
  ];
  const app = await createApp({
    routes,
    serving: {
      ...{ recordKeeping, authenticator, home, clock, jurisdiction: options.jurisdiction },
      reauthenticator: passwordReauthenticator(accounts),
      checkAnswers: options.checkAnswers ?? false,
      ...(publication === undefined ? {} : { acknowledge: publication.acknowledge }),
    },
    onUnexpected: options.onUnexpected,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
    ...(options.portalDirectory === undefined ? {} : { portalDirectory: options.portalDirectory }),
    ...(options.trustProxy === undefined ? {} : { trustProxy: options.trustProxy }),
  });
  if (publication !== undefined) {
    mountLogFiles(app, publication);
    mountCheckpointTaking(app, publication);
  }
  return {
    ...services,
    app,
    routes,
    async close() {
      await app.close();
      await publication?.stop();
      await recordKeeping.stop();
      await threads.close();
    },
  };
}

/** The public log over the record, where the node keeps one. */
function openLogOf(options: NodeOptions, recordKeeping: RecordKeeping): Publication | undefined {
  const { log, jurisdiction, onUnexpected } = options;
  if (log === undefined) return undefined;
  return openPublication({
    settings: log,
    keeping: recordKeeping.keeping,
    number: () => recordKeeping.number(),
    jurisdiction,
    readSigned: async (signed, now) =>
      readSigned(signed, { now, onlyWhose: true, resolveDid: await resolverFor(signed.text, options) }),
    onError: (error) => onUnexpected(error, 'log'),
  });
}
