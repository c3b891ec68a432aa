// SPDX-License-Identifier: Apache-2.0
import type { enExamples } from './en.ts';

/** The names of the example dossiers; not reviewed by a native speaker. */
export const ptExamples: Readonly<Record<keyof typeof enExamples, string>> = {
  'example.choi-sum': 'Choi sum: um limite conhecido só de memória nada decide',
  'example.milk': 'Leite: iodo-131 por litro contra por quilograma, e uma orientação que não é limite',
  'example.tuna': 'Atum: metilmercúrio, com uma transição em Hong Kong',
  'example.wolfberry-leaf': 'Folha de goji: chumbo, com documentos em ordem',
  'example.wolfberry-leaf-inadmissible-method':
    'Folha de goji: ensaiada por um método que a lei da China continental não indica',
  'example.wolfberry-leaf-lapsed-accreditation': 'Folha de goji: a acreditação tinha expirado na data do ensaio',
  'example.wolfberry-leaf-late-key': 'Folha de goji: a chave de assinatura foi autorizada tarde demais',
  'example.wolfberry-leaf-old-scope': 'Folha de goji: o âmbito indica uma edição anterior do método',
  'example.wolfberry-leaf-other-body': 'Folha de goji: nenhum acordo chega a Macau',
  'example.wolfberry-leaf-over-limit': 'Folha de goji: um resultado honesto acima do limite',
  'example.wolfberry-leaf-revoked': 'Folha de goji: o laboratório revogou o relatório',
  'example.wolfberry-leaf-second-result': 'Folha de goji: um segundo relatório aceite contradiz o primeiro',
  'example.wolfberry-leaf-tampered': 'Folha de goji: um algarismo do relatório assinado foi alterado',
  'example.wolfberry-leaf-unlinked-sample': 'Folha de goji: a amostra não está ligada a nenhum lote',
  'example.wolfberry-leaf-listed-as-revoked':
    'Folha de goji: a lista de estados que o relatório nomeia mostra-o revogado',
  'example.wolfberry-leaf-logged': 'Folha de goji: um registo público tem o relatório, e nada contra as empresas',
  'example.wolfberry-leaf-recalled': 'Folha de goji: o lote foi recolhido em Macau',
  'example.wolfberry-leaf-status-list-missing':
    'Folha de goji: a lista de estados que o relatório nomeia não está à mão',
  'example.wolfberry-leaf-untp-only': 'Folha de goji: o único documento é uma credencial de conformidade UNTP',
};
