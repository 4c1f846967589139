/** What an inspection of an enterprise looks at, item by item of art. 39. One export each (R39-1). */
export const INSPECTION_HEADINGS = [
  'system_and_plan',
  'funds',
  'own_training',
  'files',
  'manager_assessment',
  'operator_certificates',
  'retraining',
  'other_workers',
] as const
export type InspectionHeading = (typeof INSPECTION_HEADINGS)[number]

type HeadingRule = {
  readonly title: { readonly zh: string; readonly en: string }
  readonly item: string
  /** What of the item the platform does not hold, so that an export never passes silence off as a finding. */
  readonly notHeld: { readonly zh: string; readonly en: string } | null
}

export const HEADINGS: Readonly<Record<InspectionHeading, HeadingRule>> = {
  system_and_plan: {
    title: { zh: '培训管理制度、年度计划、机构和人员', en: 'Training system, yearly plan, body and staff' },
    item: '39(1)',
    notHeld: {
      zh: '培训管理制度文本不在本平台，请现场查阅。',
      en: 'The text of the training system is not held here: see it at the enterprise.',
    },
  },
  funds: {
    title: { zh: '安全培训资金的投入和使用', en: 'Money put into safety training, and its use' },
    item: '39(2)',
    notHeld: {
      zh: '本平台只有年度计划填报的比例，没有实际使用的账目，请现场核查。',
      en: 'Only the share reported with the yearly plan is held here, no accounts of its use: see them at the enterprise.',
    },
  },
  own_training: {
    title: { zh: '自主培训的安全培训条件', en: 'Conditions for training of its own' },
    item: '39(3)',
    notHeld: {
      zh: '本平台只有自主培训的登记，场地、设备等条件请现场查看。',
      en: 'Only its registration is held here: see rooms and equipment at the enterprise.',
    },
  },
  files: { title: { zh: '安全培训档案', en: 'Training files' }, item: '39(4)', notHeld: null },
  manager_assessment: {
    title: { zh: '主要负责人、安全生产管理人员考核', en: 'Assessment of principals and safety managers' },
    item: '39(5)',
    notHeld: null,
  },
  operator_certificates: {
    title: { zh: '特种作业人员持证上岗', en: 'Operators at work with certificates' },
    item: '39(6)',
    notHeld: null,
  },
  retraining: {
    title: { zh: '应用四新及离岗、转岗时的培训', en: 'Training after a change or an absence' },
    item: '39(7)',
    notHeld: {
      zh: '何时应用新工艺、新技术、新材料、新设备不在本平台，只列出有关的培训班和离岗情况。',
      en: 'When something new was put to use is not held here: the courses and the absences are listed.',
    },
  },
  other_workers: {
    title: { zh: '其他从业人员的培训', en: 'Training of the other workers' },
    item: '39(8)',
    notHeld: null,
  },
}
