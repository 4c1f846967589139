/** Who an exam is for: 主要负责人, 安全生产管理人员, 特种作业人员. */
export const EXAM_CATEGORIES = ['principal', 'manager', 'operator'] as const
export type ExamCategory = (typeof EXAM_CATEGORIES)[number]
