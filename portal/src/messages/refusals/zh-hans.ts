// SPDX-License-Identifier: Apache-2.0

import { zhHansAccreditationRefusals } from './accreditation/zh-hans.ts';
import { zhHansCalibrationsRefusals } from './calibrations/zh-hans.ts';
import { zhHansCompetenceRefusals } from './competence/zh-hans.ts';
import { zhHansDossierRefusals } from './dossier/zh-hans.ts';
import { zhHansFiguresRefusals } from './figures/zh-hans.ts';
import { zhHansFollowingRefusals } from './following/zh-hans.ts';
import { zhHansHttpRefusals } from './http/zh-hans.ts';
import { zhHansImpactRefusals } from './impact/zh-hans.ts';
import { zhHansInstrumentsRefusals } from './instruments/zh-hans.ts';
import { zhHansLaboratoriesRefusals } from './laboratories/zh-hans.ts';
import { zhHansMetrologyRefusals } from './metrology/zh-hans.ts';
import { zhHansOwnStandardsRefusals } from './own-standards/zh-hans.ts';
import { zhHansReadingsRefusals } from './readings/zh-hans.ts';
import { zhHansRecognitionRefusals } from './recognition/zh-hans.ts';
import { zhHansRecordKeepingRefusals } from './record-keeping/zh-hans.ts';
import type { RefusalCatalog } from './refusal-code.ts';
import { zhHansRoundsRefusals } from './rounds/zh-hans.ts';
import { zhHansSharedRefusals } from './shared/zh-hans.ts';
import { zhHansSupervisionRefusals } from './supervision/zh-hans.ts';

/** Every reason of a refusal by its code, in simplified Chinese. */
export const refusalsZhHans: RefusalCatalog = {
  ...zhHansSharedRefusals,
  ...zhHansRecordKeepingRefusals,
  ...zhHansHttpRefusals,
  ...zhHansAccreditationRefusals,
  ...zhHansCalibrationsRefusals,
  ...zhHansCompetenceRefusals,
  ...zhHansImpactRefusals,
  ...zhHansInstrumentsRefusals,
  ...zhHansLaboratoriesRefusals,
  ...zhHansMetrologyRefusals,
  ...zhHansOwnStandardsRefusals,
  ...zhHansReadingsRefusals,
  ...zhHansRecognitionRefusals,
  ...zhHansRoundsRefusals,
  ...zhHansSupervisionRefusals,
  ...zhHansFiguresRefusals,
  ...zhHansDossierRefusals,
  ...zhHansFollowingRefusals,
};
