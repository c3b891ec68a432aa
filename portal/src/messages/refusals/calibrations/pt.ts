// SPDX-License-Identifier: Apache-2.0
import type { RefusalCatalog } from '../refusal-code.ts';

/** Why something was refused, in Portuguese: certificates of calibration, reference material and verification; not reviewed by a native speaker. */
export const ptCalibrationsRefusals: RefusalCatalog = {
  OTHER_MAKER: 'Só se certifica em nome da própria organização.',
  VALUE_TWICE: 'A mesma substância está certificada duas vezes; indique um só valor.',
  NO_UNCERTAINTY: 'A incerteza não pode ser zero.',
  AS_FOUND_UNIT_CONFLICT:
    'A unidade do estado à chegada não é da grandeza deste certificado: escreva-a na unidade do certificado.',
  AS_FOUND_OUT_OF_RANGE:
    'O número do estado à chegada está além do que este objeto pode ser: verifique o número e a unidade.',
  AS_FOUND_BAD_FACTOR:
    'O fator de expansão do estado à chegada tem de ser maior que 0, e a incerteza não pode ser negativa.',
  NO_SUCH_WORK: 'Não há aqui tal registo de trabalho, ou foi retirado.',
  NOT_YOUR_WORK: 'Só quem escreveu o registo de trabalho o corrige ou retira.',
  WORK_TAKEN_BACK: 'O registo de trabalho foi retirado: escreva de novo o que foi feito.',
  WORK_CERTIFIED: 'Um certificado assinado assenta neste registo de trabalho: revogue primeiro o certificado.',
  WORK_CHANGED_SINCE_PROPOSAL:
    'O registo de trabalho foi corrigido depois da proposta: proponha o certificado de novo.',
  WORK_OF_OTHER_THING: 'O registo de trabalho é de outro objeto, ou não daquele que o certificado indica.',
  WORK_OF_OTHER_POINT: 'O registo de trabalho é de um ponto que o certificado não tem.',
  TOO_MUCH_WORK: 'São passos a mais para um certificado: indique em cada registo para que pontos é.',
  SIGNATORY_WORK_LEFT_OUT:
    'Registou trabalho sobre este objeto nestes dias, que o certificado não indica; quem mediu não assina. Indique-o e deixe outra pessoa assinar, ou retire-o se não era para este certificado.',
};
