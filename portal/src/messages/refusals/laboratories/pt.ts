// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: reports, authorisations and what they rest on; not reviewed by a native speaker. */
export const ptLaboratoriesRefusals: RefusalCatalog = {
  COMPETENCE_NOT_IN_FORCE: 'Nesse dia a competência desta pessoa não estava toda mostrada.',
  LONGER_THAN_GIVEN: 'A autorização termina antes disso.',
  NAME_TWICE: 'O mesmo nome está lá duas vezes.',
  NOTHING_TO_REPLACE: 'Nada foi assinado que se possa substituir.',
  NOT_AUTHORISED: 'Não há aqui autorização em vigor.',
  NOT_SIGNED: 'Nada foi assinado.',
  NO_REASON: 'Já foi assinado; diga porque outro o substitui.',
  NO_SUCH_RESULT: 'O rascunho não tem esse resultado.',
  OTHER_LABORATORY: 'Só se relata em nome do próprio laboratório.',
  OTHER_SAMPLER: 'Só se regista o que a própria organização colheu.',
  OWN_AUTHORISATION: 'Ninguém se autoriza a si mesmo; peça a outra pessoa.',
  TESTED_BEFORE_RECEIPT: 'O ensaio é anterior à receção da amostra.',
  NOTHING_NEW: 'Tudo o que a lista diz já está registado.',
  ON_RECORD_OTHERWISE: 'O registo diz outra coisa do que a lista.',
  TWICE_IN_THE_LIST: 'A lista diz isto duas vezes.',
  WAS_ENDED: 'Esta autorização foi terminada.',
};
