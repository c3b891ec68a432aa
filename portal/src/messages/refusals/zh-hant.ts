// SPDX-License-Identifier: Apache-2.0

import { zhHantAccreditationRefusals } from './accreditation/zh-hant.ts';
import { zhHantCalibrationsRefusals } from './calibrations/zh-hant.ts';
import { zhHantCompetenceRefusals } from './competence/zh-hant.ts';
import { zhHantDossierRefusals } from './dossier/zh-hant.ts';
import { zhHantFiguresRefusals } from './figures/zh-hant.ts';
import { zhHantFollowingRefusals } from './following/zh-hant.ts';
import { zhHantHttpRefusals } from './http/zh-hant.ts';
import { zhHantImpactRefusals } from './impact/zh-hant.ts';
import { zhHantInstrumentsRefusals } from './instruments/zh-hant.ts';
import { zhHantLaboratoriesRefusals } from './laboratories/zh-hant.ts';
import { zhHantMetrologyRefusals } from './metrology/zh-hant.ts';
import { zhHantOwnStandardsRefusals } from './own-standards/zh-hant.ts';
import { zhHantReadingsRefusals } from './readings/zh-hant.ts';
import { zhHantRecognitionRefusals } from './recognition/zh-hant.ts';
import { zhHantRecordKeepingRefusals } from './record-keeping/zh-hant.ts';
import type { RefusalCatalog } from './refusal-code.ts';
import { zhHantRoundsRefusals } from './rounds/zh-hant.ts';
import { zhHantSharedRefusals } from './shared/zh-hant.ts';
import { zhHantSupervisionRefusals } from './supervision/zh-hant.ts';

/** Every reason of a refusal by its code, in traditional Chinese. */
export const refusalsZhHant: RefusalCatalog = {
  ...zhHantSharedRefusals,
  ...zhHantRecordKeepingRefusals,
  ...zhHantHttpRefusals,
  ...zhHantAccreditationRefusals,
  ...zhHantCalibrationsRefusals,
  ...zhHantCompetenceRefusals,
  ...zhHantImpactRefusals,
  ...zhHantInstrumentsRefusals,
  ...zhHantLaboratoriesRefusals,
  ...zhHantMetrologyRefusals,
  ...zhHantOwnStandardsRefusals,
  ...zhHantReadingsRefusals,
  ...zhHantRecognitionRefusals,
  ...zhHantRoundsRefusals,
  ...zhHantSupervisionRefusals,
  ...zhHantFiguresRefusals,
  ...zhHantDossierRefusals,
  ...zhHantFollowingRefusals,
};
