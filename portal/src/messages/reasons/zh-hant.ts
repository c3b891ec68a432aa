// SPDX-License-Identifier: Apache-2.0
import { zhHantAdmissionReasons } from './admission/zh-hant.ts';
import { zhHantCertificateReasons } from './certificate/zh-hant.ts';
import { zhHantClaimReasons } from './claim/zh-hant.ts';
import { zhHantCompetenceReasons } from './competence/zh-hant.ts';
import { zhHantDocumentReasons } from './document/zh-hant.ts';
import { zhHantFiguresReasons } from './figures/zh-hant.ts';
import { zhHantJudgingReasons } from './judging/zh-hant.ts';
import { zhHantLogsReasons } from './logs/zh-hant.ts';
import { zhHantLotReasons } from './lot/zh-hant.ts';
import { zhHantMeasurementReasons } from './measurement/zh-hant.ts';
import { zhHantPartyReasons } from './party/zh-hant.ts';
import { zhHantPlausibilityReasons } from './plausibility/zh-hant.ts';
import type { ReasonCatalog } from './reason-code.ts';
import { zhHantRestrictionReasons } from './restriction/zh-hant.ts';
import { zhHantTimeReasons } from './time/zh-hant.ts';
import { zhHantTraceabilityReasons } from './traceability/zh-hant.ts';

/** 各原因代碼的繁體中文說法(香港用語)。未經母語者審校。 */
export const reasonsZhHant: ReasonCatalog = {
  ...zhHantAdmissionReasons,
  ...zhHantClaimReasons,
  ...zhHantCompetenceReasons,
  ...zhHantDocumentReasons,
  ...zhHantFiguresReasons,
  ...zhHantLotReasons,
  ...zhHantMeasurementReasons,
  ...zhHantPartyReasons,
  ...zhHantRestrictionReasons,
  ...zhHantTimeReasons,
  ...zhHantJudgingReasons,
  ...zhHantLogsReasons,
  ...zhHantPlausibilityReasons,
  ...zhHantTraceabilityReasons,
  ...zhHantCertificateReasons,
};
