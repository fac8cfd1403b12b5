export interface SeededScenarioTable {
	name: string;
	seededAt: Date;
}

export interface RateLimitTable {
	key: string;
	windowStartedAt: Date;
	attempts: number;
}

declare module '$lib/platform/db.server' {
	interface Database {
		seededScenario: SeededScenarioTable;
		rateLimit: RateLimitTable;
	}
}
