// SPDX-License-Identifier: Apache-2.0
import type { enReadings } from './en.ts';

/** The words of the page of readings; not reviewed by a native speaker. */
export const ptReadings: Readonly<Record<keyof typeof enReadings, string>> = {
  'nav.readings': 'Leituras',
  'readings.title': 'O que os seus instrumentos leram, como os dispositivos assinaram',
  'readings.lead':
    'Um dispositivo assina cada leitura com chave própria. O que não assinou, e o que veio noutra unidade ou do futuro, foi recusado e não está aqui. O que é estranho mostra-se, e nada se corrige.',
  'readings.devices': 'Dispositivos',
  'readings.devices.none':
    'Nenhum dispositivo está registado para os seus instrumentos. Quem os guarda regista um com a sua chave pela interface: POST /api/instrument-devices.',
  'readings.key.holds': 'chave válida',
  'readings.key.revoked': 'chave revogada em {on}',
  'readings.of': 'Leituras de {name}',
  'readings.distrusted':
    'A chave foi revogada em {on}. No que assinou a partir de {from} não se confia. Motivo: {reason}',
  'readings.from': 'De',
  'readings.to': 'Até',
  'readings.none': 'Não há leituras nestes dias. Deixe ambos os dias vazios para ver tudo.',
  'readings.cut': 'Há mais leituras: estas são as primeiras {count} do período. Encurte os dias para ver as outras.',
  'readings.described': '{count} leituras ao longo do tempo; {odd} com algo estranho, listadas abaixo.',
  'readings.axis.time': 'tempo (UTC+8)',
  'readings.legend':
    'Disco: de confiança. Cruz: não se confia na chave. Triângulo: tirada antes da leitura com o número anterior. Quadrado: faltam números antes dela, e a linha quebra.',
  'readings.save': 'Guardar como CSV',
  'readings.chart': 'Como carta de controlo',
  'readings.odd': 'Com algo estranho: {odd} de {count}',
  'readings.odd.none': 'Nada de estranho: nenhum número falta, o tempo nunca andou para trás, a chave é válida.',
  'readings.odd.more': 'Listam-se as primeiras {count}; todas estão no CSV.',
  'readings.odd.distrusted': 'nesse dia não se confia na chave',
  'readings.odd.behind': 'tirada antes da leitura com o número anterior',
  'readings.odd.gap': 'faltam {missing} número(s) antes dela',
  'readings.column.number': 'Número',
  'readings.column.time': 'Tirada em',
  'readings.column.value': 'Valor',
  'readings.column.unit': 'Unidade',
  'readings.column.specimen': 'Espécime',
  'readings.column.received': 'Recebida em',
  'readings.column.missing': 'Faltam antes',
  'readings.column.behind': 'Tempo para trás',
  'readings.column.distrusted': 'Sem confiança',
  'readings.column.why': 'Porque está marcada',
  'readings.register': 'Registar o dispositivo',
  'readings.register.title': 'Registar um dispositivo de um instrumento próprio',
  'readings.register.name': 'Nome do dispositivo',
  'readings.register.quantity': 'Grandeza',
  'readings.register.unit': 'Unidade',
  'readings.register.key': 'Chave pública (multikey Ed25519, z6Mk…)',
  'readings.register.from': 'Assina desde',
  'readings.register.password': 'A sua palavra-passe, como assinatura',
};
