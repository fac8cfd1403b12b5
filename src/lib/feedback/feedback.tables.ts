import type { Generated } from 'kysely';

export interface FeedbackTable {
	id: string;
	organisationId: string;
	givenBy: string | null;
	body: string;
	page: Generated<string>;
	email: string | null;
	receivedAt: Date;
	answerBy: string;
	state: Generated<'open' | 'answered'>;
	answer: Generated<string>;
	answeredAt: Date | null;
	answeredBy: string | null;
	erasedAt: Date | null;
}

declare module '$lib/platform/db.server' {
	interface Database {
		feedback: FeedbackTable;
	}
}
