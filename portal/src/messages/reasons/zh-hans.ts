// SPDX-License-Identifier: Apache-2.0
import { zhHansAdmissionReasons } from './admission/zh-hans.ts';
import { zhHansCertificateReasons } from './certificate/zh-hans.ts';
import { zhHansClaimReasons } from './claim/zh-hans.ts';
import { zhHansCompetenceReasons } from './competence/zh-hans.ts';
import { zhHansDocumentReasons } from './document/zh-hans.ts';
import { zhHansFiguresReasons } from './figures/zh-hans.ts';
import { zhHansJudgingReasons } from './judging/zh-hans.ts';
import { zhHansLogsReasons } from './logs/zh-hans.ts';
import { zhHansLotReasons } from './lot/zh-hans.ts';
import { zhHansMeasurementReasons } from './measurement/zh-hans.ts';
import { zhHansPartyReasons } from './party/zh-hans.ts';
import { zhHansPlausibilityReasons } from './plausibility/zh-hans.ts';
import type { ReasonCatalog } from './reason-code.ts';
import { zhHansRestrictionReasons } from './restriction/zh-hans.ts';
import { zhHansTimeReasons } from './time/zh-hans.ts';
import { zhHansTraceabilityReasons } from './traceability/zh-hans.ts';

/** 各原因代码的简体中文说法(内地用语)。未经母语者审校。 */
export const reasonsZhHans: ReasonCatalog = {
  ...zhHansAdmissionReasons,
  ...zhHansClaimReasons,
  ...zhHansCompetenceReasons,
  ...zhHansDocumentReasons,
  ...zhHansFiguresReasons,
  ...zhHansLotReasons,
  ...zhHansMeasurementReasons,
  ...zhHansPartyReasons,
  ...zhHansRestrictionReasons,
  ...zhHansTimeReasons,
  ...zhHansJudgingReasons,
  ...zhHansLogsReasons,
  ...zhHansPlausibilityReasons,
  ...zhHansTraceabilityReasons,
  ...zhHansCertificateReasons,
};
