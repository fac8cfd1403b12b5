export interface PilotTable {
	id: string;
	organisationId: string;
	unitId: string | null;
	key: string;
	pack: 'furniture' | 'it' | 'building';
	startsOn: string;
	endsOn: string | null;
	createdAt: Date;
}

export interface PilotTextTable {
	pilotId: string;
	locale: 'nb' | 'nn' | 'en';
	name: string;
	purpose: string;
}

declare module '$lib/platform/db.server' {
	interface Database {
		pilot: PilotTable;
		pilotText: PilotTextTable;
	}
}
