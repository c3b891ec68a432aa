// SPDX-License-Identifier: Apache-2.0
import { ptAdmissionReasons } from './admission/pt.ts';
import { ptCertificateReasons } from './certificate/pt.ts';
import { ptClaimReasons } from './claim/pt.ts';
import { ptCompetenceReasons } from './competence/pt.ts';
import { ptDocumentReasons } from './document/pt.ts';
import { ptFiguresReasons } from './figures/pt.ts';
import { ptJudgingReasons } from './judging/pt.ts';
import { ptLogsReasons } from './logs/pt.ts';
import { ptLotReasons } from './lot/pt.ts';
import { ptMeasurementReasons } from './measurement/pt.ts';
import { ptPartyReasons } from './party/pt.ts';
import { ptPlausibilityReasons } from './plausibility/pt.ts';
import type { ReasonCatalog } from './reason-code.ts';
import { ptRestrictionReasons } from './restriction/pt.ts';
import { ptTimeReasons } from './time/pt.ts';
import { ptTraceabilityReasons } from './traceability/pt.ts';

/** O que dizem as razões em português, por código. Por rever por um falante nativo. */
export const reasonsPt: ReasonCatalog = {
  ...ptAdmissionReasons,
  ...ptClaimReasons,
  ...ptCompetenceReasons,
  ...ptDocumentReasons,
  ...ptFiguresReasons,
  ...ptLotReasons,
  ...ptMeasurementReasons,
  ...ptPartyReasons,
  ...ptRestrictionReasons,
  ...ptTimeReasons,
  ...ptJudgingReasons,
  ...ptLogsReasons,
  ...ptPlausibilityReasons,
  ...ptTraceabilityReasons,
  ...ptCertificateReasons,
};
