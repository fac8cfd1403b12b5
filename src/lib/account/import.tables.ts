import type { ImportKind } from './import-file';

export interface PeopleImportTable {
	id: string;
	organisationId: string;
	kind: ImportKind;
	added: number;
	changed: number;
	refused: number;
	importedBy: string | null;
	importedAt: Date;
	undoneBy: string | null;
	undoneAt: Date | null;
}

/** What one file made or changed; `before` and `after` are columns by name. */
export interface PeopleImportRowTable {
	importId: string;
	subjectKind: 'unit' | 'person' | 'membership';
	subjectId: string;
	wasMade: boolean;
	before: Record<string, unknown> | null;
	after: Record<string, unknown> | null;
}

declare module '$lib/platform/db.server' {
	interface Database {
		peopleImport: PeopleImportTable;
		peopleImportRow: PeopleImportRowTable;
	}
}
