/** Who an exam is for: 主要负责人, 安全生产管理人员, 特种作业人员. */
export const EXAM_CATEGORIES = ['principal', 'manager', 'operator'] as const
export type ExamCategory = (typeof EXAM_CATEGORIES)[number]

/** All four kinds of people that Order 92 speaks of (R02-1): those above and 其他从业人员, who have no state exam. */
export const CATEGORIES = [...EXAM_CATEGORIES, 'worker'] as const
export type Category = (typeof CATEGORIES)[number]
