/** Whom a session may practise as: the one who asks, and the one who decides for others. */
export const PRACTICE_ROLES = ['requester', 'manager'] as const;
export type PracticeRole = (typeof PRACTICE_ROLES)[number];
