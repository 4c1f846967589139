/**
 * What an exam must cover: the numbered contents of art. 14 (principals) and art. 15 (safety managers)
 * of Order 92, under one name where both articles ask for the same thing, and the three parts by which
 * the national banks for special operators are divided.
 */
export const CONTENT_AREAS = {
  law: {
    zh: '方针政策、法律法规、规章及标准',
    en: 'Policy, law, regulations and standards',
    articles: ['14(1)', '15(1)'],
  },
  management: {
    zh: '安全生产管理、安全生产技术和职业健康',
    en: 'Safety management, technology and occupational health',
    articles: ['14(2)', '15(2)'],
  },
  major_hazards: {
    zh: '重大危险源管理、重大事故防范、应急管理和事故调查处理',
    en: 'Major hazards, major-accident prevention, emergency and accident investigation',
    articles: ['14(3)'],
  },
  casualty_reporting: {
    zh: '伤亡事故报告、统计及职业危害的调查处理',
    en: 'Casualty reporting and statistics, occupational-harm investigation',
    articles: ['15(3)'],
  },
  emergency: { zh: '应急管理的内容及其要求', en: 'Emergency management', articles: ['15(4)'] },
  experience: {
    zh: '国内外先进的安全生产管理经验',
    en: 'Advanced safety-management experience',
    articles: ['14(4)', '15(5)'],
  },
  cases: { zh: '典型事故和应急救援案例分析', en: 'Typical accidents and rescue cases', articles: ['14(5)', '15(6)'] },
  other: { zh: '其他', en: 'Other', articles: ['14(6)', '15(7)'] },
  basic_safety: { zh: '安全基本知识', en: 'Basic safety knowledge', articles: [] },
  technical: { zh: '安全技术知识', en: 'Technical safety knowledge', articles: [] },
} as const satisfies Record<string, { zh: string; en: string; articles: readonly string[] }>

export type ContentArea = keyof typeof CONTENT_AREAS

export const contentAreas = Object.keys(CONTENT_AREAS) as ContentArea[]

/** The areas an exam may not leave out (R14-1, R15-1). Art. 27 names none for operators. */
export const MANDATORY_AREAS = {
  principal: ['law', 'management', 'major_hazards', 'experience', 'cases'],
  manager: ['law', 'management', 'casualty_reporting', 'emergency', 'experience', 'cases'],
  operator: [],
} as const satisfies Record<string, readonly ContentArea[]>
