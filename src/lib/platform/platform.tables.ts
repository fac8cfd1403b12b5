export interface SeededScenarioTable {
	name: string;
	seededAt: Date;
}

declare module '$lib/platform/db.server' {
	interface Database {
		seededScenario: SeededScenarioTable;
	}
}
